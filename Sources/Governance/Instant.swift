/// A moment in time with microsecond precision, counted from 1970-01-01T00:00:00Z without leap seconds.
public struct Instant: Hashable, Sendable, Codable {
    /// Microseconds since the Unix epoch; negative before it.
    public let microsecondsSinceEpoch: Int64

    /// The moment so many microseconds after the Unix epoch.
    public init(microsecondsSinceEpoch: Int64) {
        self.microsecondsSinceEpoch = microsecondsSinceEpoch
    }

    /// The moment so many whole seconds after the Unix epoch; the last moment there is if that is
    /// beyond it.
    public init(secondsSinceEpoch: Int64) {
        self.init(microsecondsSinceEpoch: secondsSinceEpoch.saturated(times: 1_000_000))
    }
}

extension Instant: InstantProtocol {
    /// The moment `duration` later, cut to whole microseconds; the first or last moment there is,
    /// some 290,000 years away, if that is beyond it.
    public func advanced(by duration: Duration) -> Instant {
        Instant(
            microsecondsSinceEpoch: microsecondsSinceEpoch.saturated(
                plus: duration.wholeMicroseconds))
    }

    /// How much later `other` is; negative if it is earlier.
    public func duration(to other: Instant) -> Duration {
        .microseconds(other.microsecondsSinceEpoch) - .microseconds(microsecondsSinceEpoch)
    }

    /// Orders by time.
    public static func < (left: Instant, right: Instant) -> Bool {
        left.microsecondsSinceEpoch < right.microsecondsSinceEpoch
    }
}

extension Instant {
    /// The moment `duration` after `instant`.
    public static func + (instant: Instant, duration: Duration) -> Instant {
        instant.advanced(by: duration)
    }

    /// The moment `duration` before `instant`.
    public static func - (instant: Instant, duration: Duration) -> Instant {
        instant.advanced(by: .zero - duration)
    }

    /// The time from `earlier` to `later`.
    public static func - (later: Instant, earlier: Instant) -> Duration {
        earlier.duration(to: later)
    }
}

extension Duration {
    /// The duration in microseconds, what is left over cut off; the largest or smallest number
    /// there is if it does not fit.
    public var wholeMicroseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds.saturated(times: 1_000_000)
            .saturated(plus: attoseconds / 1_000_000_000_000)
    }

    /// The duration in seconds as a floating-point number.
    public var inSeconds: Double {
        Double(wholeMicroseconds) / 1_000_000
    }

    /// So many minutes.
    public static func minutes(_ count: Int) -> Duration { .seconds(count * 60) }

    /// So many hours of sixty minutes.
    public static func hours(_ count: Int) -> Duration { .seconds(count * 3_600) }
}

extension Int64 {
    /// The sum, or the nearest number that there is.
    fileprivate func saturated(plus other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }

    /// The product with a positive number, or the nearest number that there is.
    fileprivate func saturated(times factor: Int64) -> Int64 {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        return overflow ? (self < 0 ? .min : .max) : product
    }

    /// The quotient rounded down and the remainder that is never negative; `divisor` is positive.
    func dividedDown(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
