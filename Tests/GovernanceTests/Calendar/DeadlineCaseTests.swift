import Governance
import Testing
import TextFormats

/// Questions to a calendar as JSON, with the answers that others have worked out.
struct DeadlineCaseTests {
    static let table = """
        date,kind,name
        2024-10-01,holiday,National Day
        2024-10-12,workday,National Day
        """

    func calendar(_ table: String = Self.table) throws -> WorkingCalendar {
        try WorkingCalendar.table(Array(table.utf8), hours: .usual, timeZone: .utc)
    }

    func answer(_ text: String) throws -> String {
        try DeadlineCase(json: JSON.parse(text)).answer(by: calendar()).json.text()
    }

    @Test(.enabled(if: HolidayData.isPresent))
    func `every worked deadline of 2023 and 2024 comes out as it was worked`() throws {
        let calendar = try HolidayData.calendar()
        let lines = try HolidayData.lines(of: "deadlines_2023_2024.jsonl")
        #expect(lines.count == 60)
        for line in lines {
            let expected = try JSON.parse(line)
            let answer = try DeadlineCase(json: expected).answer(by: calendar).json
            #expect(answer == expected)
        }
    }

    @Test(.enabled(if: HolidayData.isPresent))
    func `the calendar of 2004 to 2024 covers just these years`() throws {
        #expect(try HolidayData.calendar().years == 2_004...2_024)
    }

    @Test func `the end of a stretch is the same as the beginning of the next`() throws {
        let text = #"{"start":"2024-09-30T16:00:00","limit":2,"unit":"work_hour"}"#
        #expect(
            try answer(text)
                == #"{"start":"2024-09-30T16:00:00","limit":2,"unit":"work_hour","#
                + #""deadline":"2024-09-30T18:00:00","same_as":"2024-10-02T08:00:00"}"#)
    }

    @Test func `other members are carried along, and old answers are not`() throws {
        let text = #"{"id":7,"start":"2024-10-11T17:30:00","limit":1.5,"unit":"工作日","deadline":1}"#
        #expect(
            try answer(text)
                == #"{"id":7,"start":"2024-10-11T17:30:00","limit":1.5,"unit":"工作日","#
                + #""deadline":"2024-10-14T11:30:00"}"#)
    }

    @Test func `a deadline beyond the stated years is marked`() throws {
        let text = #"{"start":"2024-12-31T17:30:00","limit":1,"unit":"work_hour"}"#
        let marked = #""deadline":"2025-01-01T08:30:00","beyond_calendar":true}"#
        #expect(try answer(text).hasSuffix(marked))
    }

    @Test(arguments: [
        "[]", "{}", #"{"start":"2024-10-01T08:00:00Z","limit":1,"unit":"work_hour"}"#,
        #"{"start":"2024-10-01","limit":1,"unit":"work_hour"}"#,
        #"{"start":"2024-10-01T08:00:00","limit":-1,"unit":"work_hour"}"#,
        #"{"start":"2024-10-01T08:00:00","limit":1e9,"unit":"work_hour"}"#,
        #"{"start":"2024-10-01T08:00:00","limit":"1","unit":"work_hour"}"#,
        #"{"start":"2024-10-01T08:00:00","limit":1,"unit":"hour"}"#,
    ])
    func `what is no case is refused`(text: String) {
        #expect(throws: FieldFaults.self) { try DeadlineCase(json: JSON.parse(text)) }
    }

    @Test(arguments: [
        ("", "1:1", "calendar.empty"), ("date,kind\n", "1:1", "calendar.empty"),
        ("date\n2024-01-01\n", "1:1", "csv.missing_column"),
        ("date,kind\n2024-02-30,holiday\n", "2:1", "calendar.date"),
        ("date,kind\n2024-02-01,feast\n", "2:12", "calendar.kind"),
        ("date,kind\n2024-02-01,holiday\n2024-02-01,workday\n", "3:1", "calendar.twice"),
        ("date,kind\n2024-02-01\n", "2:1", "csv.wrong_field_count"),
    ])
    func `a broken table names the line`(table: String, position: String, code: String) throws {
        let error = try #require(throws: HolidayTableFaults.self) { try calendar(table) }
        let told = error.faults.map { "\($0.position) \($0.code)" }
        #expect(told == ["\(position) \(code)"])
    }

    @Test func `no more faults are told than anybody reads`() throws {
        let rows = String(repeating: "x,y\n", count: 100)
        let error = try #require(throws: HolidayTableFaults.self) {
            try calendar("date,kind\n" + rows)
        }
        #expect(error.faults.count == HolidayTableFaults.maximumFaults)
    }
}
