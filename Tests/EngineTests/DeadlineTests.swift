import EventBus
import Governance
import GridTesting
import Testing

@testable import Engine

/// Deadlines are met by the engine's clock, however it moves.
@Suite(.timeLimit(.minutes(10)))
struct DeadlineTests {
    private let log = FaultyEventLog()
    private let clock = ManualClock(SmallCounty.morning)

    @Test func `who does not answer in time is succeeded by the next`() async throws {
        try await Engine.make(on: log, clock: clock).whileRunning { engine in
            _ = try await engine.perform(.submit(1))
            #expect(await mediators(engine) == ["qiaotou-mediator-near requested"])
            clock.advance(by: .minutes(1))
            #expect(await mediators(engine) == ["qiaotou-mediator-near requested"])
            clock.advance(by: .microseconds(1))
            #expect(
                await mediators(engine)
                    == ["qiaotou-mediator-near timedOut", "qiaotou-mediator-far requested"])
        }
    }

    @Test func `the clock alone wakes the engine`() async throws {
        try await Engine.make(on: log, clock: clock).whileRunning { engine in
            _ = try await engine.perform(.submit(1))
            clock.advance(by: .seconds(61))
            try await Engine.wait(for: "griddispatch.assignment.timedout", in: log)
        }
    }

    @Test func `a leap far ahead leaves nobody without an owner`() async throws {
        try await Engine.make(on: log, clock: clock).whileRunning { engine in
            for serial in 1...20 as ClosedRange<UInt64> {
                _ = try await engine.perform(.submit(serial))
            }
            clock.advance(by: .hours(72))
            let snapshot = try #require(await engine.snapshot())
            #expect(snapshot.incidents.count == 20)
            for incident in snapshot.incidents.values {
                #expect(!incident.assignments.isEmpty)
                #expect(incident.nextDeadline ?? clock.now > clock.now)
            }
        }
    }

    @Test func `a clock that is set back asks nobody twice`() async throws {
        try await Engine.make(on: log, clock: clock).whileRunning { engine in
            _ = try await engine.perform(.submit(1))
            clock.advance(by: .seconds(61))
            let before = await engine.snapshot()
            clock.advance(by: .hours(-2))
            #expect(await engine.snapshot() == before)
            _ = try await engine.perform(.submit(2, .rubbish))
            clock.advance(by: .hours(2))
            let incident = await engine.openIncident(SmallCounty.incident(1))
            #expect(incident == before?.incidents[SmallCounty.incident(1)])
            #expect(await engine.openCount() == 2)
        }
    }

    @Test func `a deadline that comes while nobody runs is met after the restart`() async throws {
        try await Engine.make(on: log, clock: clock).whileRunning {
            _ = try await $0.perform(.submit(1))
        }
        clock.advance(by: .seconds(61))
        try await Engine.make(on: log, clock: clock).whileRunning { engine in
            #expect(
                await mediators(engine)
                    == ["qiaotou-mediator-near timedOut", "qiaotou-mediator-far requested"])
        }
    }

    @Test func `a deadline whose events are not kept is met by the next attempt`() async throws {
        try await Engine.make(on: log, clock: clock).whileRunning { engine in
            _ = try await engine.perform(.submit(1))
            let before = await engine.snapshot()
            log.gate.close()
            log.fail(.refuses(.diskFull))
            clock.advance(by: .seconds(61))
            await log.gate.waitUntilHolding()
            log.gate.open()
            _ = await engine.snapshot()
            #expect(await mediators(engine).count == 2)
            #expect(before?.incidents.count == 1)
        }
    }

    @Test func `more deadlines than a batch holds are all met without another tick`()
        async throws
    {
        var limits = Engine.Limits()
        limits.batch = 4
        try await Engine.make(on: log, clock: clock, limits: limits).whileRunning { engine in
            for serial in 1...50 as ClosedRange<UInt64> {
                _ = try await engine.perform(.submit(serial, .rubbish))
            }
            let head = try await log.head()
            clock.advance(by: .minutes(11))
            var left = Set((1...50).map(SmallCounty.incident))
            let filter = RecordFilter(typePrefix: "griddispatch.assignment.timedout")
            for try await batch in log.subscribe(after: head, filter: filter) {
                for record in batch { record.event.incident.map { _ = left.remove($0) } }
                if left.isEmpty { break }
            }
        }
    }

    private func mediators(_ engine: Engine) async -> [String] {
        await engine.openIncident(SmallCounty.incident(1))?.assignments
            .filter { $0.role == .mediator }.map { "\($0.responder) \($0.state)" } ?? []
    }
}
