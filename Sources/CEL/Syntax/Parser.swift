/// A recursive-descent parser of CEL's grammar, bounded in depth and size.
///
/// Binary operators are parsed by precedence climbing, so that a level of nesting costs few stack
/// frames. After an error inside brackets the parser goes on behind them, to report more errors.
struct Parser {
    let source: Source
    let limits: Limits
    let tokens: [Token]
    var position = 0
    var nesting = 0
    var nodeCount = 0
    var errors: [Diagnostic]

    /// Parses a source text into a tree.
    static func parse(_ source: Source, limits: Limits) throws(CompilationFailure) -> SyntaxNode {
        guard source.bytes.count <= limits.maximumSourceBytes else {
            let message =
                "the expression has \(source.bytes.count) bytes; at most "
                + "\(limits.maximumSourceBytes) are allowed"
            let error = Diagnostic(code: .sourceTooLong, message: message, range: 0..<0)
            throw CompilationFailure(source: source, errors: [error], maximumErrors: 1)
        }
        var lexer = Lexer(source)
        let tokens = lexer.tokens()
        var parser = Parser(source: source, limits: limits, tokens: tokens, errors: lexer.errors)
        let node = parser.parseAll()
        guard let node, parser.errors.isEmpty else {
            // A bad token is not in the list of tokens, so errors of grammar may be its echo.
            let errors = lexer.errors.isEmpty ? parser.errors : lexer.errors
            throw CompilationFailure(
                source: source, errors: errors, maximumErrors: limits.maximumErrors)
        }
        return node
    }

    private mutating func parseAll() -> SyntaxNode? {
        do throws(Diagnostic) {
            let node = try parseExpression()
            guard case .end = token.kind else {
                throw unexpected("an operator or the end of the expression")
            }
            return node
        } catch {
            errors.append(error)
            return nil
        }
    }

    // MARK: Tokens

    var token: Token { tokens[position] }

    mutating func advance() -> Token {
        let token = tokens[position]
        if position < tokens.count - 1 { position += 1 }
        return token
    }

    func isAt(_ symbol: Symbol) -> Bool { token.kind == .symbol(symbol) }

    mutating func accept(_ symbol: Symbol) -> Bool {
        guard isAt(symbol) else { return false }
        _ = advance()
        return true
    }

    mutating func expect(_ symbol: Symbol) throws(Diagnostic) {
        guard accept(symbol) else { throw unexpected("'\(symbol.rawValue)'") }
    }

    /// The end of the token before the current one.
    var previousEnd: Int { position == 0 ? 0 : tokens[position - 1].range.upperBound }

    func error(_ code: CELError.Code, _ message: String, at range: Range<Int>) -> Diagnostic {
        Diagnostic(code: code, message: message, range: range)
    }

    func unexpected(_ wanted: String) -> Diagnostic {
        error(
            .unexpectedToken, "expected \(wanted), found \(token.name(in: source))",
            at: token.range)
    }

    // MARK: Nodes

    mutating func node(
        _ kind: SyntaxNode.Kind, from start: Int, below depth: Int = 0,
    ) throws(Diagnostic) -> SyntaxNode {
        let range = start..<max(start, previousEnd)
        nodeCount += 1
        guard nodeCount <= limits.maximumNodes else {
            throw error(
                .tooManyNodes, "the expression has more than \(limits.maximumNodes) nodes",
                at: range)
        }
        guard depth < limits.maximumDepth else { throw tooDeep(at: range) }
        return SyntaxNode(kind: kind, range: range, depth: depth + 1)
    }

    func tooDeep(at range: Range<Int>) -> Diagnostic {
        error(
            .tooDeep,
            "the expression is nested more than \(limits.maximumDepth) levels deep; split it",
            at: range)
    }

    /// Runs a part of the parser one level deeper.
    mutating func nested<Result>(
        _ body: (inout Parser) throws(Diagnostic) -> Result
    ) throws(Diagnostic) -> Result {
        guard nesting < limits.maximumDepth else { throw tooDeep(at: token.range) }
        nesting += 1
        defer { nesting -= 1 }
        return try body(&self)
    }
}
