import Governance
import GridTesting
import Testing
import TextFormats

/// Duty as an iCalendar object, there and back.
struct RosterCalendarTests {
    let now = SmallCounty.morning
    let id = Responder.ID.dongxiPoliceDay

    func duties(_ lines: String...) throws -> RosterCalendarReader.Duties? {
        let head = ["BEGIN:VCALENDAR", "BEGIN:VEVENT"]
        let whole = head + lines + ["END:VEVENT", "END:VCALENDAR"]
        return try RosterCalendarReader.read(
            Array(whole.joined(separator: "\n").utf8), for: SmallCounty.county, standard: id)[id]
    }

    func local(_ day: Int, _ hour: Int) -> Instant {
        // 2026-11-18 is the day of `now`, at ten.
        now + .hours((day - 18) * 24 + hour - 10)
    }

    @Test func `a weekly event is a shift, in the county's zone, over midnight too`() throws {
        #expect(
            try duties(
                "DTSTART;TZID=Asia/Shanghai:20261116T200000",
                "DTEND;TZID=Asia/Shanghai:20261117T080000", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU")
                == .init(
                    shifts: [
                        Shift(weekdays: [.monday, .tuesday], startMinute: 1_200, endMinute: 480)
                    ]))
        #expect(
            try duties("DTSTART:20261116T000000Z", "DURATION:PT8H", "RRULE:FREQ=DAILY")?.shifts
                == [Shift(weekdays: Set(Weekday.allCases), startMinute: 480, endMinute: 960)])
        #expect(
            try duties("DTSTART:20261118T080000", "DURATION:PT16H", "RRULE:FREQ=WEEKLY")?.shifts
                == [Shift(weekdays: [.wednesday], startMinute: 480, endMinute: 1_440)])
    }

    @Test func `an event with an end comes as often as it says, without what it leaves out`() throws
    {
        let expected = [16, 18, 25].map {
            DutySpan(.standby, during: local($0, 8)..<local($0, 12))
        }
        let lines = [
            "DTSTART;TZID=Asia/Shanghai:20261116T080000", "DURATION:PT4H",
            "EXDATE;TZID=Asia/Shanghai:20261123T080000", "X-GRIDDISPATCH-DUTY:standby",
        ]
        for end in ["COUNT=4", "UNTIL=20261125T000000Z", "UNTIL=20261125"] {
            #expect(
                try duties(
                    lines[0], lines[1], lines[2], lines[3], "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;\(end)")
                    == .init(exceptions: expected), "\(end)")
        }
    }

    @Test func `a day left out of an endless pattern is an exception`() throws {
        #expect(
            try duties(
                "DTSTART:20261118T080000", "DURATION:PT4H", "RRULE:FREQ=WEEKLY",
                "EXDATE:20261125T080000")?.exceptions
                == [DutySpan(.offDuty, during: local(25, 8)..<local(25, 12))])
    }

    @Test func `a single event and a whole day are exceptions`() throws {
        #expect(
            try duties("DTSTART;VALUE=DATE:20261118", "DTEND;VALUE=DATE:20261120")?.exceptions
                == [DutySpan(.onDuty, during: local(18, 0)..<local(20, 0))])
    }

    @Test func `what is not understood is refused by name and line`() {
        let cases: [([String], String)] = [
            (["RRULE:FREQ=MONTHLY"], "line 5: RRULE FREQ=MONTHLY"),
            (["RRULE:FREQ=WEEKLY;INTERVAL=2"], "line 5: RRULE INTERVAL=2"),
            (["RRULE:FREQ=WEEKLY;BYDAY=1MO"], "line 5: RRULE BYDAY=1MO"),
            (["RRULE:FREQ=WEEKLY;BYSETPOS=1"], "line 5: RRULE BYSETPOS=1"),
            (["RRULE:FREQ=WEEKLY;COUNT=9999"], "line 5: RRULE COUNT"),
            (["RRULE:FREQ=WEEKLY;COUNT=2;UNTIL=20270101"], "line 5: RRULE"),
            (["RDATE:20261119T080000"], "line 5: RDATE"),
            (["RECURRENCE-ID:20261119T080000"], "line 5: RECURRENCE-ID"),
            (["DTSTART;TZID=Europe/Paris:20261119T080000"], "line 5: TZID"),
            (["DTSTART:2026-11-19"], "line 5: DTSTART"),
            (["DTEND:20251118T080000"], "line 3: DTEND"),
            (["BEGIN:VTODO", "END:VTODO"], "line 5: VTODO"),
            (["X-GRIDDISPATCH-RESPONDER:nobody"], "line 3: VEVENT"),
            (["X-GRIDDISPATCH-DUTY:asleep"], "line 5: X-GRIDDISPATCH-DUTY"),
            (["DURATION:-PT4H"], "line 5: DURATION"),
            (["no colon"], "line 5: stream"),
        ]
        for (lines, expected) in cases {
            let bytes = Array(
                (["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "DTSTART:20261118T080000"]
                    + lines + ["END:VEVENT", "END:VCALENDAR"]).joined(separator: "\r\n").utf8)
            #expect(throws: CalendarFaults.self, "\(lines)") {
                do throws(CalendarFaults) {
                    _ = try RosterCalendarReader.read(
                        bytes, for: SmallCounty.county, standard: self.id)
                } catch {
                    #expect(
                        error.faults.contains { $0.description.hasPrefix(expected) },
                        "\(lines): \(error.faults)")
                    throw error
                }
            }
        }
    }

    @Test func `alarms, zones and unknown properties are passed over`() throws {
        let text = """
            BEGIN:VCALENDAR
            BEGIN:VTIMEZONE
            TZID:Asia/Shanghai
            BEGIN:STANDARD
            DTSTART:19700101T000000
            TZOFFSETFROM:+0800
            TZOFFSETTO:+0800
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            DTSTART:20261118T080000
            DTEND:20261118T120000
            SUMMARY:dongxi-police-day on duty
            ORGANIZER;CN="A, B":mailto:a@example.org
            BEGIN:VALARM
            TRIGGER:-PT15M
            END:VALARM
            END:VEVENT
            BEGIN:VEVENT
            STATUS:CANCELLED
            END:VEVENT
            END:VCALENDAR
            """
        let read = try RosterCalendarReader.read(Array(text.utf8), for: SmallCounty.county)
        #expect(
            read == [
                id: .init(
                    exceptions: [DutySpan(.onDuty, during: local(18, 8)..<local(18, 12))])
            ])
    }

    @Test(arguments: SeededGenerator.seeds(60))
    func `patterns and exceptions come back as they went`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        func shift() -> Shift {
            let days = Set(Weekday.allCases.filter { _ in generator.happens(0.5) } + [.friday])
            let start = Int.random(in: 0..<1_440, using: &generator)
            let end = Int.random(in: 1...1_440, using: &generator)
            return Shift(weekdays: days, startMinute: start, endMinute: end)
        }
        func exception(_ number: Int) -> DutySpan {
            let offset = Duration.seconds(Int.random(in: 0..<3_600, using: &generator))
            let start = now + .hours(number * 100) + offset
            let length = Duration.seconds(Int.random(in: 1...200_000, using: &generator))
            return DutySpan(
                generator.pick(DutyStatus.allCases), during: start..<(start + length))
        }
        let person = Responder(
            id: id, name: LocalizedText(chinese: "王；军，\\的长名字一二三四五六七八九十", english: "W; a, n\\g"),
            roles: [.police], coverage: [.dongxi],
            shifts: (0..<Int.random(in: 0...4, using: &generator)).map { _ in shift() },
            standby: (0..<Int.random(in: 0...2, using: &generator)).map { _ in shift() },
            exceptions: (0..<Int.random(in: 0...5, using: &generator)).map(exception))
        let county = SmallCounty.make(
            roster: SmallCounty.roster.filter { $0.id != id } + [person])
        let text = RosterCalendar(patternsOf: county.roster, county: county, at: now).text
        let read = try RosterCalendarReader.read(Array(text.utf8), for: county)
        for responder in county.roster {
            let duties = read[responder.id] ?? .init()
            #expect(Set(duties.shifts) == Set(responder.shifts), "seed \(seed)")
            #expect(duties.standby == responder.standby, "seed \(seed)")
            #expect(duties.exceptions == responder.exceptions, "seed \(seed)")
        }
        for line in text.split(separator: "\r\n", omittingEmptySubsequences: false) {
            #expect(line.utf8.count <= 75)
        }
    }

    @Test func `the plain list is the duty itself, with what was ordered`() throws {
        let leave = DutySpan(.offDuty, during: local(19, 0)..<local(20, 0))
        let book = DutyBook([
            DutyChange(
                id: DutyChange.ID(high: 1, low: 1), kind: .leave, reason: .leave,
                entries: [DutyChange.Entry(id, leave)])
        ])
        let county = SmallCounty.county
        let responder = try #require(county[id])
        let text = RosterCalendar(
            of: [responder], in: book, county: county, at: now
        ).text
        let read = try RosterCalendarReader.read(Array(text.utf8), for: county)
        let plan = DutyPlan(of: responder, in: book, zone: county.timeZone)
        let stretches = plan.stretches(in: (now - .hours(7 * 24))..<(now + RosterCalendar.reach))
        #expect(read[id]?.exceptions == stretches.filter { $0.status != .offDuty })
        #expect(read[id]?.exceptions.contains { $0.time.contains(local(19, 9)) } == false)
    }

    @Test(arguments: SeededGenerator.seeds(200))
    func `a calendar with bytes changed is read or refused, and no trap`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var bytes = Array(
            RosterCalendar(
                patternsOf: Array(SmallCounty.roster.prefix(4)), county: SmallCounty.county, at: now
            ).text.utf8)
        for _ in 0..<Int.random(in: 1...12, using: &generator) {
            let place = Int.random(in: bytes.indices, using: &generator)
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.remove(at: place)
            default:
                bytes.insert(bytes[Int.random(in: bytes.indices, using: &generator)], at: place)
            }
        }
        _ = try? RosterCalendarReader.read(bytes, for: SmallCounty.county)
    }
}
