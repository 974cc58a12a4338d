public import CurlHTTP
public import FeedCore
public import Governance

/// Polls all data items of a catalogue on their schedule, any number of them at once, and takes
/// what sources send by themselves.
///
/// The requests share the one thread of the HTTP client. A data item is asked again when its last
/// answer was dealt with, so one that is slow or dead delays no other. What is known is what the
/// journal says: nothing counts as taken before it is kept there.
public actor FeedService {
    /// Reads the time.
    public typealias Clock = @Sendable () -> Instant
    /// Does what the changed items of a data item ask for, before they are on record.
    ///
    /// Gives the incident of each item that has opened one. May be called again for the same
    /// changes, where they could not be put on record.
    public typealias Handler =
        @Sendable (DataItem, PollReport, FeedMemory) async -> [String: Incident.ID]

    /// Is told what is known of a data item, and since when, whenever its source has answered.
    public typealias Observer = @Sendable (DataItem, FeedMemory, Instant) async -> Void

    // A poll that ends may be due again before all others, so no pause is longer than this.
    private static let longestPause = Duration.milliseconds(100)
    /// Data items that are due within it are asked together: a thousand that are each woken for alone
    /// cost more in switches between threads than in asking.
    private static let shortestPause = Duration.milliseconds(20)
    /// How long nothing is put on record while nothing changes.
    static let longestSilence = Duration.hours(1)

    let catalogue: FeedCatalogue
    let now: Clock
    private let journal: any FeedJournal
    private let base: FeedStateFolder?
    private let client: FeedClient
    let secrets: SecretStore
    private let handler: Handler
    private let observer: Observer
    private var schedule = FeedSchedule()
    private(set) var memories: [DataItem.ID: FeedState] = [:]
    var turns = Turns()
    var pushes = PushAnswers()
    private var generator = SystemRandomNumberGenerator()

    /// A service that keeps what it takes in `journal`.
    ///
    /// - Parameters:
    ///   - catalogue: What is polled.
    ///   - journal: Where what is taken is kept.
    ///   - base: What was known before the journal began, if anything was.
    ///   - http: What requests are sent through.
    ///   - secrets: Where secrets come from.
    ///   - limits: How long and how large one request may be.
    ///   - clock: Reads the time.
    ///   - handler: Does what items ask for.
    ///   - observer: Is told what is known.
    public init(
        _ catalogue: FeedCatalogue, keepingIn journal: any FeedJournal,
        knowing base: FeedStateFolder? = nil, over http: HTTPClient,
        secrets: SecretStore = SecretStore(), limits: HTTPLimits = HTTPLimits(),
        clock: @escaping Clock,
        handler: @escaping Handler = { _, _, _ in [:] },
        observer: @escaping Observer = { _, _, _ in },
    ) {
        self.catalogue = catalogue
        self.journal = journal
        self.base = base
        self.client = FeedClient(http, secrets: secrets, limits: limits)
        self.secrets = secrets
        self.now = clock
        self.handler = handler
        self.observer = observer
    }

    /// Polls until the task is cancelled.
    ///
    /// - Throws: The reason why what was known could not be read at the start.
    public func run() async throws {
        do {
            try await recall()
        } catch {
            // Asked to end before it has begun: whatever failed then is no fault.
            if Task.isCancelled { return }
            throw error
        }
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                for id in schedule.startDue(at: now()) {
                    guard let item = catalogue.item(id) else { continue }
                    group.addTask { await self.poll(item) }
                }
                let pause = schedule.nextDeadline.map { $0 - now() } ?? Self.longestPause
                try? await Task.sleep(
                    for: max(Self.shortestPause, min(pause, Self.longestPause)))
            }
            group.cancelAll()
        }
    }

    /// Folds the journal into what is known of each data item.
    private func recall() async throws {
        var states: [DataItem.ID: FeedState] = [:]
        for item in catalogue.items {
            states[item.id] = FeedState(items: try base?.memory(of: item.id.name) ?? FeedMemory())
        }
        for (event, moment) in try await journal.recorded() {
            guard let id = DataItem.ID(event.feed) else { continue }
            states[id]?.evolve(event, at: moment)
        }
        memories = states
        for item in catalogue.items {
            if let state = states[item.id], let moment = state.lastRecorded {
                await observer(item, state.items, moment)
            }
            schedule.add(
                item.id, every: item.interval, lastSuccess: states[item.id]?.lastRecorded,
                isQuarantined: states[item.id]?.isQuarantined ?? false,
                isAsked: item.path != nil, at: now(),
                using: &generator)
        }
    }

    /// How every data item is doing, in the order of the catalogue.
    public func statuses() -> [FeedStatus] {
        let now = now()
        return catalogue.items.compactMap { item in
            guard let health = schedule.health[item.id], let state = memories[item.id] else {
                return nil
            }
            return FeedStatus(
                id: item.id, health: health,
                freshness: health.freshness(promise: item.freshness, at: now),
                items: state.items.liveCount, incidents: state.items.incidentCount,
                lastReport: state.lastReport)
        }
    }

    private func poll(_ item: DataItem) async {
        guard let result = await result(of: item) else { return }
        schedule.finish(item.id, result, at: now(), using: &generator)
        guard result == .taken, let state = memories[item.id] else { return }
        await observer(item, state.items, now())
    }

    /// How one poll ended; nil if it was cancelled.
    private func result(of item: DataItem) async -> PollResult? {
        guard let platform = catalogue.source(of: item) else {
            return .failed(error: "there is no source '\(item.source)'")
        }
        let known = memories[item.id]?.validators ?? FeedClient.Validators()
        var linked = memories[item.id]?.linked ?? [:]
        do throws(CancellationError) {
            let fetch = FeedFetch(client, item, of: platform)
            let haul = try await fetch.haul(knowing: known, &linked, at: now())
            memories[item.id]?.linked = linked
            switch haul {
            case .unchanged: return await confirm(item)
            case .failed(let error, let retryAfter):
                return .failed(error: error, retryAfter: retryAfter)
            case .feed(let feed, let validators):
                return await take(feed, validators, of: item)
            }
        } catch {
            return nil
        }
    }

    /// A source says that nothing has changed: that is put on record now and then.
    private func confirm(_ item: DataItem) async -> PollResult {
        guard let state = memories[item.id], isSilent(state) else { return .taken }
        let summary = FeedTaking(
            feed: item.id.name, way: .poll, digest: state.lastDigest,
            records: 0, unchanged: state.items.liveCount, refused: 0, changes: [])
        return await keep([.taken(summary)], of: item) ? .taken : Self.notKept
    }

    private func isSilent(_ state: FeedState) -> Bool {
        state.lastRecorded.map { now() - $0 >= Self.longestSilence } ?? true
    }

    private func take(
        _ feed: ParsedFeed, _ validators: FeedClient.Validators, of item: DataItem,
    ) async -> PollResult {
        // Polls are never too many: there is one at a time.
        guard await beginTurn(item.id) else { return .failed(error: "too many documents wait") }
        let (result, report) = await take(feed, way: .poll, of: item)
        turns.end(item.id)
        guard result == .taken else { return result }
        // A document of which something was refused is asked for again in full.
        memories[item.id]?.validators =
            report.refusals.isEmpty ? validators : FeedClient.Validators()
        return result
    }

    /// Notes that a source has sent something good by itself.
    func noteSuccess(_ item: DataItem) async {
        schedule.noteSuccess(item.id, at: now())
        guard let state = memories[item.id] else { return }
        await observer(item, state.items, now())
    }

    /// Takes what was read of a source: acts on it, puts it on record and then knows it.
    func take(
        _ feed: ParsedFeed, way: FeedTaking.Way, of item: DataItem,
    ) async -> (PollResult, PollReport) {
        let state = memories[item.id] ?? FeedState(items: FeedMemory())
        var memory = state.items
        let poll = FeedPoll(
            item.document, mapping: item.mapping, refusesDrift: true,
            hidesKeys: item.sensitivity == .personal)
        let report = poll.take(feed, into: &memory, at: now())
        memories[item.id]?.lastReport = report
        if report.isDocumentRefused {
            let reason = report.refusals.first?.description ?? "refused"
            return (.failed(error: reason), report)
        }
        guard !report.isQuarantined else { return (await quarantine(item, report), report) }
        for (key, incident) in await handler(item, report, memory) {
            memory.note(incident, openedBy: key)
        }
        var events: [FeedEvent] = state.isQuarantined ? [.released(feed: item.id.name)] : []
        let isNews =
            !report.outcome.changes.isEmpty || memory.shape?.fields != state.items.shape?.fields
        if isNews || isSilent(state) {
            let summary = FeedTaking(
                feed: item.id.name, way: way, digest: report.digest, records: report.records,
                unchanged: report.outcome.unchanged, refused: report.refusals.count, changes: [])
            events += memory.events(
                keeping: report.outcome, summary, hidesItems: item.sensitivity == .personal,
                shapeBefore: state.items.shape
            ).map { .taken($0) }
        }
        guard await keep(events, of: item) else { return (Self.notKept, report) }
        memories[item.id]?.items = memory
        return (.taken, report)
    }

    /// New data is kept out; whoever is in charge is told once.
    private func quarantine(_ item: DataItem, _ report: PollReport) async -> PollResult {
        guard memories[item.id]?.isQuarantined == false else { return .quarantined }
        let quarantine = FeedQuarantine(
            feed: item.id.name, digest: report.digest,
            reasons: Array(report.drift.prefix(FeedState.maximumReasons)))
        return await keep([.quarantined(quarantine)], of: item) ? .quarantined : Self.notKept
    }

    /// Takes the next document whatever it looks like, because somebody has looked at the source.
    ///
    /// - Returns: Whether there is such a data item and it was in quarantine.
    public func release(_ id: DataItem.ID) async -> Bool {
        guard let item = catalogue.item(id), await beginTurn(id) else { return false }
        defer { turns.end(id) }
        guard memories[id]?.isQuarantined == true,
            await keep([.released(feed: id.name)], of: item)
        else { return false }
        memories[id]?.items.shape = nil
        memories[id]?.validators = FeedClient.Validators()
        schedule.release(id)
        return true
    }

    private func keep(_ events: [FeedEvent], of item: DataItem) async -> Bool {
        for event in events {
            guard await journal.keep(event) else { return false }
            memories[item.id]?.note(event, at: now())
        }
        return true
    }

    private static let notKept = PollResult.failed(
        error: "the log does not keep what was taken; see /readyz")
}

extension FeedEvent {
    /// The data item that it is about.
    public var feed: String {
        switch self {
        case .taken(let taking): taking.feed
        case .quarantined(let quarantine): quarantine.feed
        case .released(let feed): feed
        }
    }
}
