public import Governance

/// An item as a feed's memory keeps it.
public struct KnownItem: Hashable, Sendable {
    /// The item as it was last taken.
    public var item: FeedItem
    /// The digest of the content that it was made of.
    public var digest: String
    /// When it was first seen.
    public var firstSeen: Instant
    /// When its content last changed, it was withdrawn, or it came back.
    public var changed: Instant
    /// Whether the source does not give it any more.
    public var isWithdrawn: Bool
    /// The code of the refusal of a newer version, whose last good version this is.
    public var refusedAs: Refusal.Code?

    /// The incident that it opened, if it did.
    public var incident: Incident.ID?

    /// Keeps an item.
    public init(
        item: FeedItem, digest: String, firstSeen: Instant, changed: Instant,
        isWithdrawn: Bool = false, refusedAs: Refusal.Code? = nil,
        incident: Incident.ID? = nil,
    ) {
        self.item = item
        self.digest = digest
        self.firstSeen = firstSeen
        self.changed = changed
        self.isWithdrawn = isWithdrawn
        self.refusedAs = refusedAs
        self.incident = incident
    }
}
