/// A typed 128-bit identifier of one `Entity`, written as a UUID.
///
/// Identifiers made by ``make(at:using:)`` are UUID version 7 (RFC 9562 §5.7): they sort by the
/// millisecond in which they were made. Two identifiers of different entities do not compare.
public struct EntityID<Entity>: Hashable, Sendable, Codable {
    /// The first eight bytes, big-endian.
    public let high: UInt64
    /// The last eight bytes, big-endian.
    public let low: UInt64

    /// The identifier with these bits.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A new identifier that sorts by `instant`; equal generators give equal identifiers.
    public static func make(
        at instant: Instant, using generator: inout some RandomNumberGenerator,
    ) -> Self {
        let milliseconds = UInt64(max(0, instant.microsecondsSinceEpoch / 1_000))
        let random = UInt64.random(in: .min ... .max, using: &generator)
        let tail = UInt64.random(in: .min ... .max, using: &generator)
        return Self(
            high: milliseconds << 16 | 0x7000 | random & 0x0FFF,
            low: 0x8000_0000_0000_0000 | tail >> 2)
    }
}

extension EntityID: Comparable {
    /// Orders by bits, which for made identifiers is the order of their making.
    public static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension EntityID: LosslessStringConvertible {
    /// The lower-case UUID text, 36 characters.
    public var description: String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            var index = 0
            for position in 0..<16 {
                let word = position < 8 ? high : low
                let byte = UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64(position & 7)))
                if [4, 6, 8, 10].contains(position) {
                    buffer[index] = UInt8(ascii: "-")
                    index += 1
                }
                buffer[index] = Self.digit(byte >> 4)
                buffer[index + 1] = Self.digit(byte & 15)
                index += 2
            }
            return 36
        }
    }

    /// The identifier written in `text`, or nil if that is not a UUID of 36 characters.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return nil }
        var words: (UInt64, UInt64) = (0, 0)
        var digits = 0
        for (index, byte) in bytes.enumerated() {
            if [8, 13, 18, 23].contains(index) {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let value = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
            if digits < 16 {
                words.0 = words.0 << 4 | UInt64(value)
            } else {
                words.1 = words.1 << 4 | UInt64(value)
            }
            digits += 1
        }
        self.init(high: words.0, low: words.1)
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
