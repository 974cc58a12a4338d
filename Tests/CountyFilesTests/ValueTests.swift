import Governance
import RulesEngine
import Testing

@testable import CountyFiles

/// Single values: what is read from them, and which are refused.
struct ValueTests {
    @Test(arguments: [
        ("1s", 1), ("90s", 90), ("8min", 480), ("2h", 7_200), ("1d", 86_400), ("366d", 31_622_400),
    ])
    func `limits have a unit`(text: String, seconds: Int) throws {
        #expect(try Self.read(text) { $0.limit($1) } == .wallClock(.seconds(seconds)))
    }

    @Test(arguments: [
        "0s", "90", "s", "-1h", "1.5h", "8m", "8 min", "367d", "99999999999d", "٣h", "1h30min",
        "8MIN",
    ])
    func `what is no limit is refused`(text: String) throws {
        #expect(try Self.read(text) { $0.limit($1) } == nil)
    }

    @Test(arguments: [
        ("5工作时", 5.0, WorkingDuration.Unit.workHour), ("2 工作日", 2, .workDay),
        ("366紧急工作时", 366, .urgentHour), ("1 urgent_day", 1, .urgentDay),
        ("8work_hour", 8, .workHour),
    ])
    func `limits in the units of city management`(
        text: String, amount: Double, unit: WorkingDuration.Unit,
    ) throws {
        let limit = try #require(WorkingDuration(amount, unit))
        #expect(try Self.read(text) { $0.limit($1) } == .working(limit))
    }

    @Test(arguments: ["0 工作时", "367 工作日", "工作时", "2  工作日", "1.5 工作日", "2 工作天"])
    func `what is no limit in such a unit is refused`(text: String) throws {
        #expect(try Self.read(text) { $0.limit($1) } == nil)
    }

    @Test(arguments: [("00:00", 0), ("08:05", 485), ("23:59", 1_439), ("24:00", 1_440)])
    func `times of day have two digits each`(text: String, minute: Int) throws {
        #expect(try Self.read(text) { $0.minuteOfDay($1) } == minute)
    }

    @Test(arguments: ["8:00", "08:60", "24:01", "25:00", "0800", "08:00:00", "08:0a", "٠٨:٠٠", ":"])
    func `what is no time of day is refused`(text: String) throws {
        #expect(try Self.read(text) { $0.minuteOfDay($1) } == nil)
    }

    @Test(arguments: [
        "2026-02-29 10:00", "2026-13-01 10:00", "2026-3-04 10:00", "2026-03-04T10:00", "2026-03-04",
        "2026-03-04 24:00", "2026-03-04  10:00",
    ])
    func `what is no local time is refused`(text: String) throws {
        #expect(try Self.read(text) { $0.localTime($1) } == nil)
    }

    @Test(arguments: [
        ("mon", [Weekday.monday]), ("sat-sun", [.saturday, .sunday]), ("wed-wed", [.wednesday]),
    ])
    func `days are named alone or as a range`(text: String, days: [Weekday]) throws {
        let folder = MinimalFolder().replacing("mon-fri, sun", with: text, in: "roster.yaml")
        let police = try folder.load().county.roster.last
        #expect(police?.shifts.first?.weekdays == Set(days))
    }

    @Test(arguments: ["Mon", "mon-", "-fri", "sun-mon", "mon-tue-wed", "montag"])
    func `what is no day is refused`(text: String) {
        let folder = MinimalFolder().replacing("mon-fri, sun", with: text, in: "roster.yaml")
        #expect(folder.errors()?.faults.map(\.code) == ["county.bad_value"])
    }

    @Test func `a shift to midnight ends with its day`() throws {
        let folder = MinimalFolder().replacing("06:00", with: "00:00", in: "roster.yaml")
        let police = try folder.load().county.roster.last
        #expect(police?.shifts.first?.endMinute == 1_440)
    }

    @Test(arguments: [
        (1, "一"), (2, "二"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九"),
    ])
    func `grids are counted as Chinese counts`(number: Int, text: String) {
        #expect(ChineseNumeral.text(number) == text)
    }

    @Test(arguments: ["", "~", "null", "Null", "NULL"])
    func `an empty value counts as missing`(text: String) {
        let folder = MinimalFolder().replacing("Asia/Shanghai", with: text, in: "county.yaml")
        #expect(folder.errors()?.faults.map(\.code) == ["county.missing_key"])
    }

    /// What `parse` makes of a text.
    private static func read<Value>(
        _ text: String, _ parse: (inout Reading, YAMLNode?) -> Value?,
    ) throws -> Value? {
        let file = try #require(SourceFile(name: "f", bytes: Array("\"\(text)\"".utf8)))
        var reading = Reading(files: [file])
        let value = parse(&reading, try YAMLDocument.read(file))
        // Whatever is refused is also told.
        #expect(reading.isClean == (value != nil))
        return value
    }
}
