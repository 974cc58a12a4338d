import DispatchCore
import EventBus
import Governance
import GridTesting
import Logging
import Testing

@testable import Engine

/// The auditor of a running engine sees what the engine has let go of.
@Suite(.timeLimit(.minutes(10)))
struct AuditorTests {
    private let log = MemoryEventLog()
    private let clock = ManualClock(SmallCounty.morning)

    private func auditor(of engine: Engine) -> Auditor {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return Auditor(of: engine, log: log, source: log, logger: logger)
    }

    @Test func `a sound engine is found sound, sweep after sweep`() async throws {
        try await Engine.make(on: log, clock: clock).whileRunning { engine in
            for serial in 1...150 as ClosedRange<UInt64> {
                _ = try await engine.send(.submit(serial)).value.get()
            }
            let auditor = auditor(of: engine)
            for sweep in 1...2 {
                try await auditor.sweep(servingSince: clock.now)
                clock.advance(by: .minutes(5))
                _ = await engine.snapshot()
                let report = auditor.report
                #expect([report.sweeps, report.lastExamined] == [sweep, 150])
                #expect(report.isSound, "\(report.findings.map(\.orphan))")
            }
        }
    }

    @Test func `a report that stands in the log and nowhere else is found with its history`()
        async throws
    {
        try await Engine.make(on: log, clock: clock).whileRunning { engine in
            _ = try await engine.send(.submit(1)).value.get()
            let report = Report.example(.rubbish, from: .resident, serial: 2)
            let lost = Event.example(
                .reportAccepted(report, number: 2, fileBy: nil), at: clock.now,
                of: SmallCounty.incident(2))
            let incident = try #require(Incident.made(by: lost))
            _ = try await log.append([
                AppendRequest(
                    partition: incident.partition, events: [lost], incident: incident)
            ])
            let auditor = auditor(of: engine)
            try await auditor.sweep(servingSince: clock.now)
            let found = auditor.report
            #expect(!found.isSound)
            #expect(found.findings.map(\.orphan.problem) == [.deadline, .deadline, .state])
            #expect(found.findings.allSatisfy { $0.orphan.incident == SmallCounty.incident(2) })
            #expect(found.findings.first?.history == [lost])
        }
    }

    @Test func `a limit that the engine never meets is found`() async throws {
        let engine = Engine.make(on: log, clock: clock)
        // The engine is not running: nobody meets limits, and nobody can be asked what is live.
        var state = try await engine.recover()
        let reply = engine.send(.submit(1))
        await engine.work(&state)
        _ = await reply.outcome
        let since = clock.now
        engine.stop()
        clock.advance(by: .minutes(30))
        let auditor = auditor(of: engine)
        try await auditor.sweep(servingSince: since)
        #expect(auditor.report.findings.map(\.orphan.problem) == [.timer])
    }
}
