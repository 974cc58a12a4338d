extension CheckedExpression {
    /// The direct parts of the node, in the order of the source text.
    public var children: [CheckedExpression] {
        switch kind {
        case .literal, .variable, .local, .unresolved: []
        case .field(let operand, _), .select(let operand, _), .optionalSelect(let operand, _),
            .presence(let operand, _), .unary(_, let operand):
            [operand]
        case .index(let operand, let index, _): [operand, index]
        case .binary(_, let left, let right): [left, right]
        case .logical(_, let operands): operands
        case .conditional(let condition, let accepted, let rejected):
            [condition, accepted, rejected]
        case .call(_, let arguments, _): arguments
        case .list(let elements): elements.map(\.value)
        case .map(let entries): entries.flatMap { [$0.key, $0.value] }
        case .record(_, let fields): fields.map(\.value)
        case .comprehension(let macro):
            [macro.range] + [macro.predicate, macro.transform].compactMap(\.self)
        case .bind(_, let value, let body): [value, body]
        case .optionalMap(let operand, _, let body, _): [operand, body]
        }
    }

    /// The dotted path that the node reads from a variable, such as `report.category`, nil if it is
    /// something else.
    ///
    /// `has(report.category)` also reads the path `report.category`.
    public var path: String? {
        switch kind {
        case .variable(let name, _): return name
        case .field(let operand, let field): return operand.path.map { "\($0).\(field.name)" }
        case .select(let operand, let name), .optionalSelect(let operand, let name),
            .presence(let operand, let name):
            return operand.path.map { "\($0).\(name)" }
        default: return nil
        }
    }

    /// The paths that the expression may read, without duplicates, in alphabetical order.
    ///
    /// Of `report.place.grid` only the whole path is listed, not `report.place`.
    public var readPaths: [String] {
        var paths: Set<String> = []
        var pending = [self]
        while let node = pending.popLast() {
            if let path = node.path {
                paths.insert(path)
            } else {
                pending += node.children
            }
        }
        return paths.sorted()
    }
}
