/// Why a source cannot be asked; its text shows no secret.
struct SourceFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, where, and what to do.
    let description: String
    /// Whether nothing is wrong but that the task was cancelled.
    var isCancellation = false

    static let cancelled = SourceFault(description: "cancelled", isCancellation: true)
}
