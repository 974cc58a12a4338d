import CEL
import Governance

/// A part of a question about rules: what has to be so beside the other parts.
enum RuleFormula {
    /// The condition at this node comes to one of these.
    case node(Int, Outcomes)
    /// Some rule of a table calls for something, or its default does.
    case calls(CallingRules)
}

/// The rules of a table that call for something, such as a role, among those before them.
struct CallingRules {
    /// The conditions in the order of the table, and whether what follows from each calls for it.
    let rules: [(node: Int, isCalling: Bool)]
    /// Whether only the first rule that does not fail counts.
    let isFirst: Bool
    /// Whether the default, where all rules fail, calls for it.
    let fallbackCalls: Bool
}

/// What a search for a witness came to.
enum SearchResult {
    /// There is such a report, and the engine says so too.
    case found(Witness)
    /// There is none: all kinds of reports were looked at.
    case impossible
    /// The question is beyond the analysis.
    case undecided(Openness)
}

/// Why a question is beyond the analysis.
enum Openness {
    /// It came down to a condition of which nothing is known.
    case atom(String)
    /// It alone would take too much of the budget.
    case question
    /// Nothing is left of the budget.
    case budget

    /// The reason, for people.
    var reason: LocalizedText {
        switch self {
        case .atom(let text):
            LocalizedText(
                chinese: "取决于分析无法判定的条件：\(text)",
                english: "it depends on a condition beyond the analysis: \(text)")
        case .question:
            LocalizedText(
                chinese: "情形过多，超出分析上限",
                english: "there are too many kinds of reports for the analysis")
        case .budget:
            LocalizedText(
                chinese: "分析的工作量预算已用尽",
                english: "the budget of the analysis is used up")
        }
    }
}

/// The values of one dimension that a question is about.
struct AllowedKinds {
    /// The kinds that have an allowed value.
    let words: ContiguousArray<UInt64>
    /// The least allowed value of each kind; those of other kinds do not count.
    let least: [Int32]
    /// The kinds that have one, by their least allowed values.
    let order: [Int32]
}

/// Looks for a report by splitting the world into kinds of reports that all rules treat alike.
///
/// Things are settled one after the other, and a branch is left as soon as what is settled decides
/// the question, as in a decision diagram; all kinds of the thing that is settled next are looked at
/// together. The work is bounded; beyond the bound nothing is claimed.
final class WitnessSearch {
    /// How many evaluations of conditions on several things are remembered.
    private static let maximumRemembered = 100_000

    let kinds: ReportKinds
    let budget: AnalysisBudget
    /// What conditions on several things came to, by atom and ranks.
    private var remembered: [[Int32]: Outcomes] = [:]

    init(_ kinds: ReportKinds, budget: AnalysisBudget) {
        self.kinds = kinds
        self.budget = budget
    }

    var world: ReportWorld { kinds.world }

    /// A report for which all parts are so, among those with the allowed values.
    ///
    /// - Parameters:
    ///   - parts: The question.
    ///   - allowed: Of a dimension only these values; all where it is not named.
    ///   - confirm: Asks the engine; a report that it does not confirm is not taken.
    /// - Returns: A confirmed report, that there is none, or why neither is claimed.
    func find(
        _ parts: [RuleFormula], allowed: [ReportWorld.Dimension: (Int) -> Bool] = [:],
        confirm: (Witness) -> Bool,
    ) -> SearchResult {
        guard !budget.isSpent else { return .undecided(.budget) }
        budget.beginQuestion()
        var restrictions: [Int: AllowedKinds] = [:]
        for (dimension, predicate) in allowed {
            guard let place = kinds.place(of: dimension) else { continue }
            let restriction = allowedKinds(place, predicate)
            if restriction.order.isEmpty { return .impossible }
            restrictions[place] = restriction
        }
        var branch = SearchBranch(search: self, parts: parts, allowed: restrictions)
        if let active = branch.unresolved(Array(parts.indices)) {
            branch.begin(active)
            if let witness = branch.descend(active, 0, confirm) { return .found(witness) }
        }
        guard budget.allowsMore else { return .undecided(budget.isSpent ? .budget : .question) }
        return branch.openness.map { .undecided($0) } ?? .impossible
    }

    /// Whether it is not out of the question at first sight that all parts are so.
    func mayBe(_ parts: [RuleFormula]) -> Bool {
        budget.beginQuestion()
        var branch = SearchBranch(search: self, parts: parts, allowed: [:])
        return branch.unresolved(Array(parts.indices)) != nil || !budget.allowsMore
    }

    private func allowedKinds(_ place: Int, _ predicate: (Int) -> Bool) -> AllowedKinds {
        let dimension = kinds.dimensions[place]
        budget.spend(dimension.kindOf.count / 2)
        var words = ContiguousArray<UInt64>(repeating: 0, count: dimension.wordCount)
        var least = [Int32](repeating: 0, count: dimension.count)
        var order: [Int32] = []
        for (value, kind) in dimension.kindOf.enumerated() where predicate(value) {
            let bit: UInt64 = 1 << UInt64(kind & 63)
            guard words[Int(kind) >> 6] & bit == 0 else { continue }
            words[Int(kind) >> 6] |= bit
            least[Int(kind)] = Int32(value)
            order.append(kind)
        }
        return AllowedKinds(words: words, least: least, order: order)
    }

    /// What a condition on several things comes to where each is of this kind.
    func outcome(
        ofSeveral atom: Int, _ read: [(dimension: Int, axis: Int)], _ kind: (Int) -> Int,
    ) -> Outcomes {
        guard case .several(_, let program) = kinds.atoms[atom].reach else {
            preconditionFailure("atom \(atom) does not read several dimensions")
        }
        var key = [Int32(atom)]
        for (dimension, axis) in read { key.append(kinds.ranks[axis][kind(dimension)]) }
        budget.spend(64)
        if let known = remembered[key] { return known }
        var values: [ReportWorld.Dimension: Int] = [:]
        for (dimension, _) in read {
            let kinds = kinds.dimensions[dimension]
            values[kinds.dimension] = Int(kinds.least[kind(dimension)])
        }
        budget.spendOnReport()
        let outcome = budget.outcome(of: program, world.activation(of: world.witness(values)))
        if remembered.count < Self.maximumRemembered { remembered[key] = outcome }
        return outcome
    }
}
