import EventBus
import Governance
import GridTesting
import Testing

@testable import Engine

/// A request that comes again gets the first answer and changes nothing.
@Suite(.timeLimit(.minutes(10)))
struct IdempotencyTests {
    private let log = FaultyEventLog()
    private let key = IdempotencyKey.example("once")

    @Test func `a repeat gets the first answer, whatever happened since`() async throws {
        try await Engine.make(on: log).whileRunning { engine in
            let first = try await engine.perform(.submit(1), idempotency: key)
            _ = try await engine.perform(.acknowledge(1, by: .qiaotouDirector))
            let head = try await log.head()
            let again = try await engine.perform(.submit(2), idempotency: key)
            #expect(again.incident == first.incident)
            #expect(!first.isRepeated && again.isRepeated)
            #expect(try await log.head() == head)
        }
    }

    @Test func `the first answer outlives a restart`() async throws {
        let first = try await Engine.make(on: log).whileRunning {
            try await $0.perform(.submit(1), idempotency: key)
        }
        try await Engine.make(on: log).whileRunning { engine in
            let again = await engine.send(.submit(2), key: key).outcome
            #expect(again == .repeated(first.incident))
        }
    }

    @Test func `another request under the same key is refused`() async throws {
        try await Engine.make(on: log).whileRunning { engine in
            _ = try await engine.perform(.submit(1), idempotency: key)
            let other = IdempotencyKey.example("once", request: 2)
            #expect(await engine.send(.submit(2), key: other).outcome == .failed("key reused"))
            #expect(await engine.openCount() == 1)
        }
    }

    @Test func `two of one batch are carried out once`() async throws {
        try await Engine.make(on: log).whileRunning { engine in
            let (first, others) = await oneBatch(engine)
            let incident = try await first.value.get().incident
            #expect(await others[0].outcome == .repeated(incident))
            #expect(await others[1].outcome == .failed("key reused"))
            #expect(await engine.openIncident(SmallCounty.incident(2)) == nil)
        }
    }

    @Test func `when their batch is not kept, all of them are told`() async throws {
        try await Engine.make(on: log).whileRunning { engine in
            log.fail(nil, .refuses(.diskFull))
            let (first, others) = await oneBatch(engine)
            for reply in [first] + others {
                #expect(await reply.outcome == .failed("log.disk_full"))
            }
            let again = try await engine.perform(.submit(1), idempotency: key)
            #expect(!again.isRepeated)
        }
    }

    /// A report, its repeat and another one under its key, which arrive together.
    private func oneBatch(_ engine: Engine) async -> (Reply, [Reply]) {
        log.gate.close()
        let blocker = engine.send(.submit(9))
        await log.gate.waitUntilHolding()
        let first = engine.send(.submit(1), key: key)
        let others = [
            engine.send(.submit(2), key: key),
            engine.send(.submit(2), key: .example("once", request: 2)),
        ]
        log.gate.open()
        _ = await blocker.value
        return (first, others)
    }

    @Test func `a refused command leaves its key free`() async throws {
        try await Engine.make(on: log).whileRunning { engine in
            let acknowledge = Command.acknowledge(1, by: .qiaotouDirector)
            #expect(
                await engine.send(acknowledge, key: key).outcome == .failed("incident.unknown"))
            _ = try await engine.perform(.submit(1))
            let answer = try await engine.perform(acknowledge, idempotency: key)
            #expect(!answer.isRepeated)
        }
    }

    @Test func `a command that changes nothing keeps its answer too`() async throws {
        try await Engine.make(on: log).whileRunning { engine in
            _ = try await engine.perform(.submit(1))
            let acknowledge = Command.acknowledge(1, by: .qiaotouDirector)
            _ = try await engine.perform(acknowledge)
            let head = try await log.head()
            let idle = try await engine.perform(acknowledge, idempotency: key)
            #expect(try await log.head() == head)
            _ = try await engine.perform(.acknowledge(2, by: .dongxiPoliceDay))
            let again = await engine.send(acknowledge, key: key).outcome
            #expect(again == .repeated(idle.incident))
        }
    }
}
