import CEL
import Foundation
import Testing

struct TimeTests {
    @Test(
        arguments: [
            ("timestamp('2023-12-25T00:00:00Z').getDate()", "25"),
            ("timestamp('2023-12-25T00:00:00Z').getDate('America/Phoenix')", "24"),
            ("timestamp('2023-12-25T00:00:00Z').getDayOfMonth()", "24"),
            ("timestamp('2023-12-25T12:00:00Z').getDayOfWeek()", "1"),
            ("timestamp('2023-12-25T12:00:00Z').getDayOfYear()", "358"),
            ("timestamp('2024-12-31T12:00:00Z').getDayOfYear()", "365"),
            ("timestamp('2023-12-25T12:00:00Z').getFullYear()", "2023"),
            ("timestamp('2023-12-25T12:00:00Z').getMonth()", "11"),
            ("timestamp('2023-12-31T20:00:00Z').getHours('+08:00')", "4"),
            ("timestamp('2023-12-31T20:00:00Z').getFullYear('Asia/Shanghai')", "2024"),
            ("timestamp('2023-12-25T12:30:30Z').getMinutes('-02:15')", "15"),
            ("timestamp('2023-12-25T12:30:30Z').getHours('02:00')", "14"),
            ("timestamp('2023-12-25T12:30:30.567Z').getMilliseconds()", "567"),
            ("timestamp('1969-12-31T23:59:59.25Z').getSeconds()", "59"),
            ("timestamp('0001-01-01T00:00:00Z').getDayOfWeek()", "1"),
            ("timestamp(0).getHours('Ma' + 'rs')", "cel.evaluate.invalid_argument"),
            ("duration('90m').getHours()", "1"), ("duration('90m').getMinutes()", "90"),
            ("duration('-90s').getMinutes()", "-1"),
            ("duration('1.234s').getMilliseconds()", "234"),
            ("dyn(duration('1s')).getMonth()", "cel.evaluate.no_matching_overload"),
        ])
    func `parts of times are read in a zone`(text: String, expected: String) {
        #expect(result(of: text) == expected)
    }

    @Test(
        arguments: [
            ("timestamp('2023-02-29T00:00:00Z')", "cel.evaluate.invalid_argument"),
            ("timestamp('2023-01-01T24:00:00Z')", "cel.evaluate.invalid_argument"),
            ("timestamp('2023-01-01 00:00:00Z')", "cel.evaluate.invalid_argument"),
            ("timestamp('2023-01-01T00:00:00')", "cel.evaluate.invalid_argument"),
            ("timestamp('2023-01-01T00:00:00.Z')", "cel.evaluate.invalid_argument"),
            ("timestamp('0001-01-01T00:00:00+00:01')", "cel.evaluate.invalid_argument"),
            (
                "timestamp('9999-12-31T23:59:59.999999999Z')",
                "timestamp('9999-12-31T23:59:59.999999999Z')"
            ),
            ("timestamp('9999-12-31T23:59:59Z') + duration('1s')", "cel.evaluate.overflow"),
            ("timestamp('0001-01-01T00:00:00Z') - duration('1ns')", "cel.evaluate.overflow"),
            (
                "timestamp('9999-01-01T00:00:00Z') - timestamp('0001-01-01T00:00:00Z')",
                "cel.evaluate.overflow"
            ),
            ("timestamp(-62135596801)", "cel.evaluate.overflow"),
            ("timestamp(0) + duration('-1.5s')", "timestamp('1969-12-31T23:59:58.5Z')"),
            ("duration('0.5s') + timestamp(0)", "timestamp('1970-01-01T00:00:00.5Z')"),
            ("timestamp(0) - timestamp('1969-12-31T23:59:59.9Z')", "duration('0.1s')"),
            ("duration('1h') - duration('1m')", "duration('3540s')"),
            ("duration('1h34us')", "duration('3600.000034s')"), ("duration('0')", "duration('0s')"),
            ("duration('-1.5h')", "duration('-5400s')"), ("duration('.5s')", "duration('0.5s')"),
            ("duration('99999999999999999999.5s')", "cel.evaluate.invalid_argument"),
            ("duration('9223372036.9s')", "cel.evaluate.invalid_argument"),
            ("duration('1.s')", "duration('1s')"),
            ("duration('1.5')", "cel.evaluate.invalid_argument"),
            ("duration('2562047h47m16.854775807s')", "duration('9223372036.854775807s')"),
            ("duration('1.999999999999h')", "duration('7199.9999964s')"),
            ("duration('1ms2us3ns')", "duration('0.001002003s')"),
            ("duration('-9223372036.854775808s')", "duration('-9223372036.854775808s')"),
            ("duration('-9223372036854775808ns')", "duration('-9223372036.854775808s')"),
            ("duration('9223372036.854775808s')", "cel.evaluate.invalid_argument"),
            ("duration('-9223372036.854775809s')", "cel.evaluate.invalid_argument"),
            ("duration(string(duration('-2562047h47m16.854775808s'))).getSeconds()", "-9223372036"),
            ("duration('1')", "cel.evaluate.invalid_argument"),
            ("duration('1d')", "cel.evaluate.invalid_argument"),
            ("duration('')", "cel.evaluate.invalid_argument"),
            ("duration('.s')", "cel.evaluate.invalid_argument"),
            ("duration('-')", "cel.evaluate.invalid_argument"),
            ("duration('9223372036s')", "duration('9223372036s')"),
            ("duration('9223372037s')", "cel.evaluate.invalid_argument"),
            ("duration('9000000000s') + duration('9000000000s')", "cel.evaluate.overflow"),
        ])
    func `times are read, written and reckoned with`(text: String, expected: String) {
        #expect(result(of: text) == expected)
    }

    @Test func `dates agree with another calendar over all years`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        var generator = SeededGenerator(seed: 20_261_121)
        let parts =
            "[t.getFullYear(), t.getMonth(), t.getDate(), t.getDayOfWeek(), t.getHours(), "
            + "t.getMinutes(), t.getSeconds()]"
        let environment = makeEnvironment([.init("t", .timestamp)])
        // Foundation's calendar is Julian before October 1582.
        for _ in 0..<300 {
            let seconds = Int64.random(in: -12_000_000_000...253_402_300_799, using: &generator)
            let date = Date(timeIntervalSince1970: Double(seconds))
            let fields = calendar.dateComponents(
                [.year, .month, .day, .weekday, .hour, .minute, .second], from: date)
            let expected = [
                fields.year, fields.month.map { $0 - 1 }, fields.day,
                fields.weekday.map { $0 - 1 }, fields.hour, fields.minute, fields.second,
            ].compactMap(\.self)
            let timestamp = try #require(Timestamp(seconds: seconds))
            let found = result(of: parts, in: environment, ["t": .timestamp(timestamp)])
            #expect(found == "\(expected)", "seed \(generator.seed), seconds \(seconds)")
            #expect(
                result(
                    of: "timestamp(string(t)) == t", in: environment, ["t": .timestamp(timestamp)])
                    == "true", "seed \(generator.seed), seconds \(seconds)")
        }
    }
}
