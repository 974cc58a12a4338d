import CEL
import CELHost
import Testing

struct TimeZoneTests {
    private func evaluate(_ text: String) throws -> Value {
        let environment = try Environment(timeZones: .system)
        return try environment.compile(Source(text)).evaluate(environment.makeActivation())
    }

    @Test(
        arguments: [
            ("timestamp('2024-07-01T00:00:00Z').getHours('America/New_York')", 20),
            ("timestamp('2024-01-01T00:00:00Z').getHours('America/New_York')", 19),
            ("timestamp('2024-01-01T00:00:00Z').getHours('Asia/Shanghai')", 8),
            ("timestamp('1988-07-01T00:00:00Z').getHours('Asia/Shanghai')", 9),
            ("timestamp('2009-02-13T23:31:30Z').getMinutes('Asia/Kathmandu')", 16),
            ("timestamp('2009-02-13T23:31:30Z').getDate('Australia/Sydney')", 14),
            ("timestamp('2024-01-01T00:00:00Z').getHours('UTC')", 0),
            ("timestamp('2024-01-01T00:00:00Z').getHours('GMT')", 0),
        ])
    func `a zone has its offset at the time in question`(text: String, value: Int64) throws {
        #expect(try evaluate(text) == .int(value))
    }

    @Test(
        arguments: [
            ("CET", 1, 2), ("CST6CDT", -6, -5), ("Cuba", -5, -4), ("EET", 2, 3), ("EST", -5, -5),
            ("EST5EDT", -5, -4), ("Eire", 0, 1), ("GB", 0, 1), ("GMT0", 0, 0), ("HST", -10, -10),
            ("Hongkong", 8, 8), ("Japan", 9, 9), ("MET", 1, 2), ("MST", -7, -7),
            ("MST7MDT", -7, -6), ("NZ", 13, 12), ("PRC", 8, 8), ("PST8PDT", -8, -7),
            ("ROK", 9, 9), ("Singapore", 8, 8), ("UCT", 0, 0), ("W-SU", 3, 3), ("WET", 0, 1),
            ("Zulu", 0, 0), ("GMT+0", 0, 0),
        ] as [(String, Int64, Int64)])
    func `a zone of the database may have no slash`(zone: String, winter: Int64, summer: Int64)
        throws
    {
        let hours = "timestamp('2024-%s-10T12:00:00Z').getHours('\(zone)')"
        for (month, offset) in [("01", winter), ("07", summer)] {
            let text = hours.replacing("%s", with: month)
            #expect(try evaluate(text) == .int((12 + offset + 24) % 24), "\(zone) \(month)")
        }
    }

    @Test(arguments: ["EST", "MST", "HST"])
    func `a zone without summer time never had one`(zone: String) throws {
        let hours = "timestamp('1970-07-10T12:00:00Z').getHours('\(zone)')"
        let offset: Int64 = ["EST": -5, "MST": -7, "HST": -10][zone] ?? 0
        #expect(try evaluate(hours) == .int(12 + offset))
    }

    @Test(arguments: [
        "Mars/Olympus", "EST5", "GMT+8", "PST", "JST", "cet", "Factory", "tzdata.zi", "posixrules",
        "../etc/passwd", "Asia/shanghai\\u0000",
    ])
    func `a zone that is not there is an error of the compilation`(zone: String) {
        let failure = #expect(throws: CompilationFailure.self) {
            try evaluate("timestamp(0).getHours('\(zone)')")
        }
        #expect(failure?.errors.map(\.code) == [.invalidTimeZone])
    }
}
