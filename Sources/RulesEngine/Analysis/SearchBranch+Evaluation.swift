import CEL
import Governance

/// What conditions may come to, given what is settled.
extension SearchBranch {
    /// The parts that are not certain; nil if one cannot be.
    mutating func unresolved(_ active: [Int]) -> [Int]? {
        var rest: [Int] = []
        for part in active {
            let verdict = verdict(parts[part])
            if verdict == .fails { return nil }
            if verdict != .holds { rest.append(part) }
            guard search.budget.allowsMore else { return nil }
        }
        return rest
    }

    /// Whether a part is so: it holds, it fails, or both may be.
    private func verdict(_ part: RuleFormula) -> Outcomes {
        switch part {
        case .node(let node, let wanted):
            let possible = outcomes(of: node)
            if possible.isSubset(of: wanted) { return .holds }
            return possible.isDisjoint(with: wanted) ? .fails : [.holds, .fails]
        case .calls(let calls): return calls.isFirst ? verdict(first: calls) : verdict(any: calls)
        }
    }

    private func verdict(first calls: CallingRules) -> Outcomes {
        var result: Outcomes = []
        for rule in calls.rules {
            let possible = outcomes(of: rule.node)
            if possible.contains(.holds) { result.insert(rule.isCalling ? .holds : .fails) }
            if possible.contains(.breaks) { result.insert(.fails) }
            guard possible.contains(.fails) else { return result }
        }
        result.insert(calls.fallbackCalls ? .holds : .fails)
        return result
    }

    private func verdict(any calls: CallingRules) -> Outcomes {
        var result: Outcomes = .fails
        var allFail: Outcomes = .holds
        for rule in calls.rules {
            let possible = outcomes(of: rule.node)
            if rule.isCalling {
                if possible == .holds { return .holds }
                if possible.contains(.holds) { result.insert(.holds) }
            }
            if !possible.contains(.fails) { allFail = .fails }
            if possible != .fails { allFail.insert(.fails) }
        }
        guard calls.fallbackCalls else { return result }
        return result.or(allFail)
    }

    /// What a condition may come to.
    private func outcomes(of node: Int) -> Outcomes {
        let parts = kinds.forest.parts(of: node)
        switch kinds.forest.nodes[node].kind {
        case .atom(let atom): return outcomes(ofAtom: atom)
        case .not: return outcomes(of: parts[parts.startIndex]).negated
        case .all:
            var result = Outcomes.holds
            for part in parts where result != .fails { result = result.and(outcomes(of: part)) }
            return result
        case .any:
            var result = Outcomes.fails
            for part in parts where result != .holds { result = result.or(outcomes(of: part)) }
            return result
        case .choice:
            let branches = parts.map { outcomes(of: $0) }
            return branches[0].choosing(branches[1], else: branches[2])
        }
    }

    private func outcomes(ofAtom atom: Int) -> Outcomes {
        search.budget.spend(10)
        switch kinds.atomKinds[atom] {
        case .constant(let outcomes): return outcomes
        case .beyond, .tooCostly: return .all
        case .several(let read):
            guard read.allSatisfy({ settled[$0.dimension] >= 0 }) else { return .all }
            return search.outcome(ofSeveral: atom, read) { Int(settled[$0]) }
        case .rows(let rows):
            let kind = Int(settled[rows.dimension])
            if kind >= 0 {
                let (word, bit) = (kind >> 6, UInt64(kind & 63))
                if rows.holds >= 0, kinds.words[rows.holds + word] >> bit & 1 == 1 { return .holds }
                if rows.fails >= 0, kinds.words[rows.fails + word] >> bit & 1 == 1 { return .fails }
                return .breaks
            }
            guard let live = live[rows.dimension] else { return rows.outcomes }
            search.budget.spend(live.count)
            var result: Outcomes = []
            for (row, outcome) in [
                (rows.holds, Outcomes.holds), (rows.fails, .fails), (rows.breaks, .breaks),
            ]
            where row >= 0
                && live.indices.contains(where: { live[$0] & kinds.words[row + $0] != 0 })
            {
                result.insert(outcome)
            }
            return result
        }
    }

    /// Leaves of the kinds those for which a part may be so; tells whether any is left.
    mutating func narrow(
        _ viable: inout ContiguousArray<UInt64>, to part: Int, _ dimension: Int,
    ) -> Bool {
        switch parts[part] {
        case .node(let node, let wanted):
            let base = rows(of: node, dimension, viable)
            for (row, outcome) in [Outcomes.holds, .fails, .breaks].enumerated()
            where !wanted.contains(outcome) {
                for index in viable.indices { stack.words[base + row * viable.count + index] = 0 }
            }
            for index in viable.indices {
                viable[index] &=
                    stack.words[base + index] | stack.words[base + viable.count + index]
                    | stack.words[base + 2 * viable.count + index]
            }
            stack.pop(to: base)
        case .calls(let calls): narrow(&viable, to: calls, dimension)
        }
        return search.budget.allowsMore && viable.contains { $0 != 0 }
    }

    private mutating func narrow(
        _ viable: inout ContiguousArray<UInt64>, to calls: CallingRules, _ dimension: Int,
    ) {
        let count = viable.count
        // Where all rules so far may fail, and where something may call.
        var open = viable
        var called = ContiguousArray<UInt64>(repeating: 0, count: count)
        for rule in calls.rules {
            guard search.budget.allowsMore else { return }
            let base = rows(of: rule.node, dimension, viable)
            for index in 0..<count {
                if rule.isCalling {
                    called[index] |=
                        stack.words[base + index] & (calls.isFirst ? open[index] : .max)
                }
                open[index] &= stack.words[base + count + index]
            }
            stack.pop(to: base)
            if calls.isFirst, !open.contains(where: { $0 != 0 }) { break }
        }
        for index in 0..<count {
            viable[index] &= calls.fallbackCalls ? called[index] | open[index] : called[index]
        }
    }

    /// What a condition may come to for each kind of a dimension; kinds outside `scope` do not count.
    mutating func rows(
        of node: Int, _ dimension: Int, _ scope: ContiguousArray<UInt64>,
    ) -> Int {
        let count = scope.count
        search.budget.spend(3 * count + 20)
        guard kinds.reads[node] & ReportKinds.mark(dimension) != 0 else {
            let base = stack.push(count)
            stack.fill(base, count, outcomes(of: node))
            return base
        }
        let parts = kinds.forest.parts(of: node)
        switch kinds.forest.nodes[node].kind {
        case .atom(let atom): return rows(ofAtom: atom, dimension, scope)
        case .not:
            let base = rows(of: parts[parts.startIndex], dimension, scope)
            stack.negate(base, count)
            return base
        case .all, .any:
            // What `||` joins is what `&&` joins of the opposites, turned round.
            let isAny = if case .any = kinds.forest.nodes[node].kind { true } else { false }
            let base = rows(of: parts[parts.startIndex], dimension, scope)
            if isAny { stack.negate(base, count) }
            for part in parts.dropFirst() {
                let other = rows(of: part, dimension, scope)
                if isAny { stack.negate(other, count) }
                stack.and(base, other, count)
                stack.pop(to: other)
            }
            if isAny { stack.negate(base, count) }
            return base
        case .choice:
            let base = rows(of: parts[parts.startIndex], dimension, scope)
            let accepted = rows(of: parts[parts.startIndex + 1], dimension, scope)
            let rejected = rows(of: parts[parts.startIndex + 2], dimension, scope)
            stack.choose(base, accepted, rejected, count)
            stack.pop(to: accepted)
            return base
        }
    }

    private mutating func rows(
        ofAtom atom: Int, _ dimension: Int, _ scope: ContiguousArray<UInt64>,
    ) -> Int {
        let count = scope.count
        let base = stack.push(count)
        switch kinds.atomKinds[atom] {
        case .rows(let rows) where rows.dimension == dimension:
            for (position, row) in [rows.holds, rows.fails, rows.breaks].enumerated() {
                stack.copy(row, of: kinds.words, to: base + position * count, count)
            }
        case .several(let read)
        where read.contains { $0.dimension == dimension }
            && read.allSatisfy({ $0.dimension == dimension || settled[$0.dimension] >= 0 }):
            stack.fill(base, count, [])
            for word in 0..<count {
                var rest = scope[word]
                while rest != 0, search.budget.allowsMore {
                    let bit = rest.trailingZeroBitCount
                    rest &= rest - 1
                    let outcome = search.outcome(ofSeveral: atom, read) {
                        $0 == dimension ? word * 64 + bit : Int(settled[$0])
                    }
                    let row = outcome == .holds ? 0 : outcome == .fails ? 1 : 2
                    stack.words[base + row * count + word] |= 1 << UInt64(bit)
                }
            }
        default: stack.fill(base, count, outcomes(ofAtom: atom))
        }
        return base
    }
}
