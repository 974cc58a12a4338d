/// An error of the expression language: what is wrong, where, and which stable code names it.
///
/// The same type reports errors of declarations, of compilation and of evaluation. Errors of
/// declarations have no location, since there is no source text yet.
public struct CELError: Error, Equatable, Sendable {
    /// The stable code; its `rawValue` is what logs and other programs may rely on.
    public let code: Code

    /// The sentence for the person who wrote the expression.
    public let message: String

    /// Where in the source text the error is.
    public let location: SourceLocation?

    /// Makes an error.
    public init(code: Code, message: String, location: SourceLocation? = nil) {
        self.code = code
        self.message = message
        self.location = location
    }
}

extension CELError: CustomStringConvertible {
    /// The error on one line, as `name:line:column: message [code]`.
    public var description: String {
        guard let location else { return "\(message) [\(code.rawValue)]" }
        return "\(location): \(message) [\(code.rawValue)]"
    }
}
