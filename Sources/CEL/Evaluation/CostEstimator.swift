/// Estimates the cost of a checked expression from its shape.
struct CostEstimator {
    let limits: Limits

    /// The estimate of a node and what is below it.
    func estimate(_ node: CheckedExpression) -> CostEstimate {
        switch node.kind {
        case .literal, .unresolved: return CostEstimate(minimum: 0, maximum: 0)
        case .logical(_, let operands):
            let all = operands.map(estimate)
            let least = all.map(\.minimum).min() ?? 0
            return CostEstimate(minimum: 1 + least, maximum: sum(all.map(\.maximum), 1))
        case .conditional(let condition, let accepted, let rejected):
            let test = estimate(condition)
            let branches = [estimate(accepted), estimate(rejected)]
            return CostEstimate(
                minimum: sum([test.minimum, branches.map(\.minimum).min() ?? 0], 1),
                maximum: sum([test.maximum, branches.map(\.maximum).max() ?? 0], 1))
        case .comprehension(let macro): return estimate(macro)
        default:
            let children = node.children.map(estimate)
            let certain = children.prefix(certainCount(of: node))
            return CostEstimate(
                minimum: sum(certain.map(\.minimum), 1),
                maximum: sum(children.map(\.maximum) + [worstOwnCost(of: node)], 1))
        }
    }

    /// How many of a node's parts are evaluated whatever the first of them comes to.
    private func certainCount(of node: CheckedExpression) -> Int {
        switch node.kind {
        case .optionalMap: 1
        case .call(let name, _, _) where OptionalExtensions.alternatives.contains(name): 1
        default: node.children.count
        }
    }

    private func estimate(_ macro: Comprehension) -> CostEstimate {
        let range = estimate(macro.range)
        let bodies = [macro.predicate, macro.transform].compactMap(\.self).map(estimate)
        let body = sum(bodies.map(\.maximum), 2)
        let (product, overflow) = body.multipliedReportingOverflow(by: size(of: macro.range))
        let literalCount: Int =
            if case .list(let elements) = macro.range.kind, macro.form != .all,
                macro.form != .exists
            { elements.count } else { 0 }
        return CostEstimate(
            minimum: sum([range.minimum, literalCount]),
            maximum: sum([range.maximum, overflow ? .max : product]))
    }

    /// The most elements that a collection has.
    private func size(of node: CheckedExpression) -> Int {
        switch node.kind {
        case .list(let elements): elements.count
        case .map(let entries): entries.count
        case .comprehension(let macro): size(of: macro.range)
        case .binary(.add, let left, let right): sum([size(of: left), size(of: right)])
        case .conditional(_, let accepted, let rejected):
            max(size(of: accepted), size(of: rejected))
        default: limits.assumedSize
        }
    }

    /// What the node itself may cost beyond one unit: touching its operands.
    private func worstOwnCost(of node: CheckedExpression) -> Int {
        switch node.kind {
        case .binary(.contained, _, let right):
            if case .map = right.type { return 0 }
            return size(of: right)
        case .binary(.equal, let left, let right), .binary(.notEqual, let left, let right):
            return isLarge(left.type) && isLarge(right.type)
                ? min(touchCost(of: left), touchCost(of: right)) : 0
        case .binary(.add, let left, let right):
            return isLarge(node.type) ? sum([touchCost(of: left), touchCost(of: right)]) : 0
        case .call(let name, let arguments, _):
            let cost = callCost(name, arguments.map(touchCost))
            guard name == "matches", let pattern = arguments.last, !pattern.isLiteral else {
                return cost
            }
            let steps = RegexEngine.greatestSize + limits.assumedSize
            return sum([cost, RegexEngine.leastCost, RegexEngine.cost(ofSteps: steps)])
        case .list(let elements): return elements.count
        case .map(let entries): return 2 * entries.count
        default: return 0
        }
    }

    /// What a function may cost beyond one unit: functions on strings look at each code point, and
    /// those that are named here work on one argument once per part of another.
    private func callCost(_ name: String, _ touches: [Int]) -> Int {
        let linear = sum(Array(repeating: sum(touches), count: 8), 64 * touches.count)
        guard ["replace", "matches", "format"].contains(name) else { return linear }
        return touches.reduce(linear) { cost, touch in
            let (product, overflow) = cost.multipliedReportingOverflow(by: touch + 1)
            return overflow ? .max : product
        }
    }

    private func touchCost(of node: CheckedExpression) -> Int {
        switch (node.kind, node.type) {
        case (.literal(.string(let string)), _): 1 + string.utf8.count >> 4
        case (.literal(.bytes(let bytes)), _): 1 + bytes.count >> 4
        case (_, .string), (_, .bytes): limits.assumedSize >> 4
        case (_, .list), (_, .map), (_, .dyn): size(of: node)
        default: 0
        }
    }

    private func isLarge(_ type: ValueType) -> Bool {
        switch type {
        case .string, .bytes, .list, .map, .dyn, .record, .nullable, .optional: true
        default: false
        }
    }

    /// A sum that stops at the largest number.
    private func sum(_ costs: [Int], _ own: Int = 0) -> Int {
        costs.reduce(own) { total, cost in
            let (sum, overflow) = total.addingReportingOverflow(cost)
            return overflow ? .max : sum
        }
    }
}

extension CheckedExpression {
    fileprivate var isLiteral: Bool { if case .literal = kind { true } else { false } }
}
