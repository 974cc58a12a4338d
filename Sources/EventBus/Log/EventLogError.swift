/// Why the log cannot do what was asked.
///
/// The code is stable: programs may rely on it.
public struct EventLogError: Error, Hashable, Sendable {
    /// The kinds of failure.
    public enum Code: String, CaseIterable, Sendable {
        /// The disk has no room left; the log serves again once it has.
        case diskFull = "log.disk_full"
        /// The folder or the file may not be written.
        case readOnly = "log.read_only"
        /// Another process has the log open.
        case locked = "log.locked"
        /// The file is cut short, is no log, or holds what was never written.
        case corrupt = "log.corrupt"
        /// The file was written by a newer version of the product.
        case newerVersion = "log.newer_version"
        /// There is no county key, and the log needs one.
        case keyMissing = "log.key_missing"
        /// The county key is not the one under which the log was written.
        case keyWrong = "log.key_wrong"
        /// The operating system reported a fault.
        case io = "log.io"
        /// The log has been closed.
        case closed = "log.closed"
        /// Too many requests wait; come back later.
        case overloaded = "log.overloaded"
        /// The request itself is larger than the log takes, or could not be read back.
        case invalidRequest = "log.invalid_request"
    }

    /// What kind of failure it is.
    public let code: Code
    /// What happened, to what, and what to do about it.
    public let message: String

    /// A failure.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// Whether what was to be written may be found written later, although it failed.
    public var leavesDoubt: Bool { code == .io }
}

extension EventLogError: CustomStringConvertible {
    /// The code and the message.
    public var description: String { "\(code.rawValue): \(message)" }
}
