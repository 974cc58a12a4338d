import Testing
import TextFormats

/// Content lines of iCalendar: folded, escaped, with parameters.
struct ContentLineTests {
    @Test func `long lines are folded at 75 bytes, never within a character`() throws {
        let text = String(repeating: "值班", count: 40) + "😀" + String(repeating: "a", count: 80)
        let stream = ContentLine.stream([ContentLine("SUMMARY", text: text)])
        for line in stream.split(separator: "\r\n") {
            #expect(line.utf8.count <= 75)
            #expect(String(validating: Array(line.utf8), as: UTF8.self) != nil)
        }
        #expect(try ContentLine.read(Array(stream.utf8)).map(\.text) == [text])
    }

    @Test func `text comes back as it went`() throws {
        for text in ["", "a;b,c\\d", "one\ntwo", "\\n", "：，；", ";;;", "trailing\\"] {
            let stream = ContentLine.stream([ContentLine("X-TEXT", text: text)])
            #expect(try ContentLine.read(Array(stream.utf8)).first?.text == text)
        }
    }

    @Test func `parameters are read, quoted or not`() throws {
        let text = "dtstart;tzid=\"Asia/Shanghai\";X-A=b;X-C=\"d;e:f\":2026\r\n"
        let line = try #require(try ContentLine.read(Array(text.utf8)).first)
        #expect(line.name == "DTSTART")
        #expect(line[parameter: "TZID"] == "Asia/Shanghai")
        #expect(line[parameter: "X-C"] == "d;e:f")
        #expect(line.value == "2026")
    }

    @Test func `what is no content line is told with its line`() {
        let cases: [(String, Int)] = [
            ("A:1\nno colon\n", 2), ("A:1\r\n\r\nB C:2", 3), ("A;B:1", 1), (":1", 1),
            ("A:1\nB:\u{FF}", 0),
        ]
        for (text, line) in cases where line > 0 {
            #expect(throws: ContentLineError.self, "\(text)") {
                do throws(ContentLineError) {
                    _ = try ContentLine.read(Array(text.utf8))
                } catch {
                    #expect(error.line == line)
                    throw error
                }
            }
        }
        #expect(throws: ContentLineError.self) { try ContentLine.read([65, 58, 0xFF, 0xFE]) }
        #expect(throws: ContentLineError.self) {
            try ContentLine.read([65, 58] + [UInt8](repeating: 97, count: 70_000))
        }
        #expect(throws: ContentLineError.self) {
            try ContentLine.read([UInt8](repeating: 10, count: ContentLine.maximumBytes + 1))
        }
    }
}
