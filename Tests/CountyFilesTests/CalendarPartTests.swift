import CountyFiles
import Governance
import Testing

/// calendar.yaml, and the standards that need it.
struct CalendarPartTests {
    static let text = """
        hours: ["08:30-12:00", "13:30-17:30"]
        years: {from: 2026, to: 2026}
        holidays:
          - 2026-01-01
          - {from: 2026-10-01, to: 2026-10-07, name: {zh: 国庆节, en: National Day}}
        makeUpDays: [2026-10-10]
        """

    func folder(_ calendar: String? = Self.text) -> MinimalFolder {
        MinimalFolder().with("calendar.yaml", calendar)
    }

    @Test func `hours, holidays and make-up days are read on the county's clock`() throws {
        let county = try folder().load().county
        let holidays = (1...7).compactMap { CivilDate(year: 2026, month: 10, day: $0) }
        #expect(
            county.calendar
                == WorkingCalendar(
                    hours: try #require(OfficeHours("08:30-12:00,13:30-17:30")), years: 2026...2026,
                    holidays: holidays + ["2026-01-01"].compactMap { CivilDate($0) },
                    makeUpDays: ["2026-10-10"].compactMap { CivilDate($0) },
                    timeZone: county.timeZone))
    }

    @Test func `a county may do without, and then no deadline in working time is certain`() throws {
        let county = try folder(nil).load().county
        #expect(county.calendar == .unstated(in: county.timeZone))
    }

    @Test func `limits in working time need the calendar`() throws {
        let working = folder().replacing("check: 1d", with: "check: 1 工作日", in: "standards.yaml")
        let check = try #require(WorkingDuration(1, .workDay))
        #expect(try working.load().county.standards.first?.check == .working(check))
        let without = working.with("calendar.yaml", nil)
        #expect(without.rendered().contains("need the county's calendar.yaml"))
        // 紧急工作日 run day and night and need none.
        let urgent = folder(nil).replacing(
            "check: 1d", with: "check: 1 紧急工作日", in: "standards.yaml")
        #expect(urgent.rendered() == "nothing is wrong")
    }

    @Test(arguments: [
        (#""13:30-17:30""#, #""11:30-17:30""#, "1:8", "bad_value"),
        ("to: 2026}", "to: 2025}", "2:8", "bad_value"),
        ("2026-01-01", "2027-01-01", "4:5", "bad_value"),
        ("2026-01-01", "2026-02-30", "4:5", "bad_value"),
        ("to: 2026-10-07", "to: 2026-09-30", "5:5", "bad_value"),
        ("to: 2026-10-07", "to: 2026-12-31", "5:5", "bad_value"),
        ("[2026-10-10]", "[2026-10-01]", "6:14", "duplicate"),
        ("makeUpDays: [2026-10-10]", "", "1:1", "missing_key"),
    ])
    func `what is wrong is told with its place`(
        old: String, new: String, position: String, code: String,
    ) throws {
        let spoiled = folder().replacing(old, with: new, in: "calendar.yaml")
        let errors = try #require(spoiled.errors())
        let told = errors.faults.map { "\($0.position) \($0.code)" }
        #expect(told == ["calendar.yaml:\(position) county.\(code)"])
    }
}
