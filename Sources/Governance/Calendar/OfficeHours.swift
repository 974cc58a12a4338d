/// The hours of a working day during which work is done, for example 08:00 to 12:00 and 14:00 to 18:00.
public struct OfficeHours: Hashable, Sendable {
    /// One stretch of a working day.
    public struct Period: Hashable, Sendable {
        /// The minute of the day at which it begins, 0 to 1,439.
        public let startMinute: Int
        /// The minute at which it ends, 1 to 1,440; always after its beginning.
        public let endMinute: Int

        /// A stretch, or nil if it covers no time of one day.
        public init?(startMinute: Int, endMinute: Int) {
            guard startMinute >= 0, startMinute < endMinute, endMinute <= 1_440 else { return nil }
            (self.startMinute, self.endMinute) = (startMinute, endMinute)
        }
    }

    /// The most stretches of one day.
    public static let maximumPeriods = 12

    /// The stretches, earliest first; none overlap.
    public let periods: [Period]

    /// The hours made of these stretches, or nil if there are none, too many, or some overlap.
    public init?(_ periods: [Period]) {
        let sorted = periods.sorted { $0.startMinute < $1.startMinute }
        guard (1...Self.maximumPeriods).contains(sorted.count) else { return nil }
        for (former, next) in zip(sorted, sorted.dropFirst())
        where next.startMinute < former.endMinute {
            return nil
        }
        self.periods = sorted
    }

    /// 08:00 to 12:00 and 14:00 to 18:00: the usual eight hours.
    public static let usual = OfficeHours(trusted: [(480, 720), (840, 1_080)])

    private init(trusted stretches: [(Int, Int)]) {
        periods = stretches.compactMap { Period(startMinute: $0.0, endMinute: $0.1) }
    }

    /// How long work is done on a working day; what one working day (工作日) of a limit comes to.
    public var length: Duration {
        .minutes(periods.reduce(0) { $0 + $1.endMinute - $1.startMinute })
    }
}

extension OfficeHours: LosslessStringConvertible {
    /// The stretches with commas between them, for example `08:00-12:00,14:00-18:00`.
    public var description: String {
        periods.map { "\(Self.text($0.startMinute))-\(Self.text($0.endMinute))" }
            .joined(separator: ",")
    }

    /// The hours written in `text`, or nil if that is not such a list.
    public init?(_ text: String) {
        var periods: [Period] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard periods.count < Self.maximumPeriods else { return nil }
            let ends = part.split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count == 2, let start = Self.minute(ends[0]), let end = Self.minute(ends[1]),
                let period = Period(startMinute: start, endMinute: end)
            else { return nil }
            periods.append(period)
        }
        self.init(periods)
    }

    private static func text(_ minute: Int) -> String {
        let (hour, rest) = minute.quotientAndRemainder(dividingBy: 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
    }

    /// Minutes since midnight of `HH:MM`, up to 24:00.
    private static func minute(_ text: Substring) -> Int? {
        let bytes = Array(text.trimmingSpaces().utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":") else { return nil }
        var digits: [Int] = []
        for index in [0, 1, 3, 4] {
            guard (48...57).contains(bytes[index]) else { return nil }
            digits.append(Int(bytes[index]) - 48)
        }
        let (hour, minute) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        guard minute < 60, hour * 60 + minute <= 1_440 else { return nil }
        return hour * 60 + minute
    }
}

extension Substring {
    fileprivate func trimmingSpaces() -> Substring {
        var trimmed = self
        while trimmed.first == " " { trimmed.removeFirst() }
        while trimmed.last == " " { trimmed.removeLast() }
        return trimmed
    }
}
