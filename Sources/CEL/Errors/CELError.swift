/// An error of the expression language: what is wrong, where, and which stable code names it.
///
/// The same type reports errors of declarations, of compilation and of evaluation. Errors of
/// declarations have no location, since there is no source text yet.
public struct CELError: Error, Equatable, Sendable {
    /// The stable code; its `rawValue` is what logs and other programs may rely on.
    public let code: Code

    /// The sentence for the person who wrote the expression, of at most 600 code points.
    public let message: String

    /// Where in the source text the error is.
    public let location: SourceLocation?

    private static let maximumMessage = 600

    /// Makes an error; of a longer message the middle is left out.
    public init(code: Code, message: String, location: SourceLocation? = nil) {
        self.code = code
        self.message = Self.shortened(message)
        self.location = location
    }

    /// A message may hold a name or a type of the expression, which may be as long as that.
    private static func shortened(_ message: String) -> String {
        let scalars = message.unicodeScalars
        guard message.utf8.count > maximumMessage, scalars.count > maximumMessage else {
            return message
        }
        let half = (maximumMessage - 1) / 2
        return "\(Substring(scalars.prefix(half)))…\(Substring(scalars.suffix(half)))"
    }
}

extension CELError: CustomStringConvertible {
    /// The error on one line, as `name:line:column: message [code]`.
    public var description: String {
        guard let location else { return "\(message) [\(code.rawValue)]" }
        return "\(location): \(message) [\(code.rawValue)]"
    }
}
