import Foundation
import Governance
import GridTesting
import Testing

struct CivilDateTests {
    @Test(arguments: [
        (1970, 1, 1, 0, Weekday.thursday), (1970, 1, 2, 1, .friday),
        (1969, 12, 31, -1, .wednesday), (2000, 2, 29, 11_016, .tuesday),
        (2000, 3, 1, 11_017, .wednesday), (1900, 3, 1, -25_508, .thursday),
        (2026, 11, 18, 20_775, .wednesday), (2100, 2, 28, 47_540, .sunday),
        (2100, 3, 1, 47_541, .monday), (0, 1, 1, -719_528, .saturday),
        (0, 3, 1, -719_468, .wednesday), (9_999, 12, 31, 2_932_896, .friday),
    ])
    func `known dates`(
        year: Int, month: Int, day: Int, days: Int, weekday: Weekday,
    ) throws {
        let date = try #require(CivilDate(year: year, month: month, day: day))
        #expect(date.daysSinceEpoch == days)
        #expect(CivilDate(daysSinceEpoch: days) == date)
        #expect(date.weekday == weekday)
    }

    @Test(arguments: [
        (2026, 2, 29), (1900, 2, 29), (2100, 2, 29), (2026, 4, 31), (2026, 1, 32), (2026, 1, 0),
        (2026, 0, 1), (2026, 13, 1), (-1, 1, 1), (10_000, 1, 1), (2026, 1, -1),
    ])
    func `dates that no calendar has are refused`(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test func `every day of eight centuries follows the one before it`() throws {
        var previous = try #require(CivilDate(year: 1600, month: 1, day: 1))
        let first = previous.daysSinceEpoch
        for days in (first + 1)..<(first + 2 * 146_097) {
            let date = CivilDate(daysSinceEpoch: days)
            let isNext =
                date.day == previous.day + 1 && date.month == previous.month
                || date.day == 1 && date.month == previous.month % 12 + 1
            guard isNext, previous < date, date.daysSinceEpoch == days,
                date.weekday.rawValue == previous.weekday.rawValue % 7 + 1,
                CivilDate(year: date.year, month: date.month, day: date.day) == date
            else {
                Issue.record("\(date) after \(previous)")
                return
            }
            previous = date
        }
        #expect(previous == CivilDate(year: 2399, month: 12, day: 31))
    }

    @Test(arguments: SeededGenerator.seeds(4))
    func `random days equal Foundation's`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        for _ in 0..<2_000 {
            // From 1583 on Foundation's Gregorian calendar is ours.
            let days = Int.random(in: -141_000...2_932_896, using: &generator)
            let foundation = calendar.dateComponents(
                [.year, .month, .day, .weekday],
                from: Date(timeIntervalSince1970: Double(days) * 86_400))
            let date = CivilDate(daysSinceEpoch: days)
            #expect(date.year == foundation.year, "day \(days)")
            #expect(date.month == foundation.month, "day \(days)")
            #expect(date.day == foundation.day, "day \(days)")
            // Foundation counts from Sunday, 1; ISO 8601 from Monday, 1.
            #expect(date.weekday.rawValue % 7 + 1 == foundation.weekday, "day \(days)")
        }
    }

    @Test func `dates far from any calendar are still in order`() {
        let days = [-4_000_000, -1_000_000, 0, 1_000_000, 4_000_000]
        let dates = days.map(CivilDate.init(daysSinceEpoch:))
        #expect(dates == dates.sorted())
        #expect(dates.map(\.daysSinceEpoch) == days)
        #expect(dates[0].weekday == .sunday)
    }
}
