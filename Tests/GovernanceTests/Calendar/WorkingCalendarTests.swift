import Governance
import GridTesting
import Testing

/// Working time: what the calendar says, known by heart and recounted minute by minute.
struct WorkingCalendarTests {
    /// November and December 2026 with two invented holidays and a make-up Saturday, as in China.
    static let calendar = WorkingCalendar(
        hours: .usual, years: 2026...2026,
        holidays: ["2026-11-19", "2026-11-20"].compactMap { CivilDate($0) },
        makeUpDays: ["2026-11-21"].compactMap { CivilDate($0) }, timeZone: SmallCounty.timeZone)

    func at(_ text: String) throws -> Instant { try #require(Instant(text + ":00+08:00")) }

    func limit(_ amount: Double, _ unit: WorkingDuration.Unit) throws -> WorkingDuration {
        try #require(WorkingDuration(amount, unit))
    }

    @Test(arguments: [
        // Within one stretch, over the midday break, over the night, over holidays, on a make-up day.
        ("2026-11-18T10:00", 2.0, WorkingDuration.Unit.workHour, "2026-11-18T12:00"),
        ("2026-11-18T10:00", 2.5, .workHour, "2026-11-18T14:30"),
        ("2026-11-18T12:30", 1, .workHour, "2026-11-18T15:00"),
        ("2026-11-18T17:00", 2, .workHour, "2026-11-21T09:00"),
        ("2026-11-19T09:00", 1, .workHour, "2026-11-21T09:00"),
        ("2026-11-21T17:00", 2, .workHour, "2026-11-23T09:00"),
        ("2026-11-18T17:00", 1, .workDay, "2026-11-21T17:00"),
        ("2026-11-18T10:00", 3, .workDay, "2026-11-24T10:00"),
        ("2026-11-18T17:00", 2, .urgentHour, "2026-11-18T19:00"),
        ("2026-11-18T17:00", 2, .urgentDay, "2026-11-20T17:00"),
        ("2026-11-18T22:00", 0, .workHour, "2026-11-18T22:00"),
    ])
    func `known deadlines`(
        start: String, amount: Double, unit: WorkingDuration.Unit, end: String,
    ) throws {
        let deadline = Self.calendar.deadline(
            from: try at(start), limit: try limit(amount, unit))
        #expect(deadline == WorkingDeadline(at: try at(end), isCovered: true))
    }

    @Test func `a deadline that leans on an unstated year says so`() throws {
        let calendar = Self.calendar
        let eve = try at("2026-12-31T17:00")
        #expect(calendar.deadline(from: eve, limit: try limit(1, .workHour)).isCovered)
        let next = calendar.deadline(from: eve, limit: try limit(2, .workHour))
        #expect(next == WorkingDeadline(at: try at("2027-01-01T09:00"), isCovered: false))
        // The urgent units need no calendar.
        #expect(calendar.deadline(from: eve, limit: try limit(40, .urgentDay)).isCovered)
        let before = calendar.deadline(
            from: try at("2025-12-31T17:00"), limit: try limit(2, .workHour))
        #expect(!before.isCovered)
    }

    @Test func `the next work begins where a stretch has ended`() throws {
        let calendar = Self.calendar
        for (from, next) in [
            ("2026-11-18T07:00", "2026-11-18T08:00"), ("2026-11-18T08:00", "2026-11-18T08:00"),
            ("2026-11-18T12:00", "2026-11-18T14:00"), ("2026-11-18T18:00", "2026-11-21T08:00"),
        ] {
            #expect(calendar.nextWork(from: try at(from)) == (try at(next)))
        }
    }

    @Test func `no limit takes for ever`() throws {
        let hours = try #require(OfficeHours("08:00-08:01"))
        let calendar = WorkingCalendar(
            hours: hours, years: 2026...2026, holidays: [], makeUpDays: [], timeZone: .utc)
        let start = SmallCounty.morning
        let far = calendar.deadline(from: start, workingTime: .hours(1_000_000))
        #expect(!far.isCovered)
        #expect(far.at > start + .hours(24 * 36_500))
        let all = calendar.workingTime(
            from: Instant(microsecondsSinceEpoch: .min), to: Instant(microsecondsSinceEpoch: .max))
        #expect(all <= .minutes(WorkingCalendar.maximumDays))
        #expect(WorkingDuration(WorkingDuration.maximumAmount + 1, .workDay) == nil)
        #expect(WorkingDuration(-1, .workDay) == nil)
        #expect(WorkingDuration(.nan, .workDay) == nil)
    }

    @Test(arguments: [
        ("08:00-12:00,14:00-18:00", "08:00-12:00,14:00-18:00"),
        ("14:00-18:00, 08:00-12:00", "08:00-12:00,14:00-18:00"), ("00:00-24:00", "00:00-24:00"),
        ("08:00-12:00,12:00-13:00", "08:00-12:00,12:00-13:00"),
    ])
    func `office hours are read and written`(text: String, canonical: String) {
        #expect(OfficeHours(text)?.description == canonical)
    }

    @Test(arguments: [
        "", "8:00-12:00", "08:00-08:00", "12:00-08:00", "08:00-24:01", "08:60-09:00",
        "08:00-12:00,11:59-13:00", "08:00", "08:00-12:00,", "08:00-12:00-13:00", "２0:00-21:00",
        Array(repeating: "08:00-08:01", count: 13).joined(separator: ","),
    ])
    func `what are no office hours is refused`(text: String) {
        #expect(OfficeHours(text) == nil)
    }
}

/// Laws that hold for every calendar, zone and pair of moments.
struct WorkingTimeLawTests {
    /// A random calendar of half a year, also in a zone with summer time.
    struct Sample {
        var generator: SeededGenerator
        let calendar: WorkingCalendar
        let first = SmallCounty.morning

        init(seed: UInt64) throws {
            generator = SeededGenerator(seed: seed)
            let hours = generator.pick([
                "08:00-12:00,14:00-18:00", "00:00-24:00", "09:00-17:30", "00:00-03:00,22:00-24:00",
                "08:00-08:01",
            ])
            let days = (0..<200).map { CivilDate(daysSinceEpoch: 20_775 + $0) }
            var (holidays, makeUpDays): ([CivilDate], [CivilDate]) = ([], [])
            for day in days {
                if generator.happens(0.1) {
                    holidays.append(day)
                } else if generator.happens(0.05) {
                    makeUpDays.append(day)
                }
            }
            let summer = CountyTimeZone(
                name: "Somewhere/Summer", baseOffsetSeconds: 3_600,
                transitions: [
                    .init(start: first + .hours(24 * 20 + 7), offsetSeconds: 7_200),
                    .init(start: first + .hours(24 * 60 + 15), offsetSeconds: 3_600),
                ])
            calendar = WorkingCalendar(
                hours: try #require(OfficeHours(hours)), years: 2026...2027, holidays: holidays,
                makeUpDays: makeUpDays,
                timeZone: generator.pick([SmallCounty.timeZone, .utc, summer]))
        }

        mutating func moment() -> Instant {
            first + .seconds(Int.random(in: 0...(90 * 86_400), using: &generator))
        }
    }

    @Test(arguments: SeededGenerator.seeds(20))
    func `the time up to a deadline is the limit, and no earlier moment has it`(
        seed: UInt64,
    ) throws {
        var sample = try Sample(seed: seed)
        let calendar = sample.calendar
        for _ in 0..<50 {
            let start = sample.moment()
            let most = calendar.hours.length.wholeMicroseconds * 20
            let limit = Duration.microseconds(
                Int64.random(in: 1...most, using: &sample.generator))
            let deadline = calendar.deadline(from: start, workingTime: limit).at
            #expect(calendar.workingTime(from: start, to: deadline) == limit)
            let before = deadline - .microseconds(1)
            #expect(calendar.workingTime(from: start, to: before) < limit)
        }
    }

    @Test(arguments: SeededGenerator.seeds(20))
    func `time adds up, and a later start or a longer limit never ends earlier`(
        seed: UInt64,
    ) throws {
        var sample = try Sample(seed: seed)
        let calendar = sample.calendar
        for _ in 0..<50 {
            let moments = [sample.moment(), sample.moment(), sample.moment()].sorted()
            #expect(
                calendar.workingTime(from: moments[0], to: moments[1])
                    + calendar.workingTime(from: moments[1], to: moments[2])
                    == calendar.workingTime(from: moments[0], to: moments[2]))
            let (short, long) = (
                Duration.minutes(Int.random(in: 0...600, using: &sample.generator)),
                Duration.minutes(Int.random(in: 600...1_200, using: &sample.generator))
            )
            let deadline = calendar.deadline(from: moments[0], workingTime: short).at
            #expect(deadline <= calendar.deadline(from: moments[1], workingTime: short).at)
            #expect(deadline <= calendar.deadline(from: moments[0], workingTime: long).at)
            #expect(
                calendar.deadline(from: deadline, workingTime: long).at
                    == calendar.deadline(from: moments[0], workingTime: short + long).at)
        }
    }

    @Test(arguments: SeededGenerator.seeds(5))
    func `every minute counted one by one comes to the same`(seed: UInt64) throws {
        var sample = try Sample(seed: seed)
        let calendar = sample.calendar
        let start = sample.first + .minutes(Int.random(in: 0...50_000, using: &sample.generator))
        var (now, worked) = (start, 0)
        for _ in 0..<(60 * 24 * 8) {
            let local = calendar.timeZone.localTime(at: now)
            let isWorked = calendar.hours.periods.contains {
                ($0.startMinute..<$0.endMinute).contains(local.minuteOfDay)
            }
            if isWorked, calendar.isWorkingDay(local.date) { worked += 1 }
            now = now + .minutes(1)
        }
        // Where the clock is set back an hour is read twice; the calendar works it once.
        guard calendar.timeZone.transitions.isEmpty else { return }
        #expect(calendar.workingTime(from: start, to: now) == .minutes(worked))
    }
}
