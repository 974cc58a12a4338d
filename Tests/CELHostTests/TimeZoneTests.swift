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

    @Test(arguments: ["Mars/Olympus", "EST5", "GMT+8", "../etc/passwd", "Asia/shanghai\\u0000"])
    func `a zone that is not there is an error of the compilation`(zone: String) {
        let failure = #expect(throws: CompilationFailure.self) {
            try evaluate("timestamp(0).getHours('\(zone)')")
        }
        #expect(failure?.errors.map(\.code) == [.invalidTimeZone])
    }
}
