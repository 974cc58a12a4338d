/// A county's working time: office hours on working days, with public holidays and make-up days.
///
/// A day is a working day if it is a make-up day (调休), or a Monday to Friday that is no public
/// holiday. Outside the years that the calendar states nobody knows the holidays: there weekdays
/// count as working days, and a ``WorkingDeadline`` that leans on such a day says so.
public struct WorkingCalendar: Hashable, Sendable {
    /// How far a limit may reach, in days; a hundred years.
    public static let maximumDays = 36_525

    /// The office hours of every working day.
    public let hours: OfficeHours
    /// The years whose holidays and make-up days are stated.
    public let years: ClosedRange<Int>
    /// The zone in which dates and hours are read.
    public let timeZone: CountyTimeZone
    /// By days since 1970-01-01: whether a day on which the week alone does not decide is worked.
    private let exceptions: [Int: Bool]

    /// A calendar; a day that is both a holiday and a make-up day is worked.
    public init(
        hours: OfficeHours, years: ClosedRange<Int>, holidays: some Sequence<CivilDate>,
        makeUpDays: some Sequence<CivilDate>, timeZone: CountyTimeZone,
    ) {
        self.hours = hours
        self.years = years
        self.timeZone = timeZone
        var exceptions: [Int: Bool] = [:]
        for date in holidays { exceptions[date.daysSinceEpoch] = false }
        for date in makeUpDays { exceptions[date.daysSinceEpoch] = true }
        self.exceptions = exceptions
    }

    /// The calendar of a county that states none: usual hours from Monday to Friday.
    ///
    /// It covers a year long past, so that every deadline in working time is marked as uncertain.
    public static func unstated(in timeZone: CountyTimeZone) -> WorkingCalendar {
        WorkingCalendar(
            hours: .usual, years: 1970...1970, holidays: [], makeUpDays: [], timeZone: timeZone)
    }

    /// The same calendar read on another zone's clock.
    public func reading(in timeZone: CountyTimeZone) -> WorkingCalendar {
        WorkingCalendar(copying: self, timeZone: timeZone)
    }

    private init(copying other: WorkingCalendar, timeZone: CountyTimeZone) {
        (hours, years, exceptions) = (other.hours, other.years, other.exceptions)
        self.timeZone = timeZone
    }

    /// Whether work is done on `date`.
    public func isWorkingDay(_ date: CivilDate) -> Bool { isWorkingDay(date.daysSinceEpoch) }

    private func isWorkingDay(_ day: Int) -> Bool {
        if let stated = exceptions[day] { return stated }
        // 1970-01-01 was a Thursday: days 0 and 1 of seven are worked, 2 and 3 are not.
        let ofWeek = ((day % 7) + 7) % 7
        return ofWeek != 2 && ofWeek != 3
    }
}

/// The moment at which a limit ends, and whether the calendar knew all the days up to it.
public struct WorkingDeadline: Hashable, Sendable {
    /// The moment.
    public let at: Instant
    /// Whether every day that counted lies in the years that the calendar states.
    public let isCovered: Bool

    /// A moment as a calendar found it.
    public init(at: Instant, isCovered: Bool) {
        self.at = at
        self.isCovered = isCovered
    }
}

extension WorkingCalendar {
    /// When `limit` ends for what began at `start`.
    ///
    /// The earliest moment at which so much time has passed: a limit that is used up at the end of
    /// a stretch of work ends there, not where the next stretch begins. O(days up to it).
    public func deadline(from start: Instant, limit: WorkingDuration) -> WorkingDeadline {
        let length = limit.length(under: hours)
        guard !limit.unit.isContinuous else {
            return WorkingDeadline(at: start + length, isCovered: true)
        }
        return deadline(from: start, workingTime: length)
    }

    /// When so much working time has passed since `start`; at `start` itself if it is none.
    public func deadline(from start: Instant, workingTime: Duration) -> WorkingDeadline {
        var left = workingTime
        guard left > .zero else {
            return WorkingDeadline(at: start, isCovered: true)
        }
        let first = localDay(of: start)
        for day in first...(first + Self.maximumDays) where isWorkingDay(day) {
            for period in hours.periods {
                guard let (from, end) = stretch(period, on: day, after: start) else { continue }
                if left <= end - from {
                    return WorkingDeadline(at: from + left, isCovered: covers(first...day))
                }
                left -= end - from
            }
        }
        return WorkingDeadline(
            at: instant(first + Self.maximumDays, minute: 1_440), isCovered: false)
    }

    /// How much working time passes from `start` to `end`; none if `end` is not later.
    ///
    /// Only the first ``maximumDays`` days count, so that no pair of moments takes long.
    public func workingTime(from start: Instant, to end: Instant) -> Duration {
        guard start < end else { return .zero }
        let first = localDay(of: start)
        let last = min(localDay(of: end), first + Self.maximumDays)
        var total = Duration.zero
        for day in first...last where isWorkingDay(day) {
            for period in hours.periods {
                guard let (from, to) = stretch(period, on: day, after: start) else { continue }
                if from < end { total += min(to, end) - from }
            }
        }
        return total
    }

    /// The earliest moment at or after `instant` at which work is done, or nil if that lies
    /// beyond ``maximumDays``; the end of a stretch of work does not belong to it.
    public func nextWork(from instant: Instant) -> Instant? {
        let first = localDay(of: instant)
        for day in first...(first + Self.maximumDays) where isWorkingDay(day) {
            for period in hours.periods {
                if let (from, _) = stretch(period, on: day, after: instant) { return from }
            }
        }
        return nil
    }

    /// Whether the calendar states the holidays of the day on which `instant` lies.
    public func covers(_ instant: Instant) -> Bool {
        let day = localDay(of: instant)
        return covers(day...day)
    }

    private func covers(_ days: ClosedRange<Int>) -> Bool {
        years.contains(CivilDate(daysSinceEpoch: days.lowerBound).year)
            && years.contains(CivilDate(daysSinceEpoch: days.upperBound).year)
    }

    /// What of a period lies at or after `start`, or nil if nothing does.
    private func stretch(
        _ period: OfficeHours.Period, on day: Int, after start: Instant,
    ) -> (from: Instant, end: Instant)? {
        let end = instant(day, minute: period.endMinute)
        let from = max(start, instant(day, minute: period.startMinute))
        return from < end ? (from, end) : nil
    }

    private func localDay(of instant: Instant) -> Int {
        let seconds = instant.microsecondsSinceEpoch.dividedDown(by: 1_000_000).quotient
        let local = seconds + Int64(timeZone.offsetSeconds(at: instant))
        return Int(local.dividedDown(by: 86_400).quotient)
    }

    private func instant(_ day: Int, minute: Int) -> Instant {
        let local = Int64(day * 86_400 + minute * 60)
        // The offset of a nearby moment may be that of the other side of a change: look again.
        var moment = Instant(secondsSinceEpoch: local)
        for _ in 0..<2 {
            let offset = Int64(timeZone.offsetSeconds(at: moment))
            moment = Instant(secondsSinceEpoch: local - offset)
        }
        return moment
    }
}
