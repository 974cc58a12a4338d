extension Environment {
    /// Whether the checker decides about types or leaves them to the evaluation.
    public enum Checking: Sendable {
        /// Errors of names and types are errors of the compilation.
        case strict
        /// They are errors of the evaluation, as the specification allows; `&&` and `||` may then
        /// absorb them.
        case deferred
    }

    /// Compiles an expression.
    ///
    /// - Parameters:
    ///   - source: The expression.
    ///   - expected: The type that its value must have; nil accepts any.
    ///   - checking: When names and types are checked.
    /// - Returns: The program, which any number of threads may run at once.
    /// - Throws: All the errors, sorted by position.
    public func compile(
        _ source: Source, expecting expected: ValueType? = nil, checking: Checking = .strict,
    ) throws(CompilationFailure) -> Program {
        let expression = try check(source, expecting: expected, checking: checking)
        let estimate = CostEstimator(limits: limits).estimate(expression.root)
        guard estimate.maximum <= limits.maximumEstimatedCost else {
            let message =
                "the estimated cost is up to \(estimate.maximum), but at most "
                + "\(limits.maximumEstimatedCost) is allowed"
            let error = Diagnostic(
                code: .estimateTooHigh, message: message, range: expression.root.range)
            throw CompilationFailure(source: source, errors: [error], maximumErrors: 1)
        }
        return Program(
            source: source, expression: expression.root, localCount: expression.localCount,
            patterns: expression.patterns, estimate: estimate, environment: self)
    }

    /// Parses and checks an expression without making it runnable.
    ///
    /// - Throws: All the errors, sorted by position.
    public func check(
        _ source: Source, expecting expected: ValueType? = nil,
    ) throws(CompilationFailure) -> CheckedExpression {
        try check(source, expecting: expected, checking: .strict).root
    }

    private func check(
        _ source: Source, expecting expected: ValueType?, checking: Checking,
    ) throws(CompilationFailure) -> (
        root: CheckedExpression, localCount: Int, patterns: LiteralPatterns
    ) {
        let syntax = try Parser.parse(source, limits: limits)
        var checker = Checker(environment: self, source: source, checking: checking)
        let root = checker.checkRoot(syntax, expecting: expected)
        guard checker.errors.isEmpty else {
            throw CompilationFailure(
                source: source, errors: checker.errors, maximumErrors: limits.maximumErrors)
        }
        return (root, checker.localCount, checker.patterns)
    }
}
