import Governance
import GridTesting
import Testing

@testable import DispatchCore
@testable import Simulator

/// The auditor that judges every run.
struct RunAuditorTests {
    private let decisions = Worlds.decisions(Worlds.day(seed: 2))

    @Test func `a sound run has no findings`() {
        var auditor = RunAuditor(every: 1)
        for decision in decisions { auditor.observe(decision) }
        #expect(auditor.findings == [])
    }

    @Test func `an event that the core forgot to record is found`() {
        var auditor = RunAuditor(every: 16)
        for (number, decision) in decisions.enumerated() {
            let events = decision.outcome.events
            let kept = number == 40 ? Array(events.dropLast()) : events
            auditor.observe(
                Simulation.Decision(
                    at: decision.at, partition: decision.partition, command: decision.command,
                    outcome: Outcome(events: kept, incident: decision.outcome.incident)))
        }
        #expect(auditor.findings.contains { $0.contains("the log leads to another") })
    }

    @Test func `an incident on nobody's desk is found`() {
        var auditor = RunAuditor(every: 1)
        for decision in decisions.prefix(200) {
            var incident = decision.outcome.incident
            // A core that forgets the limits of what it has filed.
            incident.deadlines = []
            auditor.observe(
                Simulation.Decision(
                    at: decision.at, partition: decision.partition, command: decision.command,
                    outcome: Outcome(events: decision.outcome.events, incident: incident)))
        }
        #expect(!auditor.findings.isEmpty && auditor.findings.count <= 20)
    }
}
