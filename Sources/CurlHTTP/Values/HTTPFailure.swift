/// Why there is no answer.
///
/// The text names the origin (scheme, host and port) and never a path, query, field, body or
/// credential of the request.
public struct HTTPFailure: Error, Sendable, Hashable {
    /// The stable name of what happened.
    public let code: Code
    /// What happened, where, and what may be done, for people.
    public let message: String

    /// Whether the same request may do better later.
    public var isRetryable: Bool { code.isRetryable }

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension HTTPFailure: CustomStringConvertible {
    /// The code and the text.
    public var description: String { "\(code.rawValue): \(message)" }
}
