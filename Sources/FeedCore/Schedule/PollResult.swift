public import Governance

/// How one try to poll a feed ended.
public enum PollResult: Hashable, Sendable {
    /// A document was taken, or the source said that nothing had changed.
    case taken
    /// A document came but was kept out because it looks unlike the last one.
    case quarantined
    /// No document came, or one that was refused as a whole.
    ///
    /// - `error`: why, on one line;
    /// - `retryAfter`: the moment before which the source does not want to be asked again.
    case failed(error: String, retryAfter: Instant? = nil)
}
