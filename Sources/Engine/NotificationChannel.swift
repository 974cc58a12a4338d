public import Governance

/// A way out of the house by which responders are told that they are asked to come.
///
/// The product's own inbox is none: a request stands in it as soon as the log has it, so the engine
/// puts both on record together; see ``Engine/inbox``.
public protocol NotificationChannel: Sendable {
    /// The name that goes on record, for example `sms`.
    var name: String { get }

    /// Tells the responders of these assignments.
    ///
    /// - Returns: the numbers of those who were told; without an inbox the others stay untold and are
    ///   tried again.
    func deliver(_ assignments: [Assignment], of incident: Incident) async -> [Int]
}
