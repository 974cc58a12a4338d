import TextFormats

/// An event of a calendar, read as far as a roster needs it.
struct CalendarEvent {
    /// How an event comes again: the weekly part of RFC 5545 §3.3.10.
    struct Recurrence {
        var weekdays: Set<Weekday> = []
        var until: Instant?
        var count: Int?

        /// Whether it comes again for ever, as a weekly pattern does.
        var isEndless: Bool { until == nil && count == nil }
    }

    var line = 0
    var start: Instant?
    var end: Instant?
    var length: Duration?
    var recurrence: Recurrence?
    var exceptions: [Instant] = []
    var responder: String?
    var summary = ""
    var duty = DutyStatus.onDuty
    var isCancelled = false
}

/// Reads values of iCalendar on one county's clock.
struct CalendarValues {
    let zone: CountyTimeZone

    /// The moment of a DTSTART, DTEND, EXDATE or UNTIL: in UTC, in the county's zone, of a local time
    /// without zone, or a whole day.
    func instant(_ text: some StringProtocol) -> Instant? {
        let isUTC = text.hasSuffix("Z")
        let parts = (isUTC ? String(text.dropLast()) : String(text)).split(
            separator: "T", omittingEmptySubsequences: false)
        guard parts.count <= 2, let date = date(parts[0]) else { return nil }
        var second = 0
        if parts.count == 2 {
            guard let hour = number(parts[1].prefix(2), 0...23), parts[1].utf8.count == 6,
                let minute = number(parts[1].dropFirst(2).prefix(2), 0...59),
                let seconds = number(parts[1].dropFirst(4), 0...59)
            else { return nil }
            second = hour * 3_600 + minute * 60 + seconds
        } else if isUTC {
            return nil
        }
        let reading = LocalTime(date: date, secondOfDay: second)
        return (isUTC ? .utc : zone).instant(at: reading)
    }

    /// A length of time such as `PT8H` or `P1DT30M` (RFC 5545 §3.3.6), not a negative one.
    func duration(_ text: String) -> Duration? {
        guard text.hasPrefix("P") || text.hasPrefix("+P") else { return nil }
        var (seconds, digits, isTime, isEmpty) = (0, "", false, true)
        for character in text.drop(while: { $0 != "P" }).dropFirst() {
            if character.isASCII, character.isNumber {
                digits.append(character)
                continue
            }
            if character == "T", !isTime, digits.isEmpty {
                isTime = true
                continue
            }
            let units: [Character: Int] =
                isTime ? ["H": 3_600, "M": 60, "S": 1] : ["W": 604_800, "D": 86_400]
            guard let unit = units[character], let amount = number(digits[...], 0...99_999) else {
                return nil
            }
            (seconds, digits, isEmpty) = (seconds + amount * unit, "", false)
        }
        return isEmpty || !digits.isEmpty ? nil : .seconds(seconds)
    }

    private func date(_ text: Substring) -> CivilDate? {
        guard text.utf8.count == 8, let year = number(text.prefix(4), 0...9_999),
            let month = number(text.dropFirst(4).prefix(2), 1...12),
            let day = number(text.dropFirst(6), 1...31)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    private func number(_ text: Substring, _ range: ClosedRange<Int>) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text).flatMap { range.contains($0) ? $0 : nil }
    }
}
