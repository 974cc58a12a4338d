import TextFormats

/// Reads people's duty from the events of an iCalendar object.
///
/// Events may come again weekly or daily, or not at all. What is not understood is refused by name
/// and line, never passed over.
public struct RosterCalendarReader {
    /// Somebody's duty as a calendar states it.
    public struct Duties: Hashable, Sendable {
        /// Events that come again every week without end, on duty.
        public var shifts: [Shift] = []
        /// The same, on standby.
        public var standby: [Shift] = []
        /// All other events, and the days that a pattern leaves out, by their beginning.
        public var exceptions: [DutySpan] = []

        /// Duties with these patterns and exceptions.
        public init(
            shifts: [Shift] = [], standby: [Shift] = [], exceptions: [DutySpan] = [],
        ) {
            self.shifts = shifts
            self.standby = standby
            self.exceptions = exceptions
        }
    }

    /// The most events that are read.
    public static let maximumEvents = 20_000
    /// The most times that an event with an end may come.
    public static let maximumOccurrences = 1_024

    private let county: County
    private let values: CalendarValues
    private let standard: Responder.ID?
    private var faults: [CalendarFault] = []
    private var duties: [Responder.ID: Duties] = [:]
    private var components: [(name: String, line: Int)] = []
    private var event = CalendarEvent()
    private var eventCount = 0

    private init(_ county: County, _ standard: Responder.ID?) {
        self.county = county
        self.standard = standard
        values = CalendarValues(zone: county.timeZone)
    }

    /// The duties that a calendar states of people of the roster.
    ///
    /// An event that does not say whose duty it is, is that of `standard`.
    /// - Throws: ``CalendarFaults`` naming everything that is not taken.
    public static func read(
        _ bytes: [UInt8], for county: County, standard: Responder.ID? = nil,
    ) throws(CalendarFaults) -> [Responder.ID: Duties] {
        var reader = RosterCalendarReader(county, standard)
        do throws(ContentLineError) {
            for line in try ContentLine.read(bytes) { reader.take(line) }
        } catch {
            reader.refuse(error.line, "stream", "不是 iCalendar 内容行", error.message)
        }
        for open in reader.components {
            reader.refuse(open.line, open.name, "没有结束", "it has no end")
        }
        guard reader.faults.isEmpty else {
            let sorted = reader.faults.sorted { $0.line < $1.line }
            throw CalendarFaults(faults: Array(sorted.prefix(CalendarFaults.maximum)))
        }
        return reader.duties.mapValues { duties in
            var duties = duties
            duties.exceptions.sort { $0.time.lowerBound < $1.time.lowerBound }
            return duties
        }
    }

    private mutating func refuse(
        _ line: Int, _ name: String, _ chinese: String, _ english: String,
    ) {
        faults.append(
            CalendarFault(
                line: line, name: name,
                message: LocalizedText(chinese: chinese, english: english)))
    }

    private mutating func take(_ line: ContentLine) {
        switch line.name {
        case "BEGIN": begin(line)
        case "END": end(line)
        default:
            // What stands in an alarm or in the definition of a zone is no duty.
            if components.count == 2, components.last?.name == "VEVENT" { takeProperty(line) }
            if components.isEmpty {
                refuse(line.line, line.name, "在日历之外", "it stands outside of a calendar")
            }
        }
    }

    private mutating func begin(_ line: ContentLine) {
        let name = line.value.uppercased()
        let parent = components.last?.name
        switch (name, parent) {
        case ("VCALENDAR", nil), ("VTIMEZONE", "VCALENDAR"), ("STANDARD", "VTIMEZONE"),
            ("DAYLIGHT", "VTIMEZONE"), ("VALARM", "VEVENT"):
            break
        case ("VEVENT", "VCALENDAR"):
            event = CalendarEvent()
            event.line = line.line
        default:
            refuse(line.line, name, "不支持这种组件", "this component is not supported here")
        }
        components.append((name, line.line))
    }

    private mutating func end(_ line: ContentLine) {
        let name = line.value.uppercased()
        guard let open = components.popLast(), open.name == name else {
            refuse(line.line, name, "没有对应的 BEGIN", "it ends what was not begun")
            return
        }
        if name == "VEVENT", components.count == 1 { finishEvent() }
    }

    private mutating func takeProperty(_ line: ContentLine) {
        switch line.name {
        case "DTSTART": event.start = moment(line)
        case "DTEND": event.end = moment(line)
        case "DURATION":
            guard let duration = values.duration(line.value) else {
                return refuse(line.line, line.name, "时长有误", "'\(line.value)' is no duration")
            }
            event.length = duration
        case "RRULE": takeRule(line)
        case "EXDATE":
            for text in line.value.split(separator: ",") {
                if let moment = moment(line, text) { event.exceptions.append(moment) }
            }
        case "SUMMARY": event.summary = line.text
        case "STATUS": event.isCancelled = line.value.uppercased() == "CANCELLED"
        case "X-GRIDDISPATCH-RESPONDER": event.responder = line.text
        case "X-GRIDDISPATCH-DUTY":
            guard let duty = DutyStatus(rawValue: line.value) else {
                return refuse(line.line, line.name, "没有这种值班状态", "there is no such duty")
            }
            event.duty = duty
        case "RDATE", "RECURRENCE-ID", "EXRULE":
            refuse(line.line, line.name, "不支持此属性", "this property is not supported")
        default: return
        }
    }

    private mutating func moment(_ line: ContentLine, _ text: Substring? = nil) -> Instant? {
        let text = text ?? line.value[...]
        if let zone = line[parameter: "TZID"], zone != county.timeZone.name {
            refuse(
                line.line, "TZID", "时区应为 \(county.timeZone.name)，而不是 \(zone)",
                "the time zone is \(zone); that of the county is \(county.timeZone.name)")
            return nil
        }
        guard let instant = values.instant(text) else {
            refuse(line.line, line.name, "时间有误", "'\(text)' is no time")
            return nil
        }
        return instant
    }

    private mutating func takeRule(_ line: ContentLine) {
        var recurrence = CalendarEvent.Recurrence()
        var frequency = ""
        for part in line.value.uppercased().split(separator: ";") {
            let halves = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard halves.count == 2 else {
                return refuse(line.line, "RRULE", "规则有误", "'\(part)' is no part of a rule")
            }
            switch (halves[0], halves[1]) {
            case ("FREQ", "WEEKLY"), ("FREQ", "DAILY"): frequency = halves[1]
            case ("INTERVAL", "1"), ("WKST", _): continue
            case ("BYDAY", let names):
                let days = names.split(separator: ",").map { Weekday(calendarName: $0) }
                guard days.allSatisfy({ $0 != nil }) else {
                    return refuse(
                        line.line, "RRULE BYDAY=\(names)", "应为 MO…SU", "MO to SU are expected")
                }
                recurrence.weekdays = Set(days.compactMap(\.self))
            case ("UNTIL", let text):
                guard let until = values.instant(text) else {
                    return refuse(line.line, "RRULE UNTIL", "时间有误", "'\(text)' is no time")
                }
                let isDate = !text.contains("T")
                recurrence.until = isDate ? until + .hours(24) - .microseconds(1) : until
            case ("COUNT", let text):
                guard let count = Int(text), (1...Self.maximumOccurrences).contains(count) else {
                    return refuse(
                        line.line, "RRULE COUNT", "应为 1 到 \(Self.maximumOccurrences)",
                        "1 to \(Self.maximumOccurrences) are expected")
                }
                recurrence.count = count
            default:
                return refuse(
                    line.line, "RRULE \(part)", "只支持每周和每日的规则",
                    "only weekly and daily rules are supported")
            }
        }
        guard !frequency.isEmpty else {
            return refuse(line.line, "RRULE", "缺少 FREQ", "FREQ is missing")
        }
        guard recurrence.until == nil || recurrence.count == nil else {
            return refuse(
                line.line, "RRULE", "UNTIL 和 COUNT 不能同时出现", "UNTIL and COUNT exclude each other")
        }
        if recurrence.weekdays.isEmpty, frequency == "DAILY" {
            recurrence.weekdays = Set(Weekday.allCases)
        }
        event.recurrence = recurrence
    }
}

extension RosterCalendarReader {
    private mutating func finishEvent() {
        eventCount += 1
        guard eventCount <= Self.maximumEvents else {
            if eventCount == Self.maximumEvents + 1 {
                refuse(
                    event.line, "VEVENT", "事件过多", "there are more than \(Self.maximumEvents)")
            }
            return
        }
        guard !event.isCancelled else { return }
        guard let id = person() else { return }
        guard let start = event.start else {
            return refuse(event.line, "DTSTART", "缺少开始时间", "it is missing")
        }
        let length = event.length ?? event.end.map { $0 - start } ?? .zero
        guard length > .zero, length <= DutyPlan.longest else {
            return refuse(
                event.line, "DTEND", "结束须晚于开始，最多 400 天",
                "it must be after the beginning, and within 400 days")
        }
        guard event.recurrence != nil else {
            let span = DutySpan(event.duty, during: start..<(start + length))
            duties[id, default: Duties()].exceptions.append(span)
            return
        }
        finishRecurrence(id, start, length)
    }

    private mutating func person() -> Responder.ID? {
        let words = event.summary.split(separator: " ").map(String.init)
        let stated = event.responder.map { [$0] } ?? Array(words.prefix(1))
        if let id = stated.lazy.compactMap({ Responder.ID($0) }).first(where: {
            county[$0] != nil
        }) {
            return id
        }
        if event.responder == nil, let standard { return standard }
        refuse(
            event.line, "VEVENT", "没有写明是名册中的谁",
            "it does not say who of the roster it is for: X-GRIDDISPATCH-RESPONDER")
        return nil
    }

    private mutating func finishRecurrence(
        _ id: Responder.ID, _ start: Instant, _ length: Duration,
    ) {
        guard var rule = event.recurrence else { return }
        let reading = county.timeZone.localTime(at: start)
        if rule.weekdays.isEmpty { rule.weekdays = [reading.date.weekday] }
        guard rule.weekdays.contains(reading.date.weekday) else {
            return refuse(
                event.line, "RRULE BYDAY", "第一次不在所列星期", "the first time is on none of the days")
        }
        let minutes = Int(length.wholeMicroseconds / 60_000_000)
        let isWhole = reading.secondOfDay % 60 == 0 && length == .minutes(minutes)
        guard isWhole, (1...1_440).contains(minutes) else {
            return refuse(
                event.line, "RRULE", "重复的班次须为整分钟，最长一天",
                "what comes again lasts whole minutes, up to a day")
        }
        if rule.isEndless {
            takePattern(id, rule, reading.minuteOfDay, minutes)
        } else {
            takeOccurrences(id, rule, reading, length)
        }
    }

    /// A weekly pattern, and for each day that it leaves out an exception.
    private mutating func takePattern(
        _ id: Responder.ID, _ rule: CalendarEvent.Recurrence, _ minute: Int, _ minutes: Int,
    ) {
        let end = minute + minutes
        let shift = Shift(
            weekdays: rule.weekdays, startMinute: minute,
            endMinute: end <= 1_440 ? end : end - 1_440)
        switch event.duty {
        case .onDuty: duties[id, default: Duties()].shifts.append(shift)
        case .standby: duties[id, default: Duties()].standby.append(shift)
        case .offDuty:
            return refuse(
                event.line, "X-GRIDDISPATCH-DUTY", "不在岗不能无限重复",
                "being off duty cannot come again without end")
        }
        for left in event.exceptions {
            duties[id, default: Duties()].exceptions.append(
                DutySpan(.offDuty, during: left..<(left + .minutes(minutes))))
        }
    }

    /// Each time that an event with an end comes, as an exception of its own.
    private mutating func takeOccurrences(
        _ id: Responder.ID, _ rule: CalendarEvent.Recurrence, _ first: LocalTime,
        _ length: Duration,
    ) {
        var (day, count) = (first.date.daysSinceEpoch, 0)
        let left = Set(event.exceptions)
        while count < rule.count ?? .max {
            let date = CivilDate(daysSinceEpoch: day)
            day += 1
            guard rule.weekdays.contains(date.weekday) else { continue }
            let start = county.timeZone.instant(
                at: LocalTime(date: date, secondOfDay: first.secondOfDay))
            if let until = rule.until, start > until { return }
            count += 1
            guard count <= Self.maximumOccurrences else {
                return refuse(
                    event.line, "RRULE UNTIL", "重复超过 \(Self.maximumOccurrences) 次",
                    "it comes more than \(Self.maximumOccurrences) times")
            }
            guard !left.contains(start) else { continue }
            duties[id, default: Duties()].exceptions.append(
                DutySpan(event.duty, during: start..<(start + length)))
        }
    }
}
