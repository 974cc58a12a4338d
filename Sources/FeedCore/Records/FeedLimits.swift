public import TextFormats

/// The bounds of what is taken from a source in one poll; beyond them nothing of it is taken.
public struct FeedLimits: Hashable, Sendable {
    /// The length of the document in bytes, after it was decompressed.
    public var bytes: Int
    /// How deep elements, objects and lists may be nested.
    public var depth: Int
    /// How many elements or values there may be.
    public var values: Int
    /// How many records there may be.
    public var records: Int
    /// How many documents that one only points to are asked for.
    public var links: Int
    /// How many refusals are told one by one; the others are only counted.
    public var refusalsTold: Int

    /// Limits for a feed: 64 MiB, 100 deep, 5 million values, 200,000 records, unless told otherwise.
    public init(
        bytes: Int = 64 << 20, depth: Int = 100, values: Int = 5_000_000,
        records: Int = 200_000, links: Int = 500,
        refusalsTold: Int = 100,
    ) {
        self.bytes = bytes
        self.depth = depth
        self.values = values
        self.records = records
        self.links = links
        self.refusalsTold = refusalsTold
    }

    /// The same bounds for the JSON parser.
    public var json: JSONLimits {
        JSONLimits(bytes: bytes, depth: depth, values: values, stringBytes: min(bytes, 16 << 20))
    }
}
