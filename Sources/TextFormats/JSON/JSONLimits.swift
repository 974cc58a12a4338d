/// The bounds of what a parser takes; whoever exceeds one is refused with an error that names it.
public struct JSONLimits: Hashable, Sendable {
    /// The depth that no document may exceed whatever the limits say, since parsing, comparing and
    /// releasing a value recurse.
    public static let greatestDepth = 512

    /// The length of the document in bytes.
    public var bytes: Int
    /// How deep arrays and objects may be nested; at most ``greatestDepth`` takes effect.
    public var depth: Int
    /// How many values there may be, the members and elements at every depth and the document.
    public var values: Int
    /// The length of a string or name in bytes, before escapes are resolved.
    public var stringBytes: Int

    /// Limits for a request: 1 MiB, 32 deep, 50,000 values, strings of 256 KiB, unless told otherwise.
    public init(
        bytes: Int = 1 << 20, depth: Int = 32, values: Int = 50_000, stringBytes: Int = 1 << 18,
    ) {
        self.bytes = bytes
        self.depth = depth
        self.values = values
        self.stringBytes = stringBytes
    }

    /// The depth that takes effect.
    var effectiveDepth: Int { min(depth, Self.greatestDepth) }

    /// The limits for a request.
    public static let request = JSONLimits()

    /// The limits for a file that the operator of the system chose: 256 MiB, 20 million values.
    public static let file = JSONLimits(
        bytes: 1 << 28, depth: 128, values: 20_000_000, stringBytes: 1 << 24)
}
