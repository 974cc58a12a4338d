extension Parser {
    /// `Member`: a primary expression, then field selections, calls and indices.
    mutating func parseMember() throws(Diagnostic) -> SyntaxNode {
        let start = token.range.lowerBound
        var operand = try parsePrimary()
        while true {
            if accept(.dot) {
                operand = try parseSelection(from: operand, start)
            } else if accept(.leftBracket) {
                let isOptional = accept(.question)
                let index = try parseExpression()
                try expect(.rightBracket)
                operand = try node(
                    .index(operand, index, isOptional: isOptional), from: start,
                    below: max(operand.depth, index.depth))
            } else if isAt(.leftBrace), let name = operand.qualifiedName {
                operand = try parseRecord(name.name, isRooted: name.isRooted, operand.range)
            } else {
                return operand
            }
        }
    }

    /// What follows a dot: a field, an optional field or a method call.
    private mutating func parseSelection(
        from operand: SyntaxNode, _ start: Int,
    ) throws(Diagnostic) -> SyntaxNode {
        let isOptional = accept(.question)
        let isQuoted = if case .quotedIdentifier = token.kind { true } else { false }
        let name = try parseSelector()
        guard !isOptional, !isQuoted, accept(.leftParenthesis) else {
            return try node(
                .select(operand, name, isOptional: isOptional), from: start, below: operand.depth)
        }
        let arguments = try parseArguments()
        let call = SyntaxNode.Call(
            function: name, isRooted: false, target: operand, arguments: arguments)
        let depth = arguments.map(\.depth).max() ?? 0
        return try node(.call(call), from: start, below: max(operand.depth, depth))
    }

    /// A field or method name: any identifier but the keywords, or a name in backticks.
    mutating func parseSelector() throws(Diagnostic) -> SyntaxNode.Name {
        let range = token.range
        switch token.kind {
        case .identifier(let text) where !Self.keywords.contains(text):
            _ = advance()
            return SyntaxNode.Name(text: text, range: range)
        case .quotedIdentifier(let text):
            _ = advance()
            return SyntaxNode.Name(text: text, range: range)
        default: throw unexpected("a field name")
        }
    }

    /// The arguments of a call up to its closing parenthesis.
    mutating func parseArguments() throws(Diagnostic) -> [SyntaxNode] {
        try parseItems(until: .rightParenthesis, allowsTrailingComma: false) {
            (parser) throws(Diagnostic) in try parser.parseExpression()
        }
    }

    /// A list of things between commas, up to a closing bracket.
    ///
    /// An error in one of them is recorded and the rest is read on, behind the next comma. Where a
    /// comma may stand behind the last one, it may also stand alone: `[,]` is `[]`.
    mutating func parseItems<Item>(
        until closing: Symbol, allowsTrailingComma: Bool = true,
        _ parseItem: (inout Parser) throws(Diagnostic) -> Item,
    ) throws(Diagnostic) -> [Item] {
        var items: [Item] = []
        if allowsTrailingComma, isAt(.comma), tokens[position + 1].kind == .symbol(closing) {
            _ = advance()
        }
        while !isAt(closing) {
            do throws(Diagnostic) {
                items.append(try parseItem(&self))
                guard isAt(.comma) || isAt(closing) else {
                    throw unexpected("',' or '\(closing.rawValue)'")
                }
            } catch {
                guard recover(to: closing, after: error) else { throw error }
            }
            guard accept(.comma) else { break }
            if isAt(closing), !allowsTrailingComma { throw unexpected("an expression") }
        }
        try expect(closing)
        return items
    }

    /// Records an error and skips to the next comma or closing bracket of this level.
    private mutating func recover(to closing: Symbol, after error: Diagnostic) -> Bool {
        let isBound = error.code == .tooDeep || error.code == .tooManyNodes
        guard !isBound, errors.count < limits.maximumErrors else { return false }
        var level = 0
        var end = position
        while end < tokens.count {
            guard case .symbol(let symbol) = tokens[end].kind else {
                end += 1
                continue
            }
            switch symbol {
            case .comma where level == 0, closing where level == 0:
                position = end
                errors.append(error)
                return true
            case .leftParenthesis, .leftBracket, .leftBrace: level += 1
            case .rightParenthesis, .rightBracket, .rightBrace:
                guard level > 0 else { return false }
                level -= 1
            default: break
            }
            end += 1
        }
        return false
    }

    static let keywords: Set = ["true", "false", "null", "in"]

    static let reservedWords: Set = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let",
        "loop", "package", "namespace", "return", "var", "void", "while",
    ]
}
