/// What a poll says about one item.
public struct ItemChange: Hashable, Sendable {
    /// How an item compares with what was known.
    public enum Kind: String, Sendable, CaseIterable {
        /// The source did not give it before, or had withdrawn it.
        case added
        /// Its content is another.
        case updated
        /// The source does not give it any more.
        case withdrawn
        /// Its newer version is refused; the last good one stays.
        case refused
    }

    /// How it compares.
    public let kind: Kind
    /// The item; what was known of it if it was withdrawn.
    public let item: FeedItem
    /// Whether it was known, withdrawn, and came back.
    public let isReturn: Bool

    /// Makes a change.
    public init(_ kind: Kind, _ item: FeedItem, isReturn: Bool = false) {
        self.kind = kind
        self.item = item
        self.isReturn = isReturn
    }
}
