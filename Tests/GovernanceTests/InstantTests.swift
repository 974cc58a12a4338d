import Foundation
import Governance
import GridTesting
import Testing

struct InstantTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0),
        ("1969-12-31T23:59:59.999999Z", -1),
        ("2026-11-21T06:03:12.500000Z", 1_795_240_992_500_000),
        ("2000-02-29T12:00:00Z", 951_825_600_000_000),
        ("0000-01-01T00:00:00Z", -62_167_219_200_000_000),
        ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
    ])
    func `known moments read and write as RFC 3339`(text: String, microseconds: Int64) {
        let instant = Instant(microsecondsSinceEpoch: microseconds)
        #expect(Instant(text) == instant)
        #expect(instant.description == text)
    }

    @Test(arguments: [
        ("2026-11-21T14:03:12+08:00", "2026-11-21T06:03:12Z"),
        ("2026-11-21t06:03:12z", "2026-11-21T06:03:12Z"),
        ("2026-11-21 06:03:12Z", "2026-11-21T06:03:12Z"),
        ("2026-11-21T00:33:12-05:30", "2026-11-21T06:03:12Z"),
        ("2026-11-21T06:03:12-00:00", "2026-11-21T06:03:12Z"),
        ("2026-01-01T07:59:59+08:00", "2025-12-31T23:59:59Z"),
        ("2026-11-21T06:03:12.5Z", "2026-11-21T06:03:12.500000Z"),
        ("2026-11-21T06:03:12.1234567Z", "2026-11-21T06:03:12.123456Z"),
        ("2026-11-21T06:03:12.000000999Z", "2026-11-21T06:03:12Z"),
    ])
    func `every spelling of RFC 3339 is understood`(text: String, utc: String) {
        #expect(Instant(text)?.description == utc)
    }

    @Test(arguments: [
        "", "2026-11-21", "2026-11-21T06:03:12", "2026-11-21T06:03Z", "2026-11-21T24:00:00Z",
        "2026-11-21T06:60:00Z", "2016-12-31T23:59:60Z", "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-11-00T00:00:00Z",
        "2026-11-21T06:03:12.Z", "2026-11-21T06:03:12,5Z", "2026-11-21T06:03:12+8:00",
        "2026-11-21T06:03:12+0800", "2026-11-21T06:03:12+24:00", "2026-11-21T06:03:12+08:60",
        "2026-11-21T06:03:12Zulu", " 2026-11-21T06:03:12Z", "2026-11-21T06:03:12Z ",
        "+2026-11-21T06:03:12Z", "-026-11-21T06:03:12Z", "２０26-11-21T06:03:12Z",
        "2026-11-21T06:03:12.５Z", "2026-11-21X06:03:12Z",
    ])
    func `what is not RFC 3339 is refused`(text: String) {
        #expect(Instant(text) == nil)
    }

    @Test(arguments: ["0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01"])
    func `a moment outside the years 0000 to 9999 of UTC is refused`(text: String) {
        #expect(Instant(text) == nil)
    }

    @Test(arguments: [
        (28_800, "2026-11-21T14:03:12+08:00"), (-19_800, "2026-11-21T00:33:12-05:30"),
        (0, "2026-11-21T06:03:12Z"), (-86_340, "2026-11-20T06:04:12-23:59"),
    ])
    func `text can be written in local time`(offset: Int, text: String) {
        let instant = Instant(microsecondsSinceEpoch: 1_795_240_992_000_000)
        #expect(instant.text(offsetSeconds: offset) == text)
        #expect(Instant(text) == instant)
    }

    @Test func `a moment beyond four-digit years has a text that is not RFC 3339`() {
        let last = Instant(microsecondsSinceEpoch: 253_402_300_799_999_999)
        #expect(last.text(offsetSeconds: 3_600) == "+10000-01-01T00:59:59.999999+01:00")
        #expect(
            Instant(secondsSinceEpoch: -62_167_219_201).description == "-0001-12-31T23:59:59Z")
        let ends = [Int64.min, .max].map(Instant.init(microsecondsSinceEpoch:))
        #expect(
            ends.map(\.description) == [
                "-290308-12-21T19:59:05.224192Z", "+294247-01-10T04:00:54.775807Z",
            ])
        #expect(ends.compactMap { Instant($0.text(offsetSeconds: 28_800)) } == [])
    }

    @Test(arguments: SeededGenerator.seeds(4))
    func `any moment survives its text in any offset`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let range = -62_167_132_800_000_000...253_402_214_399_999_999
        for _ in 0..<2_000 {
            let instant = Instant(
                microsecondsSinceEpoch: Int64.random(
                    in: Int64(range.lowerBound)...Int64(range.upperBound), using: &generator))
            let offset = 60 * Int.random(in: -1_439...1_439, using: &generator)
            #expect(Instant(instant.text(offsetSeconds: offset)) == instant)
            #expect(Instant(instant.description) == instant)
        }
    }

    @Test(arguments: SeededGenerator.seeds(4))
    func `text equals Foundation's`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        // Foundation's calendar is Julian before 1582, ours is Gregorian throughout.
        for _ in 0..<1_000 {
            let seconds = Int64.random(
                in: -12_219_292_800...253_402_300_799, using: &generator)
            let date = Date(timeIntervalSince1970: Double(seconds))
            #expect(
                Instant(secondsSinceEpoch: seconds).description
                    == date.formatted(.iso8601))
        }
    }

    @Test(arguments: SeededGenerator.seeds(2))
    func `random bytes never break the reader`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("0123456789-:.TtZz+ 年e".unicodeScalars)
        let template = Array("2026-11-21T06:03:12.500000+08:00".unicodeScalars)
        for _ in 0..<5_000 {
            var scalars = template.prefix(Int.random(in: 0...template.count, using: &generator))
            for _ in 0..<Int.random(in: 0...3, using: &generator) where !scalars.isEmpty {
                let position = Int.random(in: scalars.indices, using: &generator)
                scalars[position] = generator.pick(alphabet)
            }
            let text = String(String.UnicodeScalarView(scalars))
            if let instant = Instant(text) {
                #expect(Instant(instant.description) == instant, "\(text)")
            }
        }
    }

    @Test func `instants and durations add up to the microsecond`() {
        let instant = Instant(microsecondsSinceEpoch: 10)
        #expect(instant + .microseconds(5) == Instant(microsecondsSinceEpoch: 15))
        #expect(instant - .seconds(1) == Instant(microsecondsSinceEpoch: -999_990))
        #expect((instant + .minutes(3)) - instant == .seconds(180))
        #expect(instant - (instant + .hours(1)) == .seconds(-3_600))
        #expect(instant + .nanoseconds(1_999) == Instant(microsecondsSinceEpoch: 11))
        #expect(instant < instant + .microseconds(1))
        #expect(Instant(secondsSinceEpoch: 2).microsecondsSinceEpoch == 2_000_000)
    }

    @Test func `sums beyond the first and last moment end there`() {
        let (first, last) = (
            Instant(microsecondsSinceEpoch: .min), Instant(microsecondsSinceEpoch: .max)
        )
        let endless = Duration.seconds(Int64.max)
        #expect(Instant(secondsSinceEpoch: .max) == last)
        #expect(Instant(secondsSinceEpoch: .min) == first)
        #expect(SmallCounty.morning + endless == last)
        #expect(first - endless == first)
        #expect(last + .microseconds(1) == last)
        #expect((last - first).wholeMicroseconds == .max)
        #expect((first - last).wholeMicroseconds == .min)
        #expect(endless.wholeMicroseconds == .max)
    }

    @Test func `durations know their microseconds and seconds`() {
        #expect(Duration.milliseconds(1_500).wholeMicroseconds == 1_500_000)
        #expect(Duration.milliseconds(-1_500).wholeMicroseconds == -1_500_000)
        #expect(Duration.nanoseconds(-1_999).wholeMicroseconds == -1)
        #expect(Duration.minutes(8).inSeconds == 480)
        #expect(Duration.milliseconds(250).inSeconds == 0.25)
    }
}
