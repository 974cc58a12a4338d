public import Governance

/// From when to when; the end does not belong to it.
public struct CasePeriod: Hashable, Sendable {
    /// The first moment.
    public let from: Instant
    /// The first moment after it.
    public let to: Instant

    /// A period.
    public init(from: Instant, to: Instant) {
        self.from = from
        self.to = to
    }

    /// Whether it holds the moment.
    public func contains(_ moment: Instant) -> Bool { from <= moment && moment < to }

    /// The period directly before (环比): as many whole months where it begins and ends with one,
    /// otherwise the same length.
    public func previous(in zone: CountyTimeZone) -> CasePeriod {
        guard let first = zone.monthStart(from), let last = zone.monthStart(to) else {
            return CasePeriod(from: from - (to - from), to: from)
        }
        let months = (last.year - first.year) * 12 + last.month - first.month
        return CasePeriod(from: zone.shifted(from, months: -months), to: from)
    }

    /// The same period a year earlier (同比).
    public func yearBefore(in zone: CountyTimeZone) -> CasePeriod {
        CasePeriod(from: zone.shifted(from, months: -12), to: zone.shifted(to, months: -12))
    }
}

extension CountyTimeZone {
    /// The day, if the moment is the first of a month.
    fileprivate func monthStart(_ moment: Instant) -> CivilDate? {
        let local = localTime(at: moment)
        return local.secondOfDay == 0 && local.date.day == 1 ? local.date : nil
    }

    /// The same time of the day so many months later; on the last day where the month is shorter.
    fileprivate func shifted(_ moment: Instant, months: Int) -> Instant {
        let date = localTime(at: moment).date
        let total = date.year * 12 + date.month - 1 + months
        let (year, month) = (total / 12, total % 12 + 1)
        let days = (1...date.day).reversed().lazy.compactMap {
            CivilDate(year: year, month: month, day: $0)
        }
        guard let target = days.first else { return moment }
        let shifted = moment + .hours(24 * (target.daysSinceEpoch - date.daysSinceEpoch))
        // A zone whose offset changed meanwhile shows another time of the day.
        return shifted
            + .seconds(offsetSeconds(at: moment) - offsetSeconds(at: shifted))
    }
}
