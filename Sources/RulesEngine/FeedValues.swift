public import Governance

/// The latest values of governance data items, as whoever polls them knows them.
///
/// This is how values of feeds come to the rules: whoever polls hands over all of them whenever one
/// has changed, and every decision reads them as old as they are at its moment.
public struct FeedValues: Hashable, Sendable {
    /// The latest value of one data item.
    public struct Latest: Hashable, Sendable {
        /// What it says.
        public let value: FeedFact.Value
        /// When it was true.
        public let trueAt: Instant
        /// How old it may be and still be believed.
        public let freshness: Duration

        /// A value.
        public init(_ value: FeedFact.Value, trueAt: Instant, freshness: Duration) {
            self.value = value
            self.trueAt = trueAt
            self.freshness = freshness
        }
    }

    /// The values, by the name of the fact; see ``FeedFact/name(ofItem:)``.
    public var latest: [String: Latest]

    /// These values.
    public init(_ latest: [String: Latest] = [:]) {
        self.latest = latest
    }

    /// The values as rules read them at `now`; one from the future has no age.
    public func readings(at now: Instant) -> [String: RoutingContext.FeedReading] {
        latest.mapValues { latest in
            let age = max(.zero, now - latest.trueAt)
            return RoutingContext.FeedReading(
                latest.value, ageMinutes: Int(age / .seconds(60)),
                isStale: age > latest.freshness)
        }
    }
}
