import CEL
import Governance

/// Analyses a county's rules before they act: what can never happen, what always does, and what
/// nobody thought of.
///
/// Every claim comes with a witness, a report that the engine itself has confirmed. Conditions are
/// taken apart down to what they read; where that is without end, such as the words of a report, and
/// the question depends on it, the finding is "not decided". So it is where the work would exceed a
/// budget, which is counted in steps: the same rules are always told the same.
public struct RuleAnalysis: Sendable {
    /// What the analysis found, in the order of the tables; at the end how much more there is of
    /// what was found too often to be listed.
    public let findings: [RuleFinding]

    /// Analyses compiled rules.
    public init(of rules: RuleSet) { self.init(of: rules, AnalysisBudget()) }

    /// Analyses compiled rules with so much work at most.
    init(of rules: RuleSet, _ budget: AnalysisBudget) {
        var analyst = RuleAnalyst(rules, budget)
        for table in analyst.tables.indices {
            budget.beginPart(of: analyst.tables.count - table + 1)
            analyst.examine(table)
        }
        budget.beginPart(of: 1)
        analyst.examineRoster()
        analyst.addCounts()
        findings = analyst.findings
    }

    /// Whether nothing was found that is an error.
    public var isClean: Bool { !findings.contains { $0.weight == .error } }
}

/// Puts the questions of an analysis, one after the other.
struct RuleAnalyst {
    /// One table, its rules' conditions known by their nodes in the forest of all.
    struct Table {
        let source: DecisionTableSource
        let nodes: [Int]
        /// The table as it decides.
        let judged: any JudgedTable
        /// The rules' conditions, in the order of the table.
        let programs: [Program]

        /// The places of the rules by their names.
        let places: [String: Int]
    }

    let rules: RuleSet
    let tables: [Table]
    let search: WitnessSearch
    var findings: [RuleFinding] = []
    /// The tables of which it has been told that the budget was used up.
    private var cutShort: Set<String> = []
    /// How many findings of a kind there are by table, also those that are not listed.
    private var counts: [String: [RuleFinding.Kind: Int]] = [:]
    /// The most findings of one kind that are listed of a table.
    static let maximumOfAKind = 1_000

    var budget: AnalysisBudget { search.budget }

    init(_ rules: RuleSet, _ budget: AnalysisBudget) {
        self.rules = rules
        // What makes ready leaves a quarter for the questions.
        let preparation = AnalysisBudget(budget.left / 4 * 3)
        let granted = preparation.left
        var reader = ConditionReader(
            world: ReportWorld(rules.county, rules.declared), budget: preparation)
        tables = rules.source.tables.map { table in
            guard let judged = rules.judged(table.id) else {
                preconditionFailure("the table \(table.id) was not compiled")
            }
            let programs = judged.programs
            return Table(
                source: table, nodes: programs.map { reader.node(of: $0) }, judged: judged,
                programs: programs,
                places: Dictionary(
                    table.rules.enumerated().map { ($1.id, $0) },
                    uniquingKeysWith: { first, _ in first }))
        }
        let kinds = ReportKinds(reader, budget: preparation)
        budget.spend(granted - preparation.left)
        search = WitnessSearch(kinds, budget: budget)
    }

    /// Looks for a report for which all parts are so and the engine's decision is as claimed.
    func find(
        _ parts: [RuleFormula], allowed: [ReportWorld.Dimension: (Int) -> Bool] = [:],
        confirm: (Witness) -> Bool,
    ) -> SearchResult {
        search.find(parts, allowed: allowed, confirm: confirm)
    }

    /// Which rules of a table hold and fail for a witness, as the engine finds.
    func judge(_ table: Table, _ witness: Witness) -> ConditionTable.Findings {
        let findings = table.judged.findings(for: search.world.row(of: witness))
        budget.spendOnReport()
        budget.spend(evaluating: findings.spent, times: findings.evaluations)
        budget.spend(table.programs.count / 4 + findings.holding.count)
        return findings
    }

    /// What the engine's decision says about a table.
    func outcome(of table: Table, _ witness: Witness) -> RoutingDecision.TableOutcome {
        table.judged.outcome(on: judge(table, witness))
    }

    /// Whether a rule's condition comes to this for a witness, by the engine's own evaluation.
    func comes(
        _ rule: Int, of table: Table, to outcome: Outcomes, for witness: Witness,
    ) -> Bool {
        budget.spendOnReport()
        return budget.outcome(of: table.programs[rule], search.world.activation(of: witness))
            == outcome
    }

    /// Notes a finding about rules of a table.
    mutating func add(
        _ kind: RuleFinding.Kind, _ table: Table, _ rules: [RuleSource], _ english: String,
        _ chinese: String, _ witness: Witness? = nil, at position: SourcePosition? = nil,
    ) {
        counts[table.source.id, default: [:]][kind, default: 0] += 1
        guard counts[table.source.id]?[kind] ?? 0 <= Self.maximumOfAKind else { return }
        append(kind, table, rules, english, chinese, witness, at: position)
    }

    /// Says of each table how many findings are not listed.
    mutating func addCounts() {
        for table in tables {
            for kind in RuleFinding.Kind.allCases {
                let more = (counts[table.source.id]?[kind] ?? 0) - Self.maximumOfAKind
                guard more > 0 else { continue }
                append(
                    kind, table, [], "\(more) more of this kind are not listed",
                    "另有 \(more) 处同类问题未列出", count: more)
            }
        }
    }

    private mutating func append(
        _ kind: RuleFinding.Kind, _ table: Table, _ rules: [RuleSource], _ english: String,
        _ chinese: String, _ witness: Witness? = nil, at position: SourcePosition? = nil,
        count: Int = 1,
    ) {
        findings.append(
            RuleFinding(
                kind: kind, table: table.source.id, rules: rules.map(\.id),
                message: LocalizedText(chinese: chinese, english: english),
                position: position ?? rules.first?.position ?? table.source.position,
                witness: witness, count: count))
    }

    /// Notes that a question is beyond the analysis; once a table that nothing is left to spend.
    mutating func addUndecided(
        _ table: Table, _ rules: [RuleSource], _ question: LocalizedText, _ openness: Openness,
    ) {
        var (rules, question) = (rules, question)
        if case .budget = openness {
            guard cutShort.insert(table.source.id).inserted else { return }
            rules = []
            question = LocalizedText(
                chinese: "本表尚未说明的其余问题", english: "whatever is not told of this table")
        }
        let reason = openness.reason
        add(
            .notDecided, table, rules, "not decided: \(question.english); \(reason.english)",
            "未判定：\(question.chinese)；\(reason.chinese)")
    }
}
