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
        case .optionalMap(let operand, _, let body, _):
            let range = estimate(operand)
            let transform = estimate(body)
            return CostEstimate(
                minimum: sum([range.minimum], 1),
                maximum: sum([range.maximum, transform.maximum], 1))
        default:
            let children = node.children.map(estimate)
            return CostEstimate(
                minimum: sum(children.map(\.minimum), 1),
                maximum: sum(children.map(\.maximum), 1 + worstOwnCost(of: node)))
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
        case .call(_, let arguments, _): return sum(arguments.map(touchCost))
        case .list(let elements): return elements.count
        case .map(let entries): return 2 * entries.count
        default: return 0
        }
    }

    private func touchCost(of node: CheckedExpression) -> Int {
        switch (node.kind, node.type) {
        case (.literal(.string(let string)), _): string.utf8.count >> 4
        case (.literal(.bytes(let bytes)), _): bytes.count >> 4
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
