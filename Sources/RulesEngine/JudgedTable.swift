import CEL
import Governance

/// A compiled table of which only the rules matter, whatever they answer.
protocol JudgedTable: Sendable {
    /// The conditions, in the order of the rules.
    var programs: [Program] { get }

    /// Which rules hold and which fail.
    func findings(for row: FactRow) -> ConditionTable.Findings

    /// What a decision keeps of these.
    func outcome(on findings: ConditionTable.Findings) -> RoutingDecision.TableOutcome

    /// What is said of a rule that fails.
    func fault(of rule: Int, _ error: CELError) -> String
}

extension DecisionTable: JudgedTable {
    var programs: [Program] { rules.map(\.condition) }

    func outcome(on findings: ConditionTable.Findings) -> RoutingDecision.TableOutcome {
        verdict(on: findings).outcome
    }

    func fault(of rule: Int, _ error: CELError) -> String { rules[rule].fault(error) }
}

extension RuleSet {
    /// The compiled table of this name.
    func judged(_ table: String) -> (any JudgedTable)? {
        let all: [(String, any JudgedTable)] =
            [(roles.id, roles), (severity.id, severity), (standard.id, standard)]
            + numbers.map { ($0.id, $0) }
        return all.first { $0.0 == table }?.1
    }
}
