import CEL
import Governance

/// Analyses a county's rules before they act: what can never happen, what always does, and what
/// nobody thought of.
///
/// Every claim comes with a witness, a report that the engine itself has confirmed. Conditions are
/// taken apart down to what they read; where that is without end, such as the words of a report, and
/// the question depends on it, the finding is "not decided".
public struct RuleAnalysis: Sendable {
    /// What the analysis found, in the order of the tables.
    public let findings: [RuleFinding]

    /// Analyses compiled rules.
    public init(of rules: RuleSet) {
        var analyst = RuleAnalyst(rules)
        for table in analyst.tables.indices { analyst.examine(table) }
        analyst.examineRoster()
        findings = analyst.findings
    }

    /// Whether nothing was found that is an error.
    public var isClean: Bool { !findings.contains { $0.weight == .error } }
}

/// Puts the questions of an analysis, one after the other.
struct RuleAnalyst {
    /// One table, its rules' conditions known by their positions among all trees.
    struct Table {
        let source: DecisionTableSource
        let trees: Range<Int>
        /// The rules' conditions, in the order of the table.
        let programs: [Program]

        /// The tree of the rule at this place of the table.
        func tree(_ rule: Int) -> Int { trees.lowerBound + rule }
    }

    let rules: RuleSet
    let tables: [Table]
    let search: WitnessSearch
    var findings: [RuleFinding] = []
    /// How many evaluations of rules all questions together may still take.
    var stepsLeft = 40_000_000

    init(_ rules: RuleSet) {
        self.rules = rules
        let world = ReportWorld(rules.county, rules.declared)
        var reader = ConditionReader(world: world)
        var trees: [ConditionTree] = []
        var tables: [Table] = []
        for table in rules.source.tables {
            let start = trees.count
            let programs = table.rules.map { rule in
                guard let program = world.compile(rule.condition.text) else {
                    preconditionFailure("rule \(rule.id) was compiled and now is not")
                }
                return program
            }
            for program in programs { trees.append(reader.tree(of: program)) }
            tables.append(
                Table(source: table, trees: start..<trees.count, programs: programs))
        }
        self.tables = tables
        search = WitnessSearch(world: world, atoms: reader.atoms, trees: trees)
    }

    /// Looks for a report for which the formula is so and the engine's decision is as claimed.
    mutating func find(
        _ formula: RuleFormula, allowed: [ReportWorld.Dimension: (Int) -> Bool] = [:],
        confirm: (Witness) -> Bool,
    ) -> SearchResult {
        search.find(formula, allowed: allowed, stepsLeft: &stepsLeft, confirm: confirm)
    }

    /// What the engine's decision says about a table.
    func outcome(
        of table: Table, _ witness: Witness,
    ) -> RoutingDecision.TableOutcome? {
        rules.route(witness).tables.first { $0.table == table.source.id }
    }

    /// Whether a rule's condition comes to this for a witness, by the engine's own evaluation.
    func comes(
        _ rule: Int, of table: Table, to outcome: Outcomes, for witness: Witness,
    ) -> Bool {
        table.programs[rule].outcome(search.world.activation(of: witness)) == outcome
    }

    /// Notes a finding about rules of a table.
    mutating func add(
        _ kind: RuleFinding.Kind, _ table: Table, _ rules: [RuleSource], _ english: String,
        _ chinese: String, _ witness: Witness? = nil, at position: SourcePosition? = nil,
    ) {
        findings.append(
            RuleFinding(
                kind: kind, table: table.source.id, rules: rules.map(\.id),
                message: LocalizedText(chinese: chinese, english: english),
                position: position ?? rules.first?.position ?? table.source.position,
                witness: witness))
    }

    /// Notes that a question is beyond the analysis.
    mutating func addUndecided(
        _ table: Table, _ rules: [RuleSource], _ question: LocalizedText, _ reason: LocalizedText,
    ) {
        add(
            .notDecided, table, rules, "not decided: \(question.english); \(reason.english)",
            "未判定：\(question.chinese)；\(reason.chinese)")
    }
}
