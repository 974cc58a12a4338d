public import Deliveries
public import EventBus
public import Governance
public import Logging

/// Tells the outside what happens: follows the log, makes deliveries of its events and has them
/// carried out, off the path of every request.
///
/// What is decided stands in ``OutboxMachine``; here is only what reads, keeps, waits and sends.
/// A delivery is kept before it is sent and after, so that a restart neither loses nor repeats
/// any; one that was cut off between the two is sent again under the same identifier.
public actor OutboxService {
    /// Puts an event about a delivery on record; false if it could not be.
    public typealias Recorder = @Sendable (Event.Kind) async -> Bool

    /// How long deliveries that have come to their end are kept.
    static let retention = Duration.hours(30 * 24)
    /// The position is kept at least once in so many records, even if none of them is told.
    static let recordsPerPosition: Int64 = 10_000

    private let plan: NotificationPlan
    private let county: @Sendable () -> County
    private let log: any EventLog
    private let store: any DeliveryStore
    private let clock: any EngineClock
    private let carrier: any DeliveryCarrier
    private let record: Recorder
    private let logger: Logger
    private var machine: OutboxMachine
    private var generator = SystemRandomNumberGenerator()
    private var isKeeping = false
    /// What is to be kept as it is now.
    private var unkept: [Delivery.ID: Delivery] = [:]
    /// What is to be sent as soon as it is kept.
    private var toSend: [Delivery] = []
    private let starts: AsyncStream<Delivery>
    private let starter: AsyncStream<Delivery>.Continuation

    /// An outbox over a log; nothing happens before ``run()``.
    public init(
        _ plan: NotificationPlan, in county: @escaping @Sendable () -> County, log: any EventLog,
        store: any DeliveryStore, clock: any EngineClock, carrier: any DeliveryCarrier,
        logger: Logger, record: @escaping Recorder,
    ) {
        self.plan = plan
        self.county = county
        self.log = log
        self.store = store
        self.clock = clock
        self.carrier = carrier
        self.record = record
        self.logger = logger
        machine = OutboxMachine(plan.policies)
        (starts, starter) = AsyncStream.makeStream()
    }

    /// How each channel is doing.
    public var health: [Channel.ID: ChannelHealth] { machine.health }

    /// Delivers until the task is cancelled.
    ///
    /// - Throws: ``EventLogError`` if the log cannot be read. Running it again goes on where it was.
    public func run() async throws {
        let position = try await begin()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.follow(from: position) }
            group.addTask { await self.keepTime() }
            group.addTask { await self.sendAll() }
            // Whichever ends first ends the others: the log's end, its failure or the cancellation.
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Where to go on: where the outbox was, or at the log's end if it never ran on this log, for
    /// nobody wants to be told the past.
    private func begin() async throws(EventLogError) -> Offset {
        for (id, policy) in plan.policies {
            machine.markSpilled(id)
            guard let rate = policy.rate else { continue }
            let recent = try await store.attempts(over: id, since: clock.now - rate.span)
            machine.noteStarts(recent, over: id)
        }
        if let position = try await store.outboxPosition() { return position }
        let head = try await log.head()
        try await store.keep(new: [], through: head)
        return head
    }

    // MARK: From the log into the outbox

    @concurrent
    private func follow(from start: Offset) async throws {
        let filter = RecordFilter(includesPersonalData: false)
        var records = log.subscribe(after: start, filter: filter).makeAsyncIterator()
        var kept = start
        while let batch = try await records.next() {
            var deliveries: [Delivery] = []
            for record in batch where plan.wants(record.event.kind) {
                deliveries += try await self.deliveries(for: record)
            }
            let isFarAhead = records.position.value - kept.value >= Self.recordsPerPosition
            guard !deliveries.isEmpty || isFarAhead else { continue }
            try await store.keep(new: deliveries, through: records.position)
            kept = records.position
            await admit(deliveries)
        }
    }

    private nonisolated func deliveries(
        for record: Record,
    ) async throws(EventLogError) -> [Delivery] {
        let incident = try await incident(of: record.event, upTo: record.offset)
        return plan.deliveries(
            for: record.event, record: record.id, offset: record.offset.value,
            incident: incident, in: county(), at: clock.now)
    }

    /// The incident that an event is about, as all records up to one of them make it.
    private nonisolated func incident(
        of event: Event, upTo last: Offset = Offset(.max),
    ) async throws(EventLogError) -> Incident? {
        let id: Incident.ID? =
            switch event.kind {
            case .deliveryGivenUp(let delivery): delivery.incident
            default: event.incident
            }
        guard let id else { return nil }
        let records = try await log.records(of: id)
        return Incident.folded(from: records.filter { $0.offset <= last })
    }

    private func admit(_ deliveries: [Delivery]) async {
        for delivery in deliveries { machine.admit(delivery) }
        await work()
    }

    // MARK: Time

    private func keepTime() async {
        var nextCleaning = clock.now
        repeat {
            let now = clock.now
            if nextCleaning <= now {
                try? await store.dropDeliveries(endedBefore: now - Self.retention)
                nextCleaning = now + .hours(1)
            }
            await work()
        } while (try? await clock.nextTick()) != nil
    }

    // MARK: What the machine wants

    private func work() async {
        await carryOut(machine.due(at: clock.now))
    }

    private func carryOut(_ actions: [OutboxMachine.Action]) async {
        for action in actions {
            switch action {
            case .keep(let delivery): unkept[delivery.id] = delivery
            case .send(let delivery):
                unkept[delivery.id] = delivery
                toSend.append(delivery)
            case .alert, .refill: continue
            }
        }
        await keep()
        for action in actions {
            switch action {
            case .keep, .send: continue
            case .alert(let failed):
                logger.warning(
                    "a message reached nobody", metadata: ["channel": "\(failed.channel)"])
                if await !record(.deliveryGivenUp(failed)) {
                    logger.error("that a message reached nobody could not be recorded")
                }
            case .refill(let channel, let limit): await refill(channel, limit)
            }
        }
    }

    /// Keeps what waits to be kept, all of it in one transaction, and lets what is kept be sent.
    ///
    /// What comes meanwhile is kept right after; while the log cannot keep anything, nothing is
    /// sent either.
    private func keep() async {
        guard !isKeeping else { return }
        isKeeping = true
        defer { isKeeping = false }
        while !unkept.isEmpty {
            let (deliveries, sendable) = (unkept, toSend)
            (unkept, toSend) = ([:], [])
            do {
                try await store.keep(Array(deliveries.values))
                for delivery in sendable { starter.yield(delivery) }
            } catch {
                logger.error("deliveries cannot be kept", metadata: ["error": "\(error)"])
                unkept.merge(deliveries) { newer, _ in newer }
                toSend = sendable + toSend
                // The next tick of the clock tries again.
                return
            }
        }
    }

    private func refill(_ channel: Channel.ID, _ limit: Int) async {
        do {
            let open = try await store.openDeliveries(over: channel, limit: limit)
            machine.refill(channel, with: open, limit: limit, at: clock.now)
        } catch {
            logger.error("deliveries cannot be read", metadata: ["error": "\(error)"])
            machine.refill(channel, with: [], limit: 0, at: clock.now)
        }
        await carryOut(machine.due(at: clock.now))
    }

    // MARK: Sending

    private func sendAll() async {
        await withDiscardingTaskGroup { group in
            for await delivery in starts {
                group.addTask { await self.send(delivery) }
            }
        }
    }

    @concurrent
    private func send(_ delivery: Delivery) async {
        let outcome: DeliveryOutcome
        do throws(EventLogError) {
            outcome = try await attempt(delivery)
        } catch {
            outcome = .failed(.init("the log could not be read: \(error.code.rawValue)"))
        }
        // What was cut off by the end of the service is found again at the next start.
        guard !Task.isCancelled else { return }
        await finish(delivery, outcome)
    }

    private nonisolated func attempt(
        _ delivery: Delivery,
    ) async throws(EventLogError) -> DeliveryOutcome {
        let page = try await log.read(
            after: Offset(delivery.offset - 1), limit: 1,
            filter: RecordFilter(includesPersonalData: false))
        guard let record = page.records.first, record.offset.value == delivery.offset else {
            return .obsolete("the log does not hold the event any more")
        }
        let incident = try await incident(of: record.event)
        if delivery.isObsolete(in: incident) { return .obsolete("answered already") }
        return await carrier.carry(delivery, about: record, of: incident)
    }

    private func finish(_ delivery: Delivery, _ outcome: DeliveryOutcome) async {
        let actions = machine.finished(delivery, outcome, at: clock.now, using: &generator)
        await carryOut(actions + machine.due(at: clock.now))
    }
}
