/// CEL's duration: a signed time span of nanoseconds, about 292 years at most.
public struct Timespan: Hashable, Sendable {
    /// The length in nanoseconds.
    public let nanoseconds: Int64

    /// Makes a time span.
    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// Makes a time span of whole seconds, nil if they are too many.
    public init?(seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return nil }
        nanoseconds = product
    }
}

extension Timespan: Comparable {
    /// Whether a time span is shorter (more negative) than another.
    public static func < (left: Timespan, right: Timespan) -> Bool {
        left.nanoseconds < right.nanoseconds
    }
}

extension Timespan: CustomStringConvertible {
    /// The time span as seconds, with the decimals that it needs, such as `-1.5s`.
    public var description: String {
        let (seconds, rest) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
        let sign = nanoseconds < 0 ? "-" : ""
        guard rest > 0 else { return "\(sign)\(seconds)s" }
        return "\(sign)\(seconds).\(Decimals.fraction(of: Int32(rest)))s"
    }
}
