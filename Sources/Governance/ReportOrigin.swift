/// The item of another system that a report was made of, so that its source can be told how it
/// goes on.
public struct ReportOrigin: Hashable, Sendable, Codable {
    /// The longest key, in bytes; a longer one is of no use for telling.
    public static let maximumKeyLength = 256

    /// The data item of the county's catalogue.
    public let feed: String
    /// The item's key at its source.
    public let key: String

    /// The origin, or nil if there is no key or one that is too long.
    public init?(feed: String, key: String) {
        guard !feed.isEmpty, (1...Self.maximumKeyLength).contains(key.utf8.count) else {
            return nil
        }
        self.feed = feed
        self.key = key
    }
}
