/// All the errors of one expression, in the order of their positions.
public struct CompilationFailure: Error, Equatable, Sendable {
    /// The source text that could not be compiled.
    public let source: Source

    /// The errors, sorted by position; at least one, at most `Limits.maximumErrors` and a notice.
    public let errors: [CELError]

    /// Sorts the errors and caps them, with a last error that says how many were left off.
    init(source: Source, errors: [CELError], maximumErrors: Int) {
        self.source = source
        let sorted = errors.enumerated().sorted { first, second in
            let firstOffset = first.element.location?.range.lowerBound ?? 0
            let secondOffset = second.element.location?.range.lowerBound ?? 0
            return (firstOffset, first.offset) < (secondOffset, second.offset)
        }.map(\.element)
        guard sorted.count > maximumErrors else {
            self.errors = sorted
            return
        }
        let leftOff = sorted.count - maximumErrors
        let notice = CELError(
            code: .tooManyErrors, message: "\(leftOff) more errors are not shown",
            location: sorted[maximumErrors].location)
        self.errors = sorted.prefix(maximumErrors) + [notice]
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
