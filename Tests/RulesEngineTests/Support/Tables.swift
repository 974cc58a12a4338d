import Governance
import GridTesting
import RulesEngine

/// Tables of the small county, written as short as a test wants to read them.
enum Tables {
    /// A rule: its id, its condition, and what follows.
    typealias Row = (id: String, when: String, then: RoutingOutcome)

    static let because = LocalizedText(chinese: "试", english: "A test.")

    /// Rules of which only one table matters; the others decide by their defaults.
    static func compile(
        roles: [Row] = [], severity: [Row] = [], standard: [Row] = [],
        _ hitPolicy: HitPolicy = .first, defaultRoles: [Role.ID] = [.communityDirector],
    ) throws(RuleFaults) -> RuleSet {
        let tables = [
            table(.roles, roles.isEmpty ? .collect : hitPolicy, roles, .roles(defaultRoles)),
            table(.severity, hitPolicy, severity, .severity(.ordinary)),
            table(.standard, hitPolicy, standard, .standard(.ordinary)),
        ]
        return try RuleSet.compile(RuleSetSource(tables: tables), for: SmallCounty.county)
    }

    /// A table whose rules stand on one line each, from line 10 on, their conditions in column 15.
    static func table(
        _ question: RoutingQuestion, _ hitPolicy: HitPolicy, _ rows: [Row],
        _ fallback: RoutingOutcome,
    ) -> DecisionTableSource {
        let rules = rows.enumerated().map { index, row in
            RuleSource(
                id: row.id,
                condition: SourceText(
                    text: row.when, file: "routing.yaml", line: 10 + index, column: 15),
                outcome: row.then, because: because, position: position(10 + index))
        }
        return DecisionTableSource(
            id: question.rawValue, question: question, hitPolicy: hitPolicy, rules: rules,
            fallback: FallbackSource(outcome: fallback, because: because, position: position(9)),
            position: position(1))
    }

    private static func position(_ line: Int) -> SourcePosition {
        SourcePosition(file: "routing.yaml", line: line, column: 1)
    }
}

extension RuleSet {
    /// What they decide about a report on a Wednesday at ten in the morning.
    func decide(
        _ report: Report = .example(), personal: PersonalData? = nil,
    ) -> RoutingDecision {
        route(
            report, personal: personal,
            at: SmallCounty.timeZone.localTime(at: SmallCounty.morning))
    }
}
