public import Governance

/// How one feed is doing, and when it is asked next.
public struct FeedHealth: Hashable, Sendable {
    /// What keeps a source that fails from being asked too often.
    public enum Circuit: String, Sendable, CaseIterable {
        /// The source answers.
        case closed
        /// The source has failed again and again; one try at a time shows whether it is back.
        case open
    }

    /// How old the data is, held against its promise.
    public enum Freshness: Hashable, Sendable {
        /// Within the promise.
        case fresh(age: Duration)
        /// Older than promised.
        case stale(age: Duration)
        /// Never taken.
        case never
    }

    /// The failures in a row after which a circuit opens.
    static let failuresToOpen = 5

    /// When the source was last asked.
    public internal(set) var lastTry: Instant?
    /// How long after it was due the source was last asked.
    public internal(set) var lateness: Duration = .zero
    /// When a document was last taken, or the source said that nothing had changed.
    public internal(set) var lastSuccess: Instant?
    /// When it is asked next; nil for one that never is, because its source calls us.
    public internal(set) var nextTry: Instant?
    /// The failures in a row.
    public internal(set) var failures = 0
    /// Why the last try failed; nil if it did not.
    public internal(set) var lastError: String?
    /// Whether new data is kept out because it looks unlike the last.
    public internal(set) var isQuarantined = false
    /// Whether an answer is being waited for.
    public internal(set) var isUnderWay = false

    /// A feed that was never asked.
    init(nextTry: Instant?) {
        self.nextTry = nextTry
    }

    /// Whether the source is asked only to see whether it is back.
    public var circuit: Circuit { failures >= Self.failuresToOpen ? .open : .closed }

    /// How old the data is at `now`, held against the promise of its data item.
    public func freshness(promise: Duration, at now: Instant) -> Freshness {
        guard let lastSuccess else { return .never }
        let age = max(.zero, now - lastSuccess)
        return age <= promise ? .fresh(age: age) : .stale(age: age)
    }
}
