import EventBus
import Governance
import GridTesting
import Testing

@testable import Engine

/// Responders are told once, and nobody is forgotten.
@Suite(.timeLimit(.minutes(10)))
struct OutboxTests {
    private let log = FaultyEventLog()
    private let clock = ManualClock(SmallCounty.morning)
    private let notified = "griddispatch.responders.notified"

    @Test func `who is asked is told once, and that is put on record`() async throws {
        let channel = RecordingChannel()
        try await engine(channel).whileRunning { engine in
            _ = try await engine.perform(.submit(1))
            try await Engine.wait(for: notified, in: log)
            for _ in 1...5 {
                clock.advance(by: .seconds(1))
                _ = await engine.snapshot()
            }
            let incident = await engine.openIncident(SmallCounty.incident(1))
            #expect(incident?.assignments.map(\.state) == [.notified, .notified, .notified])
        }
        // After a restart nobody is told again.
        try await engine(channel).whileRunning { engine in
            clock.advance(by: .seconds(1))
            _ = await engine.snapshot()
        }
        #expect(channel.told == ["1: 1, 2, 3"])
    }

    @Test func `who was chosen and not told before the end is told after the restart`()
        async throws
    {
        try await Engine.make(on: log, clock: clock, channels: []).whileRunning {
            _ = try await $0.perform(.submit(1))
        }
        let channel = RecordingChannel()
        try await engine(channel).whileRunning { _ in
            try await Engine.wait(for: notified, in: log)
        }
        #expect(channel.told == ["1: 1, 2, 3"])
    }

    @Test func `a channel that fails is tried again at the next tick`() async throws {
        let channel = RecordingChannel(failures: 3)
        try await engine(channel).whileRunning { engine in
            _ = try await engine.perform(.submit(1))
            try await tick(until: notified)
        }
        #expect(channel.told == ["1: 1, 2, 3"])
        #expect(channel.attempts == 4)
    }

    @Test func `whom one channel cannot reach the next one tells`() async throws {
        let first = RecordingChannel("first", reaches: [.dongxiPoliceDay])
        let second = RecordingChannel("second")
        try await engine(first, second).whileRunning { engine in
            _ = try await engine.perform(.submit(1))
            try await Engine.wait(for: notified, in: log)
        }
        #expect(first.told == ["1: 2"])
        #expect(second.told == ["1: 1, 3"])
    }

    @Test func `when the record of it could not be kept, they are told again`() async throws {
        let channel = RecordingChannel()
        try await engine(channel).whileRunning { engine in
            log.fail(nil, .refuses(.diskFull))
            _ = try await engine.perform(.submit(1))
            try await tick(until: notified)
        }
        #expect(channel.told == ["1: 1, 2, 3", "1: 1, 2, 3"])
    }

    @Test func `with an inbox, whoever is asked has been told as soon as that is kept`()
        async throws
    {
        try await Engine.make(on: log, clock: clock, hasInbox: true).whileRunning { engine in
            let answer = try await engine.perform(.submit(1))
            #expect(answer.incident.assignments.map(\.state) == [.notified, .notified, .notified])
            let records = try await log.records(of: SmallCounty.incident(1))
            #expect(records.map(\.event.kind.type).last == notified)
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

    @Test func `more than the outbox holds are all told in the end`() async throws {
        var limits = Engine.Limits()
        limits.waitingCommands = 2
        let channel = RecordingChannel(failures: 1)
        let engine = Engine.make(on: log, clock: clock, channels: [channel], limits: limits)
        let reports = 40
        try await engine.whileRunning { engine in
            for serial in 1...UInt64(reports) {
                while case .failed = await engine.send(.submit(serial, .rubbish)).outcome {}
            }
            var told = 0
            while told < reports {
                clock.advance(by: .milliseconds(1))
                let incidents = await engine.snapshot()?.incidents.values
                told = incidents?.count { $0.assignments[0].state == .notified } ?? 0
            }
        }
        #expect(Set(channel.told).count == reports)
    }

    private func engine(_ channels: RecordingChannel...) -> Engine {
        Engine.make(on: log, clock: clock, channels: channels)
    }

    /// Lets the clock tick until the log has an event of this type.
    private func tick(until type: String) async throws {
        let filter = RecordFilter(typePrefix: type)
        while try await log.read(after: .start, limit: 1, filter: filter).records.isEmpty {
            clock.advance(by: .milliseconds(1))
            await Task.yield()
        }
    }
}
