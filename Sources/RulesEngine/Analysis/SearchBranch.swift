import CEL
import Governance

/// A search under way: what is settled so far, and how much work is left.
struct SearchBranch {
    let search: WitnessSearch
    let formula: RuleFormula
    let choices: SearchChoices
    /// The words to try where a condition reads them.
    let texts: [String]
    var stepsLeft: Int
    /// An atom that the analysis does not understand and that some question came down to.
    private(set) var openAtom: String?
    private var settled: [ReportWorld.Dimension: Int] = [:]

    init(
        search: WitnessSearch, formula: RuleFormula, choices: SearchChoices, texts: [String],
        stepsLeft: Int,
    ) {
        self.search = search
        self.formula = formula
        self.choices = choices
        self.texts = texts
        self.stepsLeft = stepsLeft
    }

    /// Settles the dimension at `depth` and those after it; the first witness that is confirmed.
    mutating func descend(_ depth: Int, _ confirm: (Witness) -> Bool) -> Witness? {
        guard stepsLeft > 0 else { return nil }
        let verdict = evaluate(formula)
        if verdict == .fails { return nil }
        if depth == choices.dimensions.count { return leaf(verdict, confirm) }
        let dimension = choices.dimensions[depth]
        for value in values(of: dimension, at: depth) {
            settled[dimension] = value
            if let witness = descend(depth + 1, confirm) { return witness }
            settled[dimension] = nil
            guard stepsLeft > 0 else { return nil }
        }
        return nil
    }

    /// The values to try; an answer to a question that is not asked is absent.
    private func values(of dimension: ReportWorld.Dimension, at depth: Int) -> [Int] {
        if case .answer(let question) = dimension, let category = settled[.category],
            !search.world.asks(question, category: category)
        {
            return choices.values[depth].filter { $0 == 0 }
        }
        return choices.values[depth]
    }

    /// Everything is settled but what is without end.
    private mutating func leaf(
        _ verdict: Outcomes, _ confirm: (Witness) -> Bool,
    ) -> Witness? {
        for text in texts {
            let witness = search.world.witness(settled, text: text)
            if confirm(witness) { return witness }
        }
        openAtom = openAtom ?? firstOpenAtom ?? "the engine does not agree"
        return nil
    }

    private var firstOpenAtom: String? {
        for rule in formula.rules.sorted() {
            for atom in search.trees[rule].atoms {
                if case .beyond = search.atoms[atom].reach { return search.atoms[atom].text }
            }
        }
        return nil
    }

    /// Whether the formula is so: it holds, it fails, or both may be.
    private mutating func evaluate(_ formula: RuleFormula) -> Outcomes {
        switch formula {
        case .rule(let index, let wanted):
            stepsLeft -= 1
            let possible = search.trees[index].outcomes { outcomes(of: $0) }
            if possible.isSubset(of: wanted) { return .holds }
            return possible.isDisjoint(with: wanted) ? .fails : [.holds, .fails]
        case .all(let parts):
            var result = Outcomes.holds
            for part in parts where result != .fails { result = result.and(evaluate(part)) }
            return result
        case .any(let parts):
            var result = Outcomes.fails
            for part in parts where result != .holds { result = result.or(evaluate(part)) }
            return result
        }
    }

    /// What an atom may come to, given what is settled.
    private func outcomes(of index: Int) -> Outcomes {
        switch search.atoms[index].reach {
        case .values(let dimension, let table):
            if let value = settled[dimension] { return table[value] }
            guard let depth = choices.dimensions.firstIndex(of: dimension) else { return .all }
            return choices.values[depth].reduce(into: []) { $0.formUnion(table[$1]) }
        case .several(let dimensions, let program):
            guard dimensions.allSatisfy({ settled[$0] != nil }) else { return .all }
            return program.outcome(search.world.activation(of: search.world.witness(settled)))
        case .beyond: return .all
        }
    }
}
