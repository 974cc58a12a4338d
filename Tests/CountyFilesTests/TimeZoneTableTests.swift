import Foundation
import Governance
import Testing

@testable import CountyFiles

/// Time zones as tables, against the operating system's.
struct TimeZoneTableTests {
    @Test(arguments: [
        "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Pyongyang",
        "Asia/Kolkata",
        "UTC",
    ])
    func `the table gives the offsets of the system`(name: String) throws {
        let table = try #require(CountyTimeZone(named: name))
        let zone = try #require(TimeZone(identifier: name))
        var generator = SeededGenerator(seed: 1970)
        for _ in 0..<2_000 {
            let second = Int64.random(in: 0..<4_102_444_800, using: &generator)
            let date = Date(timeIntervalSince1970: TimeInterval(second))
            let instant = Instant(secondsSinceEpoch: second)
            #expect(table.offsetSeconds(at: instant) == zone.secondsFromGMT(for: date), "\(second)")
        }
    }

    @Test func `China had summer time from 1986 to 1991`() throws {
        let table = try #require(CountyTimeZone(named: "Asia/Shanghai"))
        #expect(table.baseOffsetSeconds == 28_800)
        #expect(table.transitions.count == 12)
        #expect(
            table.transitions.first
                == CountyTimeZone.Transition(
                    start: Instant(secondsSinceEpoch: 515_527_200), offsetSeconds: 32_400))
    }

    @Test(arguments: ["", "GMT+8", "CST", "asia/shanghai", "Asia/Shangai", "+08:00", "/", "../etc"])
    func `what is no name of a zone is refused`(name: String) {
        #expect(CountyTimeZone(named: name) == nil)
    }

    @Test(arguments: ["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe"])
    func `a wall-clock time leads back to its moment`(name: String) throws {
        let table = try #require(CountyTimeZone(named: name))
        var generator = SeededGenerator(seed: 2100)
        for _ in 0..<2_000 {
            let second = Int64.random(in: 86_400..<4_102_358_400, using: &generator)
            let time = table.localTime(at: Instant(secondsSinceEpoch: second))
            let found = table.instant(at: time)
            // An hour that the clock shows twice has two moments; the reading is the same.
            #expect(table.localTime(at: found) == time, "\(second)")
        }
    }
}
