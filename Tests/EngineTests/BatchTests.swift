import EventBus
import Governance
import GridTesting
import Testing

@testable import Engine

/// Commands that wait together are decided together, kept together, and answered only then.
@Suite(.timeLimit(.minutes(10)))
struct BatchTests {
    private let log = FaultyEventLog()

    @Test func `commands that wait together are kept in one append`() async throws {
        try await Engine.make(on: log).whileRunning { engine in
            log.gate.close()
            let first = engine.send(.submit(1))
            await log.gate.waitUntilHolding()
            let others = (2...21).map { engine.send(.submit($0)) }
            log.gate.open()
            _ = try await first.value.get()
            for other in others { _ = try await other.value.get() }
            // The county's activation, the first report, and then all the others.
            #expect(log.appends == [1, 1, 20])
        }
    }

    @Test func `a batch is not larger than its limit`() async throws {
        var limits = Engine.Limits()
        limits.batch = 8
        try await Engine.make(on: log, limits: limits).whileRunning { engine in
            log.gate.close()
            let first = engine.send(.submit(1))
            await log.gate.waitUntilHolding()
            let others = (2...21).map { engine.send(.submit($0)) }
            log.gate.open()
            for reply in [first] + others { _ = try await reply.value.get() }
            #expect(log.appends == [1, 1, 8, 8, 4])
        }
    }

    @Test func `what there is too much work for waits for the next batch, in its order`()
        async throws
    {
        var limits = Engine.Limits()
        limits.batchWork = .zero
        try await Engine.make(on: log, limits: limits).whileRunning { engine in
            log.gate.close()
            let first = engine.send(.submit(1))
            await log.gate.waitUntilHolding()
            let others = (2...9).map { engine.send(.submit($0)) }
            let last = engine.send(.acknowledge(1, by: .qiaotouDirector, on: 9))
            log.gate.open()
            for reply in [first] + others { _ = try await reply.value.get() }
            #expect(try await last.value.get().incident.assignments[0].state == .acknowledged)
            #expect(log.appends == Array(repeating: 1, count: 11))
        }
    }

    @Test func `later commands of a batch are decided on what earlier ones made`() async throws {
        try await Engine.make(on: log).whileRunning { engine in
            log.gate.close()
            let blocker = engine.send(.submit(9))
            await log.gate.waitUntilHolding()
            let replies = [
                engine.send(.submit(1)),
                engine.send(.acknowledge(1, by: .qiaotouDirector)),
                engine.send(.submit(1)),
            ]
            log.gate.open()
            _ = await blocker.value
            let incident = try await replies[1].value.get().incident
            #expect(incident.assignments[0].state == .acknowledged)
            #expect(await replies[2].outcome == .failed("incident.exists"))
        }
    }

    @Test func `the answer comes after the append`() async throws {
        try await Engine.make(on: log).whileRunning { engine in
            let head = try await log.head()
            log.gate.close()
            let reply = engine.send(.submit(1))
            await log.gate.waitUntilHolding()
            #expect(!reply.isThere)
            #expect(try await log.head() == head)
            log.gate.open()
            let incident = try await reply.value.get().incident
            let records = try await log.records(of: incident.id)
            #expect(Incident.folded(from: records) == incident)
        }
    }

    /// They rest on what is not durable yet.
    @Test func `refusals and commands without events wait for the append too`() async throws {
        try await Engine.make(on: log).whileRunning { engine in
            log.gate.close()
            let blocker = engine.send(.submit(9))
            await log.gate.waitUntilHolding()
            let first = engine.send(.submit(1))
            let acknowledged = engine.send(.acknowledge(1, by: .qiaotouDirector))
            let again = engine.send(.acknowledge(1, by: .qiaotouDirector))
            let refused = engine.send(.submit(1))
            log.fail(.refuses(.diskFull))
            log.gate.open()
            _ = await blocker.value
            for reply in [first, acknowledged, again, refused] {
                #expect(await reply.outcome == .failed("log.disk_full"))
            }
            #expect(await engine.openIncident(SmallCounty.incident(1)) == nil)
        }
    }

    @Test func `a refusal alone needs no append`() async throws {
        try await Engine.make(on: log).whileRunning { engine in
            let reply = engine.send(.acknowledge(1, by: .qiaotouDirector))
            #expect(await reply.outcome == .failed("incident.unknown"))
            #expect(log.appends == [1])
        }
    }
}
