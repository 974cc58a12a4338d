/// A weekly pattern of duty: on these weekdays from one time of day to another.
public struct Shift: Hashable, Sendable {
    /// The days on which the shift begins.
    public let weekdays: Set<Weekday>
    /// The minute of the day at which duty begins, 0 to 1,439.
    public let startMinute: Int
    /// The minute at which it ends, 1 to 1,440; not after `startMinute` means on the next day.
    public let endMinute: Int

    /// A weekly pattern; minutes count from local midnight.
    public init(weekdays: Set<Weekday>, startMinute: Int, endMinute: Int) {
        self.weekdays = weekdays
        self.startMinute = startMinute
        self.endMinute = endMinute
    }

    /// Duty around the clock on every day.
    public static let always = Shift(
        weekdays: Set(Weekday.allCases), startMinute: 0, endMinute: 1_440)

    /// Whether the shift covers `time`; the end is not part of it.
    public func covers(_ time: LocalTime) -> Bool {
        let minute = time.minuteOfDay
        let today = time.date.weekday
        guard endMinute <= startMinute else {
            return weekdays.contains(today) && (startMinute..<endMinute).contains(minute)
        }
        let yesterday = CivilDate(daysSinceEpoch: time.date.daysSinceEpoch - 1).weekday
        return (weekdays.contains(today) && minute >= startMinute)
            || (weekdays.contains(yesterday) && minute < endMinute)
    }
}
