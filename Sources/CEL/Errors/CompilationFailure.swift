/// All the errors of one expression, in the order of their positions.
public struct CompilationFailure: Error, Equatable, Sendable {
    /// The source text that could not be compiled.
    public let source: Source

    /// The errors, sorted by position; at least one, at most `Limits.maximumErrors` and a notice.
    public let errors: [CELError]

    /// Sorts the errors and caps them, with a last error that says how many were left off.
    init(source: Source, errors: [Diagnostic], maximumErrors: Int) {
        self.source = source
        // Of errors at one position the one that was found first comes first.
        var sorted = errors.enumerated().sorted { first, second in
            (first.element.range.lowerBound, first.offset)
                < (second.element.range.lowerBound, second.offset)
        }.map(\.element)
        if sorted.count > maximumErrors {
            let notice = Diagnostic(
                code: .tooManyErrors,
                message: "\(sorted.count - maximumErrors) more errors are not shown",
                range: sorted[maximumErrors].range)
            sorted = sorted.prefix(maximumErrors) + [notice]
        }
        self.errors = sorted.map { error in
            CELError(
                code: error.code, message: error.message,
                location: source.location(of: error.range))
        }
    }

    /// The errors as text for a terminal: each with its source line and a caret.
    public var rendered: String {
        errors.map { $0.rendered(in: source) }.joined(separator: "\n")
    }
}

extension CompilationFailure: CustomStringConvertible {
    /// The same text as `rendered`.
    public var description: String { rendered }
}
