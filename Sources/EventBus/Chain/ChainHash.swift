import Crypto

/// The SHA-256 hash that ties a record to all before it in its partition.
public struct ChainHash: Hashable, Sendable {
    /// The length of a hash in bytes.
    public static let byteCount = 32
    /// What the first record of a partition is tied to: 32 zero bytes.
    public static let genesis = ChainHash(words: .zero)

    private let words: SIMD4<UInt64>

    private init(words: SIMD4<UInt64>) {
        self.words = words
    }

    /// The hash with these 32 bytes, or nil if there are not so many.
    public init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.byteCount else { return nil }
        self.init(words: bytes.loadUnaligned(as: SIMD4<UInt64>.self))
    }

    /// The hash that a digest is.
    init(_ digest: SHA256.Digest) {
        self.init(
            words: digest.withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) })
    }

    /// Calls `body` with the 32 bytes.
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result,
    ) throws(Failure) -> Result {
        try Swift.withUnsafeBytes(of: words, body)
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
