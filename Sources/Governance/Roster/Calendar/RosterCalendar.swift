import TextFormats

/// People's duty as an iCalendar object (RFC 5545).
///
/// The weekly patterns are recurring events in the county's time zone, dated exceptions single ones
/// in UTC; ``RosterCalendarReader`` makes the same of them again. For calendar programs, which know
/// nothing of what goes before what, there is the plain list of stretches instead.
public struct RosterCalendar: Sendable {
    /// How far ahead and back the plain list reaches.
    public static let reach = Duration.hours(90 * 24)

    /// The object as text.
    public let text: String

    /// The duty of these people as the roster's patterns and exceptions state it.
    public init(patternsOf responders: [Responder], county: County, at now: Instant) {
        var writer = Writer(county: county, now: now)
        for responder in responders { writer.writePatterns(of: responder) }
        text = writer.finished
    }

    /// The duty of these people, stretch by stretch, with everything that was ordered.
    public init(
        of responders: [Responder], in book: DutyBook, county: County, at now: Instant,
    ) {
        var writer = Writer(county: county, now: now)
        for responder in responders {
            let plan = DutyPlan(of: responder, in: book, zone: county.timeZone)
            let time = (now - .hours(7 * 24))..<(now + Self.reach)
            for stretch in plan.stretches(in: time) where stretch.status != .offDuty {
                writer.write(stretch, of: responder)
            }
        }
        text = writer.finished
    }
}

/// Writes the parts of a calendar in order.
private struct Writer {
    private let county: County
    private let stamp: String
    private let zone: CountyTimeZone
    private var lines: [ContentLine]

    init(county: County, now: Instant) {
        self.county = county
        zone = county.timeZone
        stamp = now.calendarText
        lines = [
            ContentLine("BEGIN", value: "VCALENDAR"), ContentLine("VERSION", value: "2.0"),
            ContentLine("PRODID", value: "-//GridDispatch//Roster//EN"),
            ContentLine("CALSCALE", value: "GREGORIAN"),
        ]
        writeZone(now)
    }

    var finished: String {
        ContentLine.stream(lines + [ContentLine("END", value: "VCALENDAR")])
    }

    mutating func writePatterns(of responder: Responder) {
        let patterns =
            responder.shifts.map { ($0, DutyStatus.onDuty) }
            + responder.standby.map { ($0, DutyStatus.standby) }
        for (number, (shift, status)) in patterns.enumerated() where !shift.weekdays.isEmpty {
            write(shift, status, "\(responder.id).\(number + 1)", of: responder)
        }
        for exception in responder.exceptions { write(exception, of: responder) }
    }

    /// One stretch as an event of its own.
    mutating func write(_ span: DutySpan, of responder: Responder) {
        let start = span.time.lowerBound.calendarText
        begin("\(responder.id).\(span.status.rawValue).\(start)")
        lines.append(ContentLine("DTSTART", value: start))
        lines.append(ContentLine("DTEND", value: span.time.upperBound.calendarText))
        end(span.status, responder)
    }

    private mutating func write(
        _ shift: Shift, _ status: DutyStatus, _ name: String, of responder: Responder,
    ) {
        let days = shift.weekdays.sorted { $0.rawValue < $1.rawValue }
        guard let first = days.first else { return }
        // 2024-01-01 was a Monday; the pattern has neither a first nor a last day.
        let start = 19_723 + first.rawValue - 1
        let ends = shift.endMinute > shift.startMinute ? shift.endMinute : shift.endMinute + 1_440
        begin(name)
        lines.append(local("DTSTART", start, shift.startMinute))
        lines.append(local("DTEND", start + ends / 1_440, ends % 1_440))
        let names = days.map(\.calendarName).joined(separator: ",")
        lines.append(ContentLine("RRULE", value: "FREQ=WEEKLY;BYDAY=\(names)"))
        end(status, responder)
    }

    private func local(_ name: String, _ day: Int, _ minute: Int) -> ContentLine {
        let date = CivilDate(daysSinceEpoch: day)
        let text = LocalTime(date: date, secondOfDay: minute * 60).calendarText
        return ContentLine(name, [ContentLine.Parameter("TZID", zone.name)], value: text)
    }

    private mutating func begin(_ name: String) {
        lines += [
            ContentLine("BEGIN", value: "VEVENT"),
            ContentLine("UID", text: "\(name)@\(county.grids.county.code).griddispatch"),
            ContentLine("DTSTAMP", value: stamp),
        ]
    }

    private mutating func end(_ status: DutyStatus, _ responder: Responder) {
        let title = county[responder.roles.first ?? county.supervisor]?.title
        let chinese = [status.title.chinese, title?.chinese, responder.name.chinese]
        let english = [status.title.english, title?.english, responder.name.english]
        lines += [
            ContentLine(
                "SUMMARY",
                text: chinese.compactMap(\.self).joined(separator: " ") + " · "
                    + english.compactMap(\.self).joined(separator: ", ")),
            ContentLine(
                "TRANSP", value: status == .offDuty ? "TRANSPARENT" : "OPAQUE"),
            ContentLine("X-GRIDDISPATCH-RESPONDER", text: responder.id.name),
            ContentLine("X-GRIDDISPATCH-DUTY", value: status.rawValue),
            ContentLine("END", value: "VEVENT"),
        ]
    }

    /// The zone: its offset ten years before, and each change from then on up to ten years after.
    private mutating func writeZone(_ now: Instant) {
        let span = now - .hours(10 * 365 * 24)...(now + .hours(10 * 365 * 24))
        lines.append(ContentLine("BEGIN", value: "VTIMEZONE"))
        lines.append(ContentLine("TZID", text: zone.name))
        var offset = zone.offsetSeconds(at: span.lowerBound)
        writeObservance(at: Instant(secondsSinceEpoch: 0), from: offset, to: offset)
        for change in zone.transitions where span.contains(change.start) {
            writeObservance(at: change.start, from: offset, to: change.offsetSeconds)
            offset = change.offsetSeconds
        }
        lines.append(ContentLine("END", value: "VTIMEZONE"))
    }

    private mutating func writeObservance(at instant: Instant, from: Int, to: Int) {
        let kind = to > from ? "DAYLIGHT" : "STANDARD"
        let local = CountyTimeZone(name: zone.name, baseOffsetSeconds: from)
        lines += [
            ContentLine("BEGIN", value: kind),
            ContentLine("DTSTART", value: local.localTime(at: instant).calendarText),
            ContentLine("TZOFFSETFROM", value: Self.offset(from)),
            ContentLine("TZOFFSETTO", value: Self.offset(to)),
            ContentLine("END", value: kind),
        ]
    }

    private static func offset(_ seconds: Int) -> String {
        let minutes = abs(seconds) / 60
        return (seconds < 0 ? "-" : "+") + (minutes / 60).padded(2) + (minutes % 60).padded(2)
    }
}

extension DutyStatus {
    /// The duty in words.
    public var title: LocalizedText {
        switch self {
        case .onDuty: LocalizedText(chinese: "值班", english: "on duty")
        case .standby: LocalizedText(chinese: "备勤", english: "on standby")
        case .offDuty: LocalizedText(chinese: "不在岗", english: "off duty")
        }
    }
}

extension Weekday {
    /// The day as iCalendar names it.
    var calendarName: String {
        ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][rawValue - 1]
    }

    /// The day that iCalendar names so.
    init?(calendarName name: some StringProtocol) {
        guard let day = Self.allCases.first(where: { $0.calendarName == name }) else { return nil }
        self = day
    }
}

extension LocalTime {
    /// The reading as iCalendar writes a local time, such as `20261118T080000`.
    var calendarText: String {
        date.year.padded(4) + date.month.padded(2) + date.day.padded(2) + "T" + hour.padded(2)
            + (minuteOfDay % 60).padded(2) + (secondOfDay % 60).padded(2)
    }
}

extension Instant {
    /// The moment as iCalendar writes it in UTC, to the second.
    var calendarText: String { CountyTimeZone.utc.localTime(at: self).calendarText + "Z" }
}

extension Int {
    /// The number with zeros before it.
    fileprivate func padded(_ width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
