extension Parser {
    /// `Expr`: a conditional or what binds more strongly.
    mutating func parseExpression() throws(Diagnostic) -> SyntaxNode {
        try nested { (parser) throws(Diagnostic) in
            let start = parser.token.range.lowerBound
            let condition = try parser.parseLogical(.or)
            guard parser.accept(.question) else { return condition }
            let accepted = try parser.parseLogical(.or)
            try parser.expect(.colon)
            let rejected = try parser.parseExpression()
            return try parser.node(
                .conditional(condition, accepted, rejected), from: start,
                below: max(condition.depth, accepted.depth, rejected.depth))
        }
    }

    /// A chain of `||`, or of `&&`, as one node; operands that are such chains are merged.
    private mutating func parseLogical(
        _ logical: LogicalOperator
    ) throws(Diagnostic) -> SyntaxNode {
        let start = token.range.lowerBound
        let symbol: Symbol = logical == .or ? .or : .and
        let first = try parseLogicalOperand(of: logical)
        guard isAt(symbol) else { return first }
        var operands = Self.flattened(first, logical)
        while accept(symbol) {
            operands += Self.flattened(try parseLogicalOperand(of: logical), logical)
        }
        return try node(
            .logical(logical, operands), from: start, below: operands.map(\.depth).max() ?? 0)
    }

    private mutating func parseLogicalOperand(
        of logical: LogicalOperator
    ) throws(Diagnostic) -> SyntaxNode {
        switch logical {
        case .or: try parseLogical(.and)
        case .and: try parseBinary(atLeast: 1)
        }
    }

    private static func flattened(
        _ node: SyntaxNode, _ logical: LogicalOperator,
    ) -> [SyntaxNode] {
        if case .logical(logical, let operands) = node.kind { return operands }
        return [node]
    }

    /// Relations, sums and products whose operators bind at least as strongly as asked.
    private mutating func parseBinary(atLeast precedence: Int) throws(Diagnostic) -> SyntaxNode {
        let start = token.range.lowerBound
        var left = try parseUnary()
        while let binary = binaryOperator, binary.precedence >= precedence {
            _ = advance()
            let right = try parseBinary(atLeast: binary.precedence + 1)
            left = try node(
                .binary(binary, left, right), from: start, below: max(left.depth, right.depth))
        }
        return left
    }

    private var binaryOperator: BinaryOperator? {
        switch token.kind {
        case .symbol(let symbol): BinaryOperator(rawValue: symbol.rawValue)
        case .identifier("in"): .contained
        default: nil
        }
    }

    /// `!`, `-` and what follows; a minus before a number is part of the number.
    private mutating func parseUnary() throws(Diagnostic) -> SyntaxNode {
        let start = token.range.lowerBound
        if accept(.not) { return try parseUnaryOperand(.not, from: start) }
        guard isAt(.minus) else { return try parseMember() }
        switch tokens[position + 1].kind {
        case .int, .double: return try parseMember()
        default:
            _ = advance()
            return try parseUnaryOperand(.negate, from: start)
        }
    }

    private mutating func parseUnaryOperand(
        _ unary: UnaryOperator, from start: Int,
    ) throws(Diagnostic) -> SyntaxNode {
        try nested { (parser) throws(Diagnostic) in
            let operand = try parser.parseUnary()
            return try parser.node(.unary(unary, operand), from: start, below: operand.depth)
        }
    }
}
