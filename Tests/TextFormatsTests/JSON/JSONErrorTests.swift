import Testing
import TextFormats

struct JSONErrorTests {
    /// A text and the first line of what its author is told.
    private static let cases: [(String, String)] = [
        ("", "1:1: The text ends too early. [json.unexpected_end]"),
        ("  \n ", "2:2: The text ends too early. [json.unexpected_end]"),
        ("[1,\n 2", "2:3: The text ends too early. [json.unexpected_end]"),
        (
            "{\"a\": 'x'}",
            "1:7: Expected a value, found an apostrophe. [json.expected_value at /a]"
        ),
        ("[nul]", "1:2: Expected a value, found 'n'. [json.expected_value at /0]"),
        ("{a: 1}", "1:2: Expected a name in double quotes, found 'a'. [json.expected_name]"),
        ("{\"a\" 1}", "1:6: Expected ':', found '1'. [json.expected_colon]"),
        (
            "[1 2]",
            "1:4: Expected a comma or the closing bracket, found '2'. [json.expected_comma]"
        ),
        ("[1,]", "1:4: Remove the comma before ']'. [json.trailing_comma]"),
        (
            "{\"a\":[{\"b\":1,}]}",
            "1:14: Remove the comma before '}'. [json.trailing_comma at /a/0]"
        ),
        (
            "1 x",
            "1:3: Expected nothing more after the document, found 'x'. [json.trailing_text]"
        ),
        (
            "{\"x\":{\"a/b\":1, \"~\":2, \"a/b\":3}}",
            "1:23: The name 'a/b' stands twice in the same object; remove one of them."
                + " [json.duplicate_key at /x/a~1b]"
        ),
        (
            "[\"网格\", \"a\nb\"]",
            "1:10: A string holds a line break; write it as an escape such as \\n."
                + " [json.control_character at /1]"
        ),
        (
            "\"\\x41\"",
            "1:2: This escape is unknown; JSON has \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX."
                + " [json.invalid_escape]"
        ),
        (
            "\"\\ud800x\"",
            "1:2: Half of a surrogate pair stands alone; write both halves. [json.lone_surrogate]"
        ),
        ("[-x]", "1:3: This is not how JSON writes numbers. [json.invalid_number at /0]"),
        (
            "{\"a\":1e999}",
            "1:6: The number is too large for a double. [json.number_overflow at /a]"
        ),
        ("{“a”: 1}", "1:2: Expected a name in double quotes, found '“'. [json.expected_name]"),
        (
            "[\u{2060}]",
            "1:2: Expected a value, found the character U+2060. [json.expected_value at /0]"
        ),
        ("[1，2]", "1:3: Expected a comma or the closing bracket, found '，'. [json.expected_comma]"),
        (
            "\u{FEFF}{}",
            "1:1: The text starts with a byte order mark; remove it. [json.byte_order_mark]"
        ),
    ]

    @Test(arguments: cases)
    func `an error says what is wrong, where, and what to do`(text: String, expected: String) {
        let error = #expect(throws: JSONError.self) { try JSON.parse(text) }
        #expect(error?.description == expected)
    }

    @Test func `an error tells offset, position and pointer apart`() throws {
        let text = "{\"名\":\r\n [true,\r\n  tru]}"
        let error = try #require(throws: JSONError.self) { try JSON.parse(text) }
        #expect(error.code == .expectedValue)
        #expect(error.offset == 20)
        #expect(error.position == TextPosition(line: 3, column: 3))
        #expect(error.pointer == "/名/1")
        #expect(error.chineseMessage == "此处应为值，却是“t”。")
    }

    @Test func `a byte that is no character is shown as a byte`() throws {
        let error = try #require(throws: JSONError.self) { try JSON.parse([0x5B, 0xFF, 0xFE]) }
        #expect(error.message == "Expected a value, found the byte 0xFF.")
        #expect(error.chineseMessage == "此处应为值，却是字节 0xFF。")
    }

    @Test(
        arguments: [
            ([0xC0, 0xAF], 1), ([0xE0, 0x80, 0xAF], 1), ([0xED, 0xA0, 0x80], 1), ([0x80], 1),
            ([0xF4, 0x90, 0x80, 0x80], 1), ([0xF5, 0x80, 0x80, 0x80], 1), ([0xFF], 1),
            ([0x61, 0xE4, 0xBD], 2), ([0xE4, 0xBD, 0xA0, 0xC3], 4), ([0xF0, 0x9F, 0x98], 1),
        ] as [([UInt8], Int)])
    func `text that is not UTF-8 is refused at its first bad byte`(
        content: [UInt8], offset: Int,
    ) throws {
        let plain = Array("\"".utf8) + content + Array("\"".utf8)
        let escaped = Array("\"".utf8) + content + Array("\\n\"".utf8)
        for bytes in [plain, escaped] {
            let error = try #require(throws: JSONError.self) { try JSON.parse(bytes) }
            #expect(error.code == .invalidUTF8)
            #expect(error.offset == offset)
        }
    }

    @Test(
        arguments: [
            #"{"a":1,"a":2}"#, #"{"a":1,"\u0061":2}"#, #"{"\u0061":1,"a":2}"#, #"{"":1,"":2}"#,
            "{\"é\":1,\"e\u{301}\":2}", "{\"K\":1,\"\u{212A}\":2}", "{\"\u{212A}\":1,\"K\":2}",
        ])
    func `a name may stand once, however it is spelt`(text: String) {
        let error = #expect(throws: JSONError.self) { try JSON.parse(text) }
        #expect(error?.code == .duplicateKey)
    }

    @Test func `every code is stable and unique`() {
        #expect(JSONError.Code.allCases.map(\.rawValue).allSatisfy { $0.hasPrefix("json.") })
        #expect(Set(JSONError.Code.allCases.map(\.rawValue)).count == 19)
    }
}
