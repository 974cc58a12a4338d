/// A date and time of day of the proleptic Gregorian calendar, without a time zone.
struct CivilTime: Hashable, Sendable {
    var year: Int64
    /// From 1.
    var month: Int64
    /// From 1.
    var day: Int64
    var hour: Int64
    var minute: Int64
    var second: Int64

    /// Days since 1970-01-01.
    var daysSinceEpoch: Int64 {
        // Years begin in March, so that the leap day is the last one of a year. The algorithm is
        // Howard Hinnant's `days_from_civil` (howardhinnant.github.io/date_algorithms.html).
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Seconds since 1970-01-01T00:00:00, read as UTC.
    var secondsSinceEpoch: Int64 {
        daysSinceEpoch * 86_400 + hour * 3_600 + minute * 60 + second
    }

    /// The day of the year, from 0.
    var dayOfYear: Int64 {
        var firstDay = self
        (firstDay.month, firstDay.day) = (1, 1)
        return daysSinceEpoch - firstDay.daysSinceEpoch
    }

    /// The day of the week, from 0 for Sunday.
    var dayOfWeek: Int64 {
        // 1970-01-01 was a Thursday.
        let day = (daysSinceEpoch + 4) % 7
        return day < 0 ? day + 7 : day
    }

    /// Whether the parts are a date and time that exist.
    var isValid: Bool {
        guard (1...12).contains(month), (0...23).contains(hour), (0...59).contains(minute),
            (0...59).contains(second), day >= 1
        else { return false }
        return CivilTime(secondsSinceEpoch: secondsSinceEpoch) == self
    }
}

extension CivilTime {
    /// Makes the date and time from seconds since 1970-01-01T00:00:00.
    init(secondsSinceEpoch seconds: Int64) {
        // Howard Hinnant's `civil_from_days`, the inverse of `daysSinceEpoch`.
        var days = seconds / 86_400
        var rest = seconds % 86_400
        if rest < 0 {
            rest += 86_400
            days -= 1
        }
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        (hour, minute, second) = (rest / 3_600, rest % 3_600 / 60, rest % 60)
    }
}

extension CivilTime: CustomStringConvertible {
    var description: String {
        let date = [(year, 4), (month, 2), (day, 2)].map { Decimals.padded($0, to: $1) }
        let time = [hour, minute, second].map { Decimals.padded($0, to: 2) }
        return date.joined(separator: "-") + "T" + time.joined(separator: ":")
    }
}
