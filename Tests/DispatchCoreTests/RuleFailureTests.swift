import DispatchCore
import Governance
import GridTesting
import Testing

/// A rule that fails is told to an operator and keeps nobody from coming.
struct RuleFailureTests {
    private let start = SmallCounty.morning

    @Test func `the decision is marked, an operator alerted, the default's roles called`() throws {
        let county = try SmallCounty.changed(7)
        let dispatcher = Dispatcher(
            county: county, rules: try SmallCounty.failingRules(for: county))
        let outcome = try dispatcher.decide(
            .example(.submit(.example())), in: TownshipState(), at: start)
        let kinds = outcome.events.map(\.kind)
        #expect(kinds.contains(.rulesFailed(tables: ["severity"])))
        #expect(outcome.incident.decision?.isDegraded == true)
        #expect(outcome.incident.requiredRoles == [.police])
        #expect(!outcome.incident.assignments.isEmpty)
        #expect(
            Effect.of(outcome.events).contains(
                .alert(SmallCounty.incident(1), .degradedDecision)))
        var folded = TownshipState()
        for event in outcome.events { folded.evolve(event) }
        #expect(folded.incidents[SmallCounty.incident(1)] == outcome.incident)
    }

    @Test func `where no rule fails nobody is alerted`() throws {
        let outcome = try SmallCounty.dispatcher.decide(
            .example(.submit(.example())), in: TownshipState(), at: start)
        for event in outcome.events {
            if case .rulesFailed = event.kind { Issue.record("\(event)") }
        }
    }
}
