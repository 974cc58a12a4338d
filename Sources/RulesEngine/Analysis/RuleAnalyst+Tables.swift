import CEL
import Governance

/// Questions about one table.
extension RuleAnalyst {
    /// The most pairs of rules of a unique table that are looked at.
    private static let maximumPairs = 100_000

    /// Puts all questions about the table at this position.
    mutating func examine(_ position: Int) {
        let table = tables[position]
        for index in table.source.rules.indices {
            let breaks = examineBreak(index, table)
            guard canHold(index, table, breaks: breaks) else { continue }
            if table.source.hitPolicy == .first, index > 0 { examineShadow(index, table) }
        }
        if [.unique, .any].contains(table.source.hitPolicy) { examineOverlaps(table) }
        examineGaps(table)
    }

    /// Whether some report is known to make the rule hold; a finding if not, unless it is known
    /// already that the rule fails instead.
    private mutating func canHold(_ index: Int, _ table: Table, breaks: Bool) -> Bool {
        let rule = table.source.rules[index]
        let formula = RuleFormula.rule(table.tree(index), .holds)
        let result = find(formula) { [self] in
            comes(index, of: table, to: .holds, for: $0)
        }
        switch result {
        case .found: return true
        case .impossible:
            guard !breaks else { return false }
            let stop = stop(of: index, table)
            add(
                .neverFires, table, [rule],
                "rule '\(rule.id)' can never fire: where all before it holds, '\(stop.condition)' does not",
                "规则“\(rule.id)”永远不会触发：其余条件成立时，“\(stop.condition)”必不成立",
                stop.witness)
            return false
        case .undecided(let reason):
            addUndecided(
                table, [rule],
                LocalizedText(
                    chinese: "规则“\(rule.id)”能否触发", english: "whether rule '\(rule.id)' can fire"),
                reason)
            return false
        }
    }

    /// The first part of a rule's condition that cannot hold beside those before it, and a report
    /// that gets as far as that.
    private func stop(of rule: Int, _ table: Table) -> (condition: String, witness: Witness) {
        let parts = parts(of: table.programs[rule])
        var reached = search.world.witness([:])
        var trees: [ConditionTree] = []
        for (position, part) in parts.enumerated() {
            trees.append(part.tree)
            let partial = WitnessSearch(
                world: search.world, atoms: search.atoms, trees: [.all(trees)])
            let program = search.world.compile(
                parts[...position].map { "(\($0.text))" }.joined(separator: " && "))
            var steps = WitnessSearch.maximumSteps
            let result = partial.find(.rule(0, .holds), stepsLeft: &steps) {
                program?.outcome(search.world.activation(of: $0)) == .holds
            }
            guard case .found(let witness) = result else { return (part.text, reached) }
            reached = witness
        }
        return (table.programs[rule].source.text, reached)
    }

    /// The operands of the condition's `&&`, or the condition as a whole.
    private func parts(of program: Program) -> [(text: String, tree: ConditionTree)] {
        let whole = program.expression
        let operands: [(String, ConditionTree)]
        var reader = ConditionReader(world: search.world, atoms: search.atoms)
        if case .logical(.and, let nodes) = whole.kind {
            operands = nodes.map { node in
                (program.source.text(in: node.range), reader.tree(of: node, in: program.source))
            }
        } else {
            operands = [(program.source.text, reader.tree(of: whole, in: program.source))]
        }
        return operands.map { (text: $0.0, tree: $0.1) }
    }

    /// Under "first": whether the rule ever decides.
    private mutating func examineShadow(_ index: Int, _ table: Table) {
        let rule = table.source.rules[index]
        let earlier = (0..<index).map { RuleFormula.rule(table.tree($0), .fails) }
        let decides = RuleFormula.all([.rule(table.tree(index), .holds)] + earlier)
        let result = find(decides) { [self] in outcome(of: table, $0)?.fired == [rule.id] }
        switch result {
        case .found: return
        case .undecided(let reason):
            addUndecided(
                table, [rule],
                LocalizedText(
                    chinese: "规则“\(rule.id)”是否被前面的规则遮蔽",
                    english: "whether earlier rules shadow '\(rule.id)'"),
                reason)
        case .impossible: addShadow(index, table)
        }
    }

    private mutating func addShadow(_ index: Int, _ table: Table) {
        let rule = table.source.rules[index]
        let holds = RuleFormula.rule(table.tree(index), .holds)
        let result = find(holds) { [self] witness in
            comes(index, of: table, to: .holds, for: witness)
                && outcome(of: table, witness)?.fired != [rule.id]
        }
        guard case .found(let witness) = result else { return }
        let covering = (0..<index).first { earlier in
            let rest = RuleFormula.all([holds, .rule(table.tree(earlier), [.fails, .breaks])])
            if case .impossible = find(rest, confirm: { _ in true }) { return true }
            return false
        }
        let deciders =
            covering.map { [table.source.rules[$0]] }
            ?? table.source.rules[..<index].filter {
                outcome(of: table, witness)?.fired.contains($0.id) ?? false
            }
        let names = deciders.map(\.id).joined(separator: ", ")
        add(
            .shadowed, table, [rule] + deciders,
            covering == nil
                ? "rule '\(rule.id)' never decides: earlier rules together hold wherever it does, here '\(names)'"
                : "rule '\(rule.id)' never decides: '\(names)' stands before it and holds wherever it does",
            covering == nil
                ? "规则“\(rule.id)”永远不起作用：凡其成立之处，前面的规则合起来均已成立，此例中为“\(names)”"
                : "规则“\(rule.id)”永远不起作用：凡其成立之处，前面的“\(names)”均已成立",
            witness)
    }

    /// Whether the rule fails at run time for some report that reaches it.
    private mutating func examineBreak(_ index: Int, _ table: Table) -> Bool {
        let rule = table.source.rules[index]
        let before =
            table.source.hitPolicy == .first
            ? (0..<index).map { RuleFormula.rule(table.tree($0), .fails) } : []
        // What is not understood may break as well, but nothing says that it does.
        let result = find(.all([.rule(table.tree(index), .breaks)] + before)) { [self] in
            outcome(of: table, $0)?.faults.contains { $0.hasPrefix("\(rule.id): ") } ?? false
        }
        guard case .found(let witness) = result else { return false }
        let fault = outcome(of: table, witness)?.faults.first { $0.hasPrefix("\(rule.id): ") }
        add(
            .breaks, table, [rule],
            "rule '\(rule.id)' fails for some reports, so that the default decides: \(fault ?? "")",
            "规则“\(rule.id)”对部分上报无法求值，只能按默认处置：\(fault ?? "")", witness)
        return true
    }

    /// Under "unique": pairs of rules that hold at once; under "any": those that do not agree.
    private mutating func examineOverlaps(_ table: Table) {
        let rules = table.source.rules
        var pairs = 0
        for second in rules.indices {
            for first in 0..<second {
                let isAllowed =
                    table.source.hitPolicy == .any
                    && rules[first].outcome.agrees(with: rules[second].outcome)
                guard !isAllowed else { continue }
                pairs += 1
                guard pairs <= Self.maximumPairs else {
                    return addUndecided(
                        table, [],
                        LocalizedText(
                            chinese: "其余规则是否重叠", english: "whether further rules overlap"),
                        LocalizedText(
                            chinese: "规则对超过 \(Self.maximumPairs) 个",
                            english: "there are more than \(Self.maximumPairs) pairs of rules"))
                }
                examineOverlap(first, second, table)
            }
        }
    }

    private mutating func examineOverlap(_ first: Int, _ second: Int, _ table: Table) {
        let pair = [table.source.rules[first], table.source.rules[second]]
        let both = RuleFormula.all([
            .rule(table.tree(first), .holds), .rule(table.tree(second), .holds),
        ])
        let result = find(both) { [self] witness in
            [first, second].allSatisfy { comes($0, of: table, to: .holds, for: witness) }
                && !(outcome(of: table, witness)?.faults.isEmpty ?? true)
        }
        switch result {
        case .impossible: break
        case .found(let witness):
            let isUnique = table.source.hitPolicy == .unique
            add(
                .overlap, table, pair,
                "rules '\(pair[0].id)' and '\(pair[1].id)' hold at once"
                    + (isUnique ? ", which a unique table forbids" : " and do not agree"),
                "规则“\(pair[0].id)”与“\(pair[1].id)”同时成立"
                    + (isUnique ? "，违反 unique 策略" : "而结果不一致，违反 any 策略"),
                witness, at: pair[1].position)
        case .undecided(let reason):
            addUndecided(
                table, pair,
                LocalizedText(
                    chinese: "规则“\(pair[0].id)”与“\(pair[1].id)”是否重叠",
                    english: "whether '\(pair[0].id)' and '\(pair[1].id)' overlap"),
                reason)
        }
    }

    /// The categories of which some report is left to the table's default.
    private mutating func examineGaps(_ table: Table) {
        let none = RuleFormula.all(
            table.source.rules.indices.map { .rule(table.tree($0), .fails) })
        var uncaught: [String] = []
        var example: Witness?
        var open: LocalizedText?
        for (position, category) in rules.county.categories.enumerated() {
            let result = find(none, allowed: [.category: { $0 == position }]) { [self] witness in
                let outcome = outcome(of: table, witness)
                return outcome?.usedDefault == true && outcome?.faults.isEmpty == true
            }
            switch result {
            case .found(let witness):
                uncaught.append(category.id.name)
                example = example ?? witness
            case .undecided(let reason): open = open ?? reason
            case .impossible: break
            }
        }
        if let example {
            let shown = uncaught.prefix(5).joined(separator: ", ")
            let more = uncaught.count > 5 ? ", …" : ""
            add(
                .gap, table, [],
                "no rule catches some reports of \(uncaught.count) categories, so that the default decides: \(shown)\(more)",
                "有 \(uncaught.count) 个类别的部分上报没有规则命中，按默认处置：\(shown)\(more)", example)
        }
        if let open {
            addUndecided(
                table, [],
                LocalizedText(
                    chinese: "是否有规则漏掉的上报", english: "whether rules catch all other reports"),
                open)
        }
    }
}

extension RoutingOutcome {
    /// Whether it says the same; the order in which roles are named does not count.
    fileprivate func agrees(with other: RoutingOutcome) -> Bool {
        guard case .roles(let roles) = self, case .roles(let others) = other else {
            return self == other
        }
        return Set(roles) == Set(others)
    }
}
