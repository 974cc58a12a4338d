/// A weekly pattern of duty: on these weekdays from one time of day to another.
public struct Shift: Hashable, Sendable {
    /// The days on which the shift begins.
    public let weekdays: Set<Weekday>
    /// The minute of the day at which duty begins, 0 to 1,439.
    public let startMinute: Int
    /// The minute at which it ends, 1 to 1,440; not after `startMinute` means on the next day.
    public let endMinute: Int
    /// The weekdays as bits, since it is asked of everybody who may be called.
    private let days: UInt8

    /// A weekly pattern; minutes count from local midnight.
    public init(weekdays: Set<Weekday>, startMinute: Int, endMinute: Int) {
        self.weekdays = weekdays
        self.startMinute = startMinute
        self.endMinute = endMinute
        days = weekdays.reduce(0) { $0 | 1 << UInt8($1.rawValue) }
    }

    /// Duty around the clock on every day.
    public static let always = Shift(
        weekdays: Set(Weekday.allCases), startMinute: 0, endMinute: 1_440)

    /// Whether the shift covers `time`; the end is not part of it.
    public func covers(_ time: LocalTime) -> Bool {
        let minute = time.minuteOfDay
        guard endMinute <= startMinute else {
            return (startMinute..<endMinute).contains(minute) && begins(on: time.date)
        }
        let yesterday = CivilDate(daysSinceEpoch: time.date.daysSinceEpoch - 1)
        return (minute >= startMinute && begins(on: time.date))
            || (minute < endMinute && begins(on: yesterday))
    }

    private func begins(on date: CivilDate) -> Bool {
        days & 1 << UInt8(date.weekday.rawValue) != 0
    }
}
