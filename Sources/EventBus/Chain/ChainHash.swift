import Crypto

/// The SHA-256 hash that ties a record to all before it in its partition.
public struct ChainHash: Sendable {
    /// Plain words and no vector, which would have every record and each list of them aligned to it.
    private typealias Words = (UInt64, UInt64, UInt64, UInt64)

    /// The length of a hash in bytes.
    public static let byteCount = 32
    /// What the first record of a partition is tied to: 32 zero bytes.
    public static let genesis = ChainHash(words: (0, 0, 0, 0))

    private let words: Words

    private init(words: Words) {
        self.words = words
    }

    /// The hash with these 32 bytes, or nil if there are not so many.
    public init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.byteCount else { return nil }
        self.init(words: bytes.loadUnaligned(as: Words.self))
    }

    /// The hash that a digest is.
    init(_ digest: SHA256.Digest) {
        self.init(
            words: digest.withUnsafeBytes { $0.loadUnaligned(as: Words.self) })
    }

    /// Calls `body` with the 32 bytes.
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result,
    ) throws(Failure) -> Result {
        try Swift.withUnsafeBytes(of: words, body)
    }
}

extension ChainHash: Hashable {
    /// Whether two hashes are the same.
    public static func == (left: ChainHash, right: ChainHash) -> Bool {
        left.words == right.words
    }

    /// Hashes the first bytes, which tell hashes apart.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
    }
}

extension ChainHash: CustomStringConvertible {
    /// 64 lower-case hex digits.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return withUnsafeBytes { bytes in
            let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
            return String(decoding: text, as: UTF8.self)
        }
    }
}
