import Foundation
import Governance
import GridTesting
import Testing

struct CountyTimeZoneTests {
    /// Summer time of 1991, the last one that China had.
    let china1991 = CountyTimeZone(
        name: "Asia/Shanghai", baseOffsetSeconds: 28_800,
        transitions: [
            .init(start: Instant(secondsSinceEpoch: 684_867_600), offsetSeconds: 28_800),
            .init(start: Instant(secondsSinceEpoch: 671_598_000), offsetSeconds: 32_400),
        ])

    @Test func `local time is ahead by the offset`() throws {
        let time = SmallCounty.timeZone.localTime(at: SmallCounty.morning)
        let date = try #require(CivilDate(year: 2026, month: 11, day: 18))
        #expect(time == LocalTime(date: date, secondOfDay: 36_000))
        #expect(time.hour == 10)
        #expect(time.minuteOfDay == 600)
    }

    @Test(arguments: [
        (671_597_999, 28_800), (671_598_000, 32_400), (684_867_599, 32_400),
        (684_867_600, 28_800), (0, 28_800), (1_795_240_992, 28_800),
    ])
    func `an offset holds from its own moment to the next one's`(seconds: Int64, offset: Int) {
        #expect(china1991.offsetSeconds(at: Instant(secondsSinceEpoch: seconds)) == offset)
    }

    @Test func `transitions are sorted`() {
        #expect(china1991.transitions.map(\.offsetSeconds) == [32_400, 28_800])
    }

    @Test(arguments: [-1, -999_999, -1_000_000, -1_000_001, 0, 999_999])
    func `moments before the epoch are cut down to their second, not up`(
        microseconds: Int64,
    ) throws {
        let time = CountyTimeZone.utc.localTime(
            at: Instant(microsecondsSinceEpoch: microseconds))
        let text = Instant(microsecondsSinceEpoch: microseconds).description
        let clock = String(
            format: "%02d:%02d:%02d", time.hour, time.minuteOfDay % 60, time.secondOfDay % 60)
        #expect(text.dropFirst(11).prefix(8) == clock)
        #expect(time.date.day == (microseconds < 0 ? 31 : 1))
    }

    @Test(arguments: SeededGenerator.seeds(3))
    func `local time equals Foundation's`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 28_800))
        for _ in 0..<1_000 {
            let seconds = Int64.random(in: -5_000_000_000...30_000_000_000, using: &generator)
            let time = SmallCounty.timeZone.localTime(at: Instant(secondsSinceEpoch: seconds))
            let foundation = calendar.dateComponents(
                [.year, .month, .day, .hour, .minute, .second],
                from: Date(timeIntervalSince1970: Double(seconds)))
            #expect(time.date.year == foundation.year, "\(seconds)")
            #expect(time.date.month == foundation.month, "\(seconds)")
            #expect(time.date.day == foundation.day, "\(seconds)")
            #expect(time.hour == foundation.hour, "\(seconds)")
            #expect(time.minuteOfDay % 60 == foundation.minute, "\(seconds)")
            #expect(time.secondOfDay % 60 == foundation.second, "\(seconds)")
        }
    }
}
