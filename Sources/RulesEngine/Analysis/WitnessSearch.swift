import CEL
import Governance

/// A question about rules: whether there is a report for which this is so.
indirect enum RuleFormula {
    /// The rule at this position comes to one of these.
    case rule(Int, Outcomes)
    case all([RuleFormula])
    case any([RuleFormula])

    /// The rules that it speaks of, each once.
    var rules: Set<Int> {
        switch self {
        case .rule(let index, _): [index]
        case .all(let parts), .any(let parts):
            parts.reduce(into: []) { $0.formUnion($1.rules) }
        }
    }
}

/// What a search for a witness came to.
enum SearchResult {
    /// There is such a report, and the engine says so too.
    case found(Witness)
    /// There is none: all kinds of reports were looked at.
    case impossible
    /// The question is beyond the analysis.
    case undecided(reason: LocalizedText)
}

/// Looks for a report by splitting the world into kinds of reports that all rules treat alike.
///
/// Things are settled one after the other, and a branch is left as soon as what is settled decides
/// the question, as in a decision diagram. The work is bounded; beyond the bound nothing is claimed.
struct WitnessSearch {
    /// The most evaluations of a rule that one question may take.
    static let maximumSteps = 400_000

    let world: ReportWorld
    let atoms: [ConditionAtom]
    let trees: [ConditionTree]

    /// A report for which the formula is so, among those with the allowed values.
    ///
    /// - Parameters:
    ///   - formula: The question.
    ///   - allowed: Of a dimension only these values; all where it is not named.
    ///   - stepsLeft: How many evaluations of a rule may still be made for all questions together.
    ///   - confirm: Asks the engine; a report that it does not confirm is not taken.
    /// - Returns: A confirmed report, that there is none, or why neither is claimed.
    func find(
        _ formula: RuleFormula, allowed: [ReportWorld.Dimension: (Int) -> Bool] = [:],
        stepsLeft: inout Int, confirm: (Witness) -> Bool,
    ) -> SearchResult {
        let relevant = relevantAtoms(formula)
        var branch = SearchBranch(
            search: self, formula: formula,
            choices: SearchChoices(
                world: world, atoms: relevant.map { atoms[$0] }, allowed: allowed),
            texts: texts(relevant), stepsLeft: min(Self.maximumSteps, stepsLeft))
        if branch.choices.isEmpty { return .impossible }
        let granted = branch.stepsLeft
        let witness = branch.descend(0, confirm)
        stepsLeft -= granted - branch.stepsLeft
        if let witness { return .found(witness) }
        if branch.stepsLeft <= 0 {
            return .undecided(
                reason: LocalizedText(
                    chinese: "情形过多，超出分析上限",
                    english: "there are too many kinds of reports for the analysis"))
        }
        guard let open = branch.openAtom else { return .impossible }
        return .undecided(
            reason: LocalizedText(
                chinese: "取决于分析无法判定的条件：\(open)",
                english: "it depends on a condition beyond the analysis: \(open)"))
    }

    private func relevantAtoms(_ formula: RuleFormula) -> [Int] {
        Set(formula.rules.flatMap { trees[$0].atoms }).sorted()
    }

    /// Words worth trying where they matter: none, each text of a condition, and all together.
    private func texts(_ relevant: [Int]) -> [String] {
        let open = relevant.filter { if case .beyond = atoms[$0].reach { true } else { false } }
        guard !open.isEmpty else { return [""] }
        let literals = Array(Set(open.flatMap { atoms[$0].literals })).sorted().prefix(16)
        return [""] + literals + [literals.joined(separator: " ")]
    }
}

/// The dimensions that a question reads, and the kinds of values that its atoms tell apart.
struct SearchChoices {
    /// The dimensions in the order in which they are settled.
    let dimensions: [ReportWorld.Dimension]
    /// For each of them one value of each kind.
    let values: [[Int]]

    /// Whether some dimension has no value at all.
    var isEmpty: Bool { values.contains(where: \.isEmpty) }

    init(
        world: ReportWorld, atoms: [ConditionAtom],
        allowed: [ReportWorld.Dimension: (Int) -> Bool],
    ) {
        var read: Set<ReportWorld.Dimension> = Set(allowed.keys)
        var whole: Set<ReportWorld.Dimension> = []
        var tables: [ReportWorld.Dimension: [[Outcomes]]] = [:]
        for atom in atoms {
            switch atom.reach {
            case .values(let dimension, let outcomes):
                read.insert(dimension)
                tables[dimension, default: []].append(outcomes)
            case .several(let dimensions, _):
                read.formUnion(dimensions)
                whole.formUnion(dimensions)
            case .beyond: break
            }
        }
        let questions = read.compactMap(\.question).sorted()
        if !questions.isEmpty { read.insert(.category) }
        // The category first: it tells which questions are asked at all.
        dimensions = read.sorted { $0.rank < $1.rank }
        values = dimensions.map { dimension in
            let permitted = allowed[dimension] ?? { _ in true }
            let all = (0..<world.count(of: dimension)).filter(permitted)
            if whole.contains(dimension) { return all }
            let tables = tables[dimension] ?? []
            var seen: Set<[UInt8]> = []
            return all.filter { value in
                var kind = tables.map { $0[value].rawValue }
                if dimension == .category {
                    kind += questions.map { world.asks($0, category: value) ? 1 : 0 }
                }
                return seen.insert(kind).inserted
            }
        }
    }
}

extension ReportWorld.Dimension {
    /// The question that it is the answer to, if it is one.
    fileprivate var question: String? {
        if case .answer(let question) = self { question } else { nil }
    }

    /// The order in which dimensions are settled.
    fileprivate var rank: (Int, String) {
        switch self {
        case .category: (0, "")
        case .exercise: (1, "")
        case .source: (2, "")
        case .clock: (3, "")
        case .place: (4, "")
        case .answer(let question): (5, question)
        }
    }
}
