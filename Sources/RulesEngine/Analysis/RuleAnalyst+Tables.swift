import CEL
import Governance

/// Questions about one table.
extension RuleAnalyst {
    /// Puts all questions about the table at this position.
    mutating func examine(_ position: Int) {
        let table = tables[position]
        let hitPolicy = table.source.hitPolicy
        // Which rules can never meet matters where each is held against others.
        let spans =
            [.first, .unique, .any].contains(hitPolicy) && !budget.isSpent
            ? RuleSpans(table.nodes, search) : nil
        for index in table.source.rules.indices where !budget.isSpent {
            let breaks = examineBreak(index, table)
            guard let witness = canHold(index, table, breaks: breaks) else { continue }
            if hitPolicy == .first, index > 0, let spans {
                examineShadow(index, table, spans, witness)
            }
        }
        if [.unique, .any].contains(hitPolicy), let spans { examineOverlaps(table, spans) }
        examineGaps(table)
        guard budget.isSpent else { return }
        addUndecided(table, [], LocalizedText(chinese: "", english: ""), .budget)
    }

    /// A report that is known to make the rule hold; a finding if there is none, unless it is known
    /// already that the rule fails instead.
    private mutating func canHold(_ index: Int, _ table: Table, breaks: Bool) -> Witness? {
        let rule = table.source.rules[index]
        let result = find([.node(table.nodes[index], .holds)]) { [self] in
            comes(index, of: table, to: .holds, for: $0)
        }
        switch result {
        case .found(let witness): return witness
        case .impossible:
            guard !breaks else { return nil }
            let stop = stop(of: index, table)
            add(
                .neverFires, table, [rule],
                "rule '\(rule.id)' can never fire: where all before it holds, '\(stop.condition)' does not",
                "规则“\(rule.id)”永远不会触发：其余条件成立时，“\(stop.condition)”必不成立",
                stop.witness)
            return nil
        case .undecided(let openness):
            addUndecided(
                table, [rule],
                LocalizedText(
                    chinese: "规则“\(rule.id)”能否触发", english: "whether rule '\(rule.id)' can fire"),
                openness)
            return nil
        }
    }

    /// The first part of a rule's condition that cannot hold beside those before it, and a report
    /// that gets as far as can be told.
    ///
    /// What is impossible stays so with more beside it, so the part is found by halving.
    private func stop(of rule: Int, _ table: Table) -> (condition: String, witness: Witness) {
        let parts = parts(of: table.programs[rule], table.nodes[rule])
        var programs: [Int: Program] = [:]
        func holds(_ part: Int, _ activation: Activation) -> Bool {
            if programs[part] == nil {
                budget.spend(compiling: parts[part].text.utf8.count)
                programs[part] = search.world.compile(parts[part].text)
            }
            return programs[part].map { budget.outcome(of: $0, activation) } == .holds
        }
        var reached = search.world.witness([:])
        // Parts up to `possible` are not known to be impossible together; with `stop` they are.
        var (possible, stop) = (-1, parts.count - 1)
        while stop - possible > 1 {
            let middle = (possible + stop) / 2
            let result = find(parts[...middle].map { .node($0.node, .holds) }) { witness in
                let activation = search.world.activation(of: witness)
                return (0...middle).allSatisfy { holds($0, activation) }
            }
            switch result {
            case .impossible: stop = middle
            case .found(let witness): (possible, reached) = (middle, witness)
            case .undecided: possible = middle
            }
        }
        return (parts[stop].text, reached)
    }

    /// The operands of the condition's `&&`, or the condition as a whole.
    private func parts(of program: Program, _ node: Int) -> [(text: String, node: Int)] {
        guard case .logical(.and, let operands) = program.expression.kind else {
            return [(program.source.text, node)]
        }
        return zip(operands, search.kinds.forest.parts(of: node)).map {
            (program.source.text(in: $0.range), $1)
        }
    }

    /// Under "first": whether the rule, which holds for `witness`, ever decides.
    private mutating func examineShadow(
        _ index: Int, _ table: Table, _ spans: RuleSpans, _ witness: Witness,
    ) {
        let rule = table.source.rules[index]
        let rivals = (0..<index).filter { !spans.fails($0, whereHolds: index) }
        let holds = RuleFormula.node(table.nodes[index], .holds)
        let result = find([holds] + rivals.map { .node(table.nodes[$0], .fails) }) { [self] in
            outcome(of: table, $0).fired == [rule.id]
        }
        switch result {
        case .found: return
        case .undecided(let openness):
            addUndecided(
                table, [rule],
                LocalizedText(
                    chinese: "规则“\(rule.id)”是否被前面的规则遮蔽",
                    english: "whether earlier rules shadow '\(rule.id)'"),
                openness)
        case .impossible: addShadow(index, table, rivals, witness)
        }
    }

    private mutating func addShadow(
        _ index: Int, _ table: Table, _ rivals: [Int], _ witness: Witness,
    ) {
        let rule = table.source.rules[index]
        let fired = outcome(of: table, witness).fired
        guard fired != [rule.id] else { return }
        let holds = RuleFormula.node(table.nodes[index], .holds)
        let covering = rivals.first { earlier in
            let rest = RuleFormula.node(table.nodes[earlier], [.fails, .breaks])
            if case .impossible = find([holds, rest], confirm: { _ in true }) { return true }
            return false
        }
        let deciders =
            covering.map { [table.source.rules[$0]] }
            ?? fired.compactMap { table.places[$0] }.filter { $0 < index }
            .map { table.source.rules[$0] }
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
            ? table.nodes[..<index].map { RuleFormula.node($0, .fails) } : []
        let breaks = RuleFormula.node(table.nodes[index], .breaks)
        guard search.mayBe([breaks]) else { return false }
        var fault: String?
        // What is not understood may break as well, but nothing says that it does.
        let result = find([breaks] + before) { [self] witness in
            let failed = judge(table, witness).failed.first { $0.rule == index }
            fault = failed.map { table.judged.fault(of: index, $0.error) }
            return fault != nil
        }
        switch result {
        case .impossible, .undecided(.atom): return false
        case .undecided(let openness):
            addUndecided(
                table, [rule],
                LocalizedText(
                    chinese: "规则“\(rule.id)”是否会无法求值", english: "whether rule '\(rule.id)' fails"),
                openness)
            return false
        case .found(let witness):
            add(
                .breaks, table, [rule],
                "rule '\(rule.id)' fails for some reports, so that the default decides: \(fault ?? "")",
                "规则“\(rule.id)”对部分上报无法求值，只能按默认处置：\(fault ?? "")", witness)
            return true
        }
    }

    /// Under "unique": pairs of rules that hold at once; under "any": those that do not agree.
    private mutating func examineOverlaps(_ table: Table, _ spans: RuleSpans) {
        let rules = table.source.rules
        let mayAgree = table.source.hitPolicy == .any
        let before = findings.count
        for second in rules.indices {
            for first in 0..<second where !budget.isSpent {
                budget.spend(2)
                guard !spans.neverHoldTogether(first, second),
                    !mayAgree || !rules[first].outcome.agrees(with: rules[second].outcome)
                else { continue }
                guard findings.count - before < Self.maximumOfAKind else {
                    return add(
                        .notDecided, table, [],
                        "not decided: whether further rules overlap; \(Self.maximumOfAKind) findings about overlaps are told",
                        "未判定：其余规则是否重叠；已列出 \(Self.maximumOfAKind) 处")
                }
                examineOverlap(first, second, table)
            }
        }
    }

    private mutating func examineOverlap(_ first: Int, _ second: Int, _ table: Table) {
        let pair = [table.source.rules[first], table.source.rules[second]]
        let result = find([
            .node(table.nodes[first], .holds), .node(table.nodes[second], .holds),
        ]) { [self] witness in
            let findings = judge(table, witness)
            return [first, second].allSatisfy(findings.holding.contains)
                && !table.judged.outcome(on: findings).faults.isEmpty
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
        case .undecided(let openness):
            addUndecided(
                table, pair,
                LocalizedText(
                    chinese: "规则“\(pair[0].id)”与“\(pair[1].id)”是否重叠",
                    english: "whether '\(pair[0].id)' and '\(pair[1].id)' overlap"),
                openness)
        }
    }

    /// The categories of which some report is left to the table's default.
    private mutating func examineGaps(_ table: Table) {
        let none = table.nodes.map { RuleFormula.node($0, .fails) }
        var uncaught: [String] = []
        var example: Witness?
        var open: Openness?
        // Categories that no condition tells apart are alike in this.
        var caught: Set<Int32> = []
        for (position, category) in rules.county.categories.enumerated() where !budget.isSpent {
            let kind = search.kinds.dimensions[0].kindOf[position]
            guard !caught.contains(kind) else { continue }
            let result = find(none, allowed: [.category: { $0 == position }]) { [self] witness in
                let outcome = outcome(of: table, witness)
                return outcome.usedDefault && outcome.faults.isEmpty
            }
            switch result {
            case .found(let witness):
                uncaught.append(category.id.name)
                example = example ?? witness
            case .undecided(let openness): open = open ?? openness
            case .impossible: caught.insert(kind)
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
