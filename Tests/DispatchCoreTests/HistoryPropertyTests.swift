import DispatchCore
import Governance
import GridTesting
import Testing

/// Whatever people do, in whatever order and however late: nothing is ever forgotten.
struct HistoryPropertyTests {
    @Test(arguments: SeededGenerator.seeds(30))
    func `no history leaves an orphan, a wrong load or a lost deadline`(seed: UInt64) {
        var history = RandomHistory(seed: seed)
        for step in 0..<250 {
            let (command, result) = history.advance()
            let findings = history.story.findings
            guard findings.isEmpty else {
                Issue.record("step \(step), \(command), \(result): \(findings)")
                return
            }
        }
        for (id, incident) in history.story.state.incidents {
            #expect(incident.version == history.story.log.count { $0.incident == id })
        }
    }

    @Test(arguments: SeededGenerator.seeds(20))
    func `a decision's incident is what its events make of the one before`(seed: UInt64) throws {
        var history = RandomHistory(seed: seed)
        for step in 0..<250 {
            let command = history.nextCommand()
            let (story, state) = (history.story, history.story.state)
            let former = state[command.incident]
            if let outcome = try? story.dispatcher.decide(command, in: state, at: story.now) {
                #expect(fold(outcome.events, onto: former) == outcome.incident, "step \(step)")
                #expect(
                    outcome.events.allSatisfy {
                        $0.recordedAt == story.now && $0.incident == command.incident
                    })
                #expect(!outcome.events.isEmpty || outcome.incident == former)
            }
            history.carryOut(command)
        }
    }

    @Test(arguments: SeededGenerator.seeds(20))
    func `equal histories are decided equally`(seed: UInt64) {
        var (one, other) = (RandomHistory(seed: seed), RandomHistory(seed: seed))
        for _ in 0..<250 {
            _ = one.advance()
            _ = other.advance()
        }
        #expect(one.story.log == other.story.log)
    }

    @Test(arguments: SeededGenerator.seeds(20))
    func `a step repeated at the same instant has no events`(seed: UInt64) {
        var history = RandomHistory(seed: seed)
        for step in 0..<250 {
            let command = history.nextCommand()
            history.carryOut(command)
            switch command.action {
            case .confirmNotified, .acknowledge, .decline, .depart, .arrive, .finish, .verify: break
            default: continue
            }
            guard let again = history.carryOut(command) else { continue }
            #expect(again == [], "step \(step): \(command)")
        }
    }

    @Test(arguments: SeededGenerator.seeds(20))
    func `time alone brings every incident to rest, with operators alerted`(seed: UInt64) {
        var history = RandomHistory(seed: seed)
        for _ in 0..<120 { _ = history.advance() }
        history.story.wait(.hours(48))
        for incident in history.story.state.incidents.values {
            let isAwaited = incident.assignments.contains(where: \.state.awaitsAnswer)
            #expect(!isAwaited, "\(incident)")
            guard incident.stage != .joined else { continue }
            let next = incident.nextDeadline ?? history.story.now
            #expect(next > history.story.now, "\(incident)")
        }
        #expect(history.story.findings == [])
    }

    @Test func `a canary: the histories reach every state, stage and kind of event`() {
        var (states, stages, kinds) = (Set<String>(), Set<String>(), Set<String>())
        for seed in 1...30 as ClosedRange<UInt64> {
            var history = RandomHistory(seed: seed)
            for _ in 0..<250 {
                _ = history.advance()
                for incident in history.story.state.incidents.values {
                    stages.insert(incident.stage.rawValue)
                    states.formUnion(incident.assignments.map(\.state.rawValue))
                }
            }
            kinds.formUnion(
                history.story.log.map { String("\($0.kind)".prefix { $0 != "(" }) })
        }
        #expect(states == Set(Assignment.State.allCases.map(\.rawValue)))
        #expect(stages == Set(Incident.Stage.allCases.map(\.rawValue)).subtracting(["closed"]))
        #expect(kinds.count == 44, "\(kinds.sorted())")
    }

    /// The auditor must be able to find something.
    @Test func `a canary: the audit sees a lost event and a forgotten role`() throws {
        var story = TownshipStory()
        try story.submit()
        #expect(story.findings == [])
        #expect(!TownshipAudit(story.state, replayed: TownshipState()).findings.isEmpty)
        #expect(!TownshipAudit(TownshipState(), replayed: story.state).findings.isEmpty)
        var forgetful = TownshipState()
        for event in story.log.dropLast() { forgetful.evolve(event) }
        let findings = TownshipAudit(forgetful, replayed: forgetful).findings
        #expect(findings.contains { $0.contains("has forgotten its mediator") })
    }

    private func fold(_ events: [Event], onto former: Incident?) -> Incident? {
        var incident = former
        for event in events {
            guard incident != nil else {
                incident = Incident.made(by: event)
                continue
            }
            incident?.evolve(event)
        }
        return incident
    }
}
