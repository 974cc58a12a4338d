/// What went wrong while a value was computed, before it is known where in the source.
///
/// A function of the host throws it; the evaluator adds the position and turns it into a
/// ``CELError``, unless `&&`, `||`, `all` or `exists` absorb it.
public struct EvaluationFailure: Error, Equatable, Sendable {
    /// The stable code.
    public let code: CELError.Code

    /// The sentence for people.
    public let message: String

    /// The UTF-8 offsets of the expression that failed; the innermost one wins.
    var range: Range<Int>?

    /// Makes a failure.
    public init(_ code: CELError.Code, _ message: String) {
        self.code = code
        self.message = message
    }

    init(_ code: CELError.Code, _ message: String, at range: Range<Int>) {
        self.code = code
        self.message = message
        self.range = range
    }

    /// The failure of a function that has no signature for the values that it got.
    static func noMatchingOverload(_ name: String, _ values: [Value]) -> EvaluationFailure {
        let types = values.map(\.typeName.name).joined(separator: ", ")
        return EvaluationFailure(
            .noMatchingOverload, "no matching overload: '\(name)' does not accept (\(types))")
    }

    /// The failure, placed at a range unless it has one.
    func placed(at range: Range<Int>) -> EvaluationFailure {
        var placed = self
        placed.range = self.range ?? range
        return placed
    }

    /// The error that the caller of a program gets; without a place of its own it stands for the
    /// whole expression.
    func error(in source: Source, of expression: CheckedExpression) -> CELError {
        let location = source.location(of: range ?? expression.range)
        return CELError(code: code, message: message, location: location)
    }
}
