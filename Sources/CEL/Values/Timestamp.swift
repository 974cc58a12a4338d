/// A point in time with nanoseconds, from year 1 to year 9999.
public struct Timestamp: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z; negative before.
    public let seconds: Int64

    /// Nanoseconds after `seconds`, from 0 to 999,999,999.
    public let nanoseconds: Int32

    /// The first second that there is: 0001-01-01T00:00:00Z.
    static let firstSecond: Int64 = -62_135_596_800

    /// The last second that there is: 9999-12-31T23:59:59Z.
    static let lastSecond: Int64 = 253_402_300_799

    /// Makes a timestamp, nil if it is out of range.
    public init?(seconds: Int64, nanoseconds: Int32 = 0) {
        guard (Self.firstSecond...Self.lastSecond).contains(seconds),
            (0..<1_000_000_000).contains(nanoseconds)
        else { return nil }
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// The timestamp that is a time span later, nil if it is out of range.
    func advanced(by span: Timespan) -> Timestamp? {
        let total = Int64(nanoseconds) + span.nanoseconds % 1_000_000_000
        let carry = total < 0 ? -1 : total / 1_000_000_000
        let whole = seconds + span.nanoseconds / 1_000_000_000 + carry
        return Timestamp(seconds: whole, nanoseconds: Int32(total - carry * 1_000_000_000))
    }

    /// The time span since an earlier timestamp, nil if it is too long for one.
    func timespan(since earlier: Timestamp) -> Timespan? {
        guard let whole = Timespan(seconds: seconds - earlier.seconds) else { return nil }
        let (sum, overflow) = whole.nanoseconds.addingReportingOverflow(
            Int64(nanoseconds) - Int64(earlier.nanoseconds))
        return overflow ? nil : Timespan(nanoseconds: sum)
    }
}

extension Timestamp: Comparable {
    /// Whether a timestamp is earlier than another.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}

extension Timestamp: CustomStringConvertible {
    /// The timestamp in RFC 3339, in UTC, with the decimals that it needs.
    public var description: String {
        let calendar = CivilTime(secondsSinceEpoch: seconds)
        let fraction = nanoseconds == 0 ? "" : "." + Decimals.fraction(of: nanoseconds)
        return calendar.description + fraction + "Z"
    }
}
