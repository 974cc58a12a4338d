import Crypto
import Foundation

/// The county's secret, under which the keys of all incidents are wrapped.
///
/// Without it the log can be verified, but nothing personal in it can be read.
public struct CountyKey: Sendable {
    /// The length of a key in bytes.
    public static let byteCount = 32

    let key: SymmetricKey

    /// The key with these 32 bytes, or nil if there are not so many.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// The key written in `text` as 64 hex digits or as Base64, or nil if it is neither.
    public init?(text: String) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if let bytes = Self.bytes(hex: trimmed) {
            self.init(bytes: bytes)
        } else if let data = Data(base64Encoded: trimmed) {
            self.init(bytes: Array(data))
        } else {
            return nil
        }
    }

    /// A new random key.
    public static func random() -> CountyKey {
        CountyKey(key: SymmetricKey(size: .bits256))
    }

    private init(key: SymmetricKey) {
        self.key = key
    }

    /// The key as 64 hex digits, for its file.
    public var hexText: String {
        key.withUnsafeBytes { bytes in
            bytes.map { byte in
                String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
            }.joined()
        }
    }

    private static func bytes(hex text: String) -> [UInt8]? {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == 2 * byteCount, digits.count == text.count else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map {
            UInt8(digits[$0] << 4 | digits[$0 + 1])
        }
    }
}
