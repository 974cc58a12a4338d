public import Governance

/// How a channel is doing.
public struct ChannelHealth: Hashable, Sendable {
    /// How many deliveries wait in memory.
    public var waiting = 0
    /// How many attempts are under way.
    public var sending = 0
    /// Whether more wait in the log's database.
    public var isSpilled = false
    /// Failures in a row.
    public var failures = 0
    /// Since when the channel counts as dead; nil while it does not.
    public var deadSince: Instant?
    /// When something was delivered last.
    public var lastSuccess: Instant?
    /// How the last failure is told.
    public var lastFailure: String?
    /// How many deliveries came to each end since the start.
    public var delivered = 0
    /// How many were given up since the start.
    public var givenUp = 0
    /// How many attempts failed since the start.
    public var failedAttempts = 0

    /// A channel of which nothing is known.
    public init() {}
}
