import DispatchCore
import EventBus
import Governance
import GridTesting
import Testing

@testable import Engine

/// The log cannot keep a batch: everyone is told, and the state is what the log says.
@Suite(.timeLimit(.minutes(10)))
struct LogFailureTests {
    private let log = FaultyEventLog()

    @Test(arguments: [EventLogError.Code.diskFull, .readOnly, .overloaded, .closed, .io])
    func `a batch that was not kept has changed nothing, and the next one works`(
        code: EventLogError.Code,
    ) async throws {
        try await Engine.make(on: log).whileRunning { engine in
            _ = try await engine.send(.submit(1)).value.get()
            let before = await engine.snapshot()
            log.gate.close()
            let blocker = engine.send(.acknowledge(9, by: .qiaotouDirector))
            let batch = Self.manyChanges(engine)
            log.fail(.refuses(code))
            log.gate.open()
            _ = await blocker.value
            for reply in batch {
                let outcome = await reply.outcome
                #expect(outcome == .failed(code.rawValue))
            }
            #expect(await engine.snapshot() == before)
            for reply in Self.manyChanges(engine) { _ = try await reply.value.get() }
            #expect(await engine.snapshot()?.incidents.count == 3)
            #expect(engine.health.isServing)
        }
    }

    /// Four changes of two townships, three of them of one incident, which arrive in one batch.
    private static func manyChanges(_ engine: Engine) -> [Reply] {
        [
            engine.send(.acknowledge(1, by: .qiaotouDirector)),
            engine.send(.submit(2, .rubbish)),
            engine.send(
                .example(
                    .decline(3, .other), by: .responder(.qiaotouMediatorNear))),
            engine.send(.submit(3, .fire, in: .lingxia)),
        ]
    }

    @Test func `health tells of the failure until something is kept`() async throws {
        try await Engine.make(on: log).whileRunning { engine in
            log.fail(.refuses(.diskFull))
            _ = await engine.send(.submit(1)).value
            guard case .logFailing(let error) = engine.health else {
                Issue.record("health is \(engine.health)")
                return
            }
            #expect(error.code == .diskFull)
            _ = try await engine.send(.submit(1)).value.get()
            #expect(engine.health.isServing)
        }
    }

    @Test func `when the log keeps things again, health tells so without a command`()
        async throws
    {
        let clock = ManualClock(SmallCounty.morning)
        try await Engine.make(on: log, clock: clock).whileRunning { engine in
            log.fail(.refuses(.diskFull), .refuses(.diskFull))
            _ = await engine.send(.submit(1)).value
            #expect(!engine.health.isServing)
            while !engine.health.isServing {
                clock.advance(by: .milliseconds(100))
                try await Task.sleep(for: .milliseconds(1))
            }
        }
    }

    @Test func `after a lost answer the state is read back from the log`() async throws {
        try await Engine.make(on: log, hasInbox: true).whileRunning { engine in
            log.fail(.losesAnswer)
            let key = IdempotencyKey.example("once")
            #expect(await engine.send(.submit(1), key: key).outcome == .failed("log.io"))
            let repeated = try await engine.perform(.submit(1), idempotency: key)
            #expect(repeated.isRepeated)
            let records = try await log.records(of: SmallCounty.incident(1))
            #expect(
                Incident.folded(from: records, upTo: repeated.incident.version)
                    == repeated.incident)
            #expect(await engine.openCount() == 1)
        }
    }

    @Test func `while the log cannot be read back, commands are refused`() async throws {
        try await Engine.make(on: log).whileRunning { engine in
            log.fail(.losesAnswer)
            _ = await engine.send(.submit(1)).value
            log.failReading(.io)
            #expect(await engine.send(.submit(2)).outcome == .failed("log.io"))
            #expect(try await log.records(of: SmallCounty.incident(2)) == [])
            log.failReading(nil)
            _ = try await engine.send(.submit(2)).value.get()
            #expect(await engine.openCount() == 2)
        }
    }

    @Test func `records that somebody else wrote are read back, not written over`() async throws {
        try await Engine.make(on: log).whileRunning { engine in
            _ = try await engine.send(.submit(1)).value.get()
            let foreign = try SmallCounty.dispatcher.decide(
                .submit(2), in: .init(), at: SmallCounty.morning)
            _ = try await log.log.append([
                AppendRequest(partition: .dongxi, events: foreign.events)
            ])
            #expect(await engine.send(.submit(3)).outcome == .failed("log.io"))
            _ = try await engine.send(.submit(3)).value.get()
            let numbers = await engine.snapshot()?.incidents.keys.sorted()
            #expect(numbers == [1, 2, 3].map(SmallCounty.incident))
        }
    }
}
