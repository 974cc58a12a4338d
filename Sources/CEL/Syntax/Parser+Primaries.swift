extension Parser {
    /// `Primary`: a literal, a name, a call, a list, a map, a record or parentheses.
    mutating func parsePrimary() throws(Diagnostic) -> SyntaxNode {
        let start = token.range.lowerBound
        switch token.kind {
        case .identifier(let name): return try parseName(name, isRooted: false, from: start)
        case .symbol(.dot):
            _ = advance()
            guard case .identifier(let name) = token.kind else { throw unexpected("a name") }
            return try parseName(name, isRooted: true, from: start)
        case .symbol(.leftParenthesis):
            _ = advance()
            let inner = try parseExpression()
            try expect(.rightParenthesis)
            return SyntaxNode(
                kind: inner.kind, range: start..<previousEnd, depth: inner.depth)
        case .symbol(.leftBracket):
            _ = advance()
            return try parseList(from: start)
        case .symbol(.leftBrace):
            _ = advance()
            return try parseMap(from: start)
        default: return try parseLiteral(from: start)
        }
    }

    private mutating func parseLiteral(from start: Int) throws(Diagnostic) -> SyntaxNode {
        let isNegative = accept(.minus)
        let value: Value
        switch token.kind {
        case .int(let magnitude): value = .int(try integer(magnitude, isNegative: isNegative))
        case .double(let double): value = .double(isNegative ? -double : double)
        case .uint(let uint): value = .uint(uint)
        case .string(let string): value = .string(string)
        case .bytes(let bytes): value = .bytes(bytes)
        default: throw unexpected("an expression")
        }
        _ = advance()
        return try node(.literal(value), from: start)
    }

    private func integer(_ magnitude: UInt64, isNegative: Bool) throws(Diagnostic) -> Int64 {
        let lowest = UInt64(1) << 63
        if isNegative, magnitude == lowest { return .min }
        guard let positive = Int64(exactly: magnitude) else {
            throw error(
                .numberOutOfRange, "\(magnitude) is too large for an int; write \(magnitude)u",
                at: token.range)
        }
        return isNegative ? -positive : positive
    }

    /// A keyword, an identifier, a call or the start of a record literal.
    private mutating func parseName(
        _ name: String, isRooted: Bool, from start: Int,
    ) throws(Diagnostic) -> SyntaxNode {
        let range = token.range
        if !isRooted, let keyword = Self.literalKeywords[name] {
            _ = advance()
            return try node(.literal(keyword), from: start)
        }
        guard !Self.keywords.contains(name) else { throw unexpected("an expression") }
        guard !Self.reservedWords.contains(name) else {
            throw error(
                .reservedWord, "'\(name)' is a reserved word and cannot be a name", at: range)
        }
        _ = advance()
        guard accept(.leftParenthesis) else {
            return try node(.identifier(name, isRooted: isRooted), from: start)
        }
        let arguments = try parseArguments()
        let call = SyntaxNode.Call(
            function: SyntaxNode.Name(text: name, range: range), isRooted: isRooted, target: nil,
            arguments: arguments)
        return try node(.call(call), from: start, below: arguments.map(\.depth).max() ?? 0)
    }

    private static let literalKeywords: [String: Value] = [
        "true": .bool(true), "false": .bool(false), "null": .null,
    ]

    private mutating func parseList(from start: Int) throws(Diagnostic) -> SyntaxNode {
        let elements = try parseItems(until: .rightBracket) { (parser) throws(Diagnostic) in
            let isOptional = parser.accept(.question)
            return SyntaxNode.Element(
                value: try parser.parseExpression(), isOptional: isOptional)
        }
        let depth = elements.map(\.value.depth).max() ?? 0
        return try node(.list(elements), from: start, below: depth)
    }

    private mutating func parseMap(from start: Int) throws(Diagnostic) -> SyntaxNode {
        let entries = try parseItems(until: .rightBrace) { (parser) throws(Diagnostic) in
            let isOptional = parser.accept(.question)
            let key = try parser.parseExpression()
            try parser.expect(.colon)
            let value = try parser.parseExpression()
            return SyntaxNode.Entry(key: key, value: value, isOptional: isOptional)
        }
        let depth = entries.map { max($0.key.depth, $0.value.depth) }.max() ?? 0
        return try node(.map(entries), from: start, below: depth)
    }

    /// The fields of a record literal whose name was read.
    mutating func parseRecord(
        _ name: String, isRooted: Bool, _ nameRange: Range<Int>,
    ) throws(Diagnostic) -> SyntaxNode {
        try expect(.leftBrace)
        let fields = try parseItems(until: .rightBrace) { (parser) throws(Diagnostic) in
            let isOptional = parser.accept(.question)
            let name = try parser.parseSelector()
            try parser.expect(.colon)
            return SyntaxNode.RecordLiteral.Field(
                name: name, value: try parser.parseExpression(), isOptional: isOptional)
        }
        let literal = SyntaxNode.RecordLiteral(
            type: SyntaxNode.Name(text: name, range: nameRange), isRooted: isRooted,
            fields: fields)
        let depth = fields.map(\.value.depth).max() ?? 0
        return try node(.record(literal), from: nameRange.lowerBound, below: depth)
    }
}
