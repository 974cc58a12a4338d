import Deliveries
import EventBus
import Governance
import GridTesting
import Logging
import Testing

@testable import Engine

/// What happens is told outside once, whatever fails, and nobody is kept waiting by it.
@Suite(.timeLimit(.minutes(10)))
struct OutboxTests {
    private let log = FaultyEventLog()
    private let store = MemoryDeliveryStore()
    private let clock = ManualClock(SmallCounty.morning)
    private static let group = Channel.ID(trusted: "group")
    private static let other = Channel.ID(trusted: "other")

    // MARK: The inbox

    @Test func `with an inbox, whoever is asked has been told as soon as that is kept`()
        async throws
    {
        try await Engine.make(on: log, clock: clock, hasInbox: true).whileRunning { engine in
            let answer = try await engine.perform(.submit(1))
            #expect(answer.incident.assignments.map(\.state) == [.notified, .notified, .notified])
            let records = try await log.records(of: SmallCounty.incident(1))
            #expect(records.map(\.event.kind.type).last == "griddispatch.responders.notified")
            #expect(Incident.folded(from: records) == answer.incident)
        }
    }

    @Test func `what could not be kept has told nobody`() async throws {
        try await Engine.make(on: log, clock: clock, hasInbox: true).whileRunning { engine in
            let before = await engine.snapshot()
            log.fail(.refuses(.diskFull))
            #expect(await engine.send(.submit(1)).outcome == .failed("log.disk_full"))
            #expect(await engine.snapshot() == before)
        }
    }

    // MARK: The outbox

    @Test func `what happens is told once, also across restarts`() async throws {
        let carrier = ScriptedCarrier()
        try await whileDelivering(carrier) { engine in
            _ = try await engine.perform(.submit(1))
            try await until { await self.states() == [.delivered] }
        }
        for _ in 1...2 {
            try await whileDelivering(carrier) { _ in clock.advance(by: .seconds(1)) }
        }
        #expect(carrier.told(over: Self.group) == ["requested everybody"])
    }

    @Test func `the past is not told when the outbox first begins`() async throws {
        try await Engine.make(on: log, clock: clock).whileRunning { engine in
            _ = try await engine.perform(.submit(1))
        }
        let carrier = ScriptedCarrier()
        try await whileDelivering(carrier) { engine in
            _ = try await engine.perform(.submit(2))
            try await until { await self.states() == [.delivered] }
        }
        #expect(carrier.tried.map(\.incident) == [SmallCounty.incident(2)])
    }

    @Test func `what happened while the outbox did not run is told when it runs again`()
        async throws
    {
        let carrier = ScriptedCarrier()
        try await whileDelivering(carrier) { _ in }
        try await Engine.make(on: log, clock: clock).whileRunning { engine in
            _ = try await engine.perform(.submit(1))
        }
        try await whileDelivering(carrier) { _ in
            try await until { await self.states() == [.delivered] }
        }
        #expect(carrier.tried.count == 1)
    }

    @Test func `what failed is tried again, under the same identifier`() async throws {
        let carrier = ScriptedCarrier { _, number in
            number < 3 ? .failed(.init("status 503")) : .delivered("200")
        }
        try await whileDelivering(carrier) { engine in
            _ = try await engine.perform(.submit(1))
            try await until(moving: .seconds(1)) { await self.states() == [.delivered] }
        }
        #expect(carrier.tried.map(\.attempts) == [1, 2, 3])
        #expect(Set(carrier.tried.map(\.id)).count == 1)
    }

    @Test func `what a restart cut off is sent again and marked as in doubt`() async throws {
        let gate = Gate()
        gate.close()
        let hanging = ScriptedCarrier { _, _ in
            await gate.pass()
            return .delivered("too late")
        }
        let cut = Task {
            try await whileDelivering(hanging) { engine in
                _ = try await engine.perform(.submit(1))
                await gate.waitUntilHolding()
            }
        }
        await gate.waitUntilHolding()
        // Whoever ends the process does not wait for the attempt.
        #expect(await states() == [.sending])
        let carrier = ScriptedCarrier()
        try await whileDelivering(carrier, withEngine: false) { _ in
            try await until { await self.states() == [.delivered] }
        }
        #expect(carrier.tried.map(\.isInDoubt) == [true])
        gate.open()
        try await cut.value
    }

    @Test func `a channel that hangs delays no other and no command`() async throws {
        let gate = Gate()
        gate.close()
        let carrier = ScriptedCarrier { delivery, _ in
            if delivery.channel == Self.group { await gate.pass() }
            return .delivered("taken")
        }
        try await whileDelivering(carrier, channels: [Self.group, Self.other]) { engine in
            for serial in 1...20 as ClosedRange<UInt64> {
                _ = try await engine.perform(.submit(serial))
            }
            try await until { carrier.told(over: Self.other).count == 20 }
            #expect(carrier.told(over: Self.group).count <= 4)
            gate.open()
            try await until { await self.states().count { $0 == .delivered } == 40 }
        }
    }

    @Test func `more than the outbox holds are all told in the end`() async throws {
        let carrier = ScriptedCarrier()
        let policy = DeliveryPolicy(atOnce: 1, window: 4)
        try await whileDelivering(carrier, policy: policy) { engine in
            for serial in 1...60 as ClosedRange<UInt64> {
                _ = try await engine.perform(.submit(serial))
            }
            try await until { await self.states().count { $0 == .delivered } == 60 }
        }
        #expect(Set(carrier.tried.map(\.incident)).count == 60)
        #expect(carrier.tried.count == 60)
    }

    @Test func `what reached nobody is put on record`() async throws {
        let carrier = ScriptedCarrier { _, _ in .refused("status 410") }
        try await whileDelivering(carrier) { engine in
            _ = try await engine.perform(.submit(1))
            try await Engine.wait(for: "griddispatch.delivery.givenup", in: log)
        }
        let filter = RecordFilter(typePrefix: "griddispatch.delivery")
        let records = try await log.read(after: .start, limit: 10, filter: filter).records
        #expect(
            records.map(\.event.kind) == [
                .deliveryGivenUp(
                    FailedDelivery(
                        channel: "group", incident: SmallCounty.incident(1), reason: "status 410",
                        attempts: 1))
            ])
        // The engine that comes after knows the county's history as it is.
        try await Engine.make(on: log, clock: clock).whileRunning { engine in
            #expect(
                await engine.record(
                    .deliveryGivenUp(
                        .init(
                            channel: "group", incident: nil, reason: "", attempts: 0))))
        }
    }

    @Test func `a fact that the log cannot keep is told to be not kept`() async throws {
        try await Engine.make(on: log, clock: clock).whileRunning { engine in
            let failed = FailedDelivery(channel: "x", incident: nil, reason: "", attempts: 0)
            log.fail(.refuses(.diskFull))
            #expect(await !engine.record(.deliveryGivenUp(failed)))
            #expect(await engine.record(.deliveryGivenUp(failed)))
            _ = try await engine.perform(.submit(1))
        }
    }

    // MARK: Support

    /// Runs an engine and an outbox on the log; the outbox is cut off at the end.
    private func whileDelivering(
        _ carrier: ScriptedCarrier, channels: [Channel.ID] = [Self.group],
        policy: DeliveryPolicy? = nil, withEngine: Bool = true,
        _ body: (Engine) async throws -> Void,
    ) async throws {
        let engine = Engine.make(on: log, clock: clock)
        let outbox = OutboxService(
            plan(channels, policy), in: { SmallCounty.county }, log: log, store: store,
            clock: clock, carrier: carrier, logger: engine.logger,
            record: { kind in withEngine ? await engine.record(kind) : true })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await outbox.run() }
            while try await store.outboxPosition() == nil {
                try await Task.sleep(for: .milliseconds(1))
            }
            if withEngine {
                try await engine.whileRunning { try await body($0) }
            } else {
                try await body(engine)
            }
            group.cancelAll()
            try? await group.waitForAll()
        }
    }

    private func plan(
        _ channels: [Channel.ID], _ policy: DeliveryPolicy?,
    ) -> NotificationPlan {
        let robot = RobotSettings(
            address: "https://robot.example", key: SecretName("KEY"))
        let title = LocalizedText(chinese: "群", english: "Group")
        return NotificationPlan(
            channels: channels.map {
                Channel(
                    id: $0, title: title, settings: .wecom(robot),
                    policy: policy ?? DeliveryPolicy())
            },
            subscriptions: channels.map {
                Subscription(channel: $0, audience: .everybody, topics: [.requested])
            })
    }

    private func states() async -> [Delivery.State] {
        let all = try? await store.deliveries(DeliveryQuery(limit: 500))
        return all?.map(\.state) ?? []
    }

    /// Waits until something holds, moving the clock meanwhile.
    private func until(
        moving step: Duration = .milliseconds(1), _ condition: () async -> Bool,
    ) async throws {
        while await !condition() {
            clock.advance(by: step)
            try await Task.sleep(for: .milliseconds(1))
        }
    }
}
