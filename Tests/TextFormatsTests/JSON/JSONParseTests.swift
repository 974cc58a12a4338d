import Testing
import TextFormats

struct JSONParseTests {
    @Test func `a report parses to its values in order`() throws {
        let text = """
            {"category": "dispute/elder-support", "position": {"latitude": 29.137042},
             "answers": {"violence": false, "alone": true}, "floors": [3, -4, 5.0], "name": null}
            """
        #expect(
            try JSON.parse(text) == [
                "category": "dispute/elder-support", "position": ["latitude": 29.137042],
                "answers": ["violence": false, "alone": true], "floors": [3, -4, 5.0], "name": nil,
            ])
    }

    @Test(arguments: ["null", "true", "false", "0", "-1", "\"x\"", "[]", "{}", "[[{}]]"])
    func `any value may be the document`(text: String) throws {
        #expect(try JSON.parse(text).text() == text)
        #expect(try JSON.parse(" \t\r\n" + text + "\n \r\t").text() == text)
    }

    @Test func `escapes stand for their characters`() throws {
        let text = #""\" \\ \/ \b \f \n \r \t \u0041 \u00e9 \u7f51 \uD83D\uDE0D \u0000 é 网""#
        let expected = "\" \\ / \u{8} \u{C} \n \r \t A é 网 😍 \u{0} é 网"
        #expect(try JSON.parse(text) == .string(expected))
    }

    @Test func `a string may have any length and its end at any byte`() throws {
        for count in 0...40 {
            for piece in ["a", "é", "网", "😍", "\\n"] {
                let text = String(repeating: piece, count: count)
                let expected = piece == "\\n" ? String(repeating: "\n", count: count) : text
                #expect(try JSON.parse("\"\(text)\"") == .string(expected))
                #expect(try JSON.parse("[\"\(text)\",1]") == [.string(expected), 1])
            }
        }
    }

    @Test func `bytes, text and buffers parse alike`() throws {
        let bytes = Array(#"{"a":[1,2,"三"]}"#.utf8)
        let expected: JSON = ["a": [1, 2, "三"]]
        #expect(try JSON.parse(bytes) == expected)
        #expect(try bytes.withUnsafeBytes { try JSON.parse($0) } == expected)
        #expect(try bytes.withUnsafeBufferPointer { try JSON.parse($0) } == expected)
    }

    @Test func `a large object keeps its order and finds a name that stands twice`() throws {
        let names = (0..<5_000).map { "name\($0)" }
        let members = names.map { "\"\($0)\":1" }.joined(separator: ",")
        let parsed = try JSON.parse("{\(members)}")
        #expect(parsed.objectValue.map { Array($0.keys) } == names)
        let error = #expect(throws: JSONError.self) {
            try JSON.parse("{\(members),\"name4321\":2}")
        }
        #expect(error?.code == .duplicateKey)
        #expect(error?.pointer == "/name4321")
    }
}
