public import Governance

/// A way to tell responders that they are asked to come.
public protocol NotificationChannel: Sendable {
    /// The name that goes on record, for example `inbox`.
    var name: String { get }

    /// Tells the responders of these assignments.
    ///
    /// - Returns: the numbers of those who were told; the others stay untold and are tried again.
    func deliver(_ assignments: [Assignment], of incident: Incident) async -> [Int]
}

/// The product's own channel: the responder's page and the live stream.
///
/// A request is in both as soon as it is in the log, so there is nothing more to send.
public struct InboxChannel: NotificationChannel {
    /// The inbox needs nothing to work with.
    public init() {}

    /// `inbox`.
    public var name: String { "inbox" }

    /// Everybody has been told as soon as the request can be read.
    public func deliver(_ assignments: [Assignment], of incident: Incident) async -> [Int] {
        assignments.map(\.number)
    }
}
