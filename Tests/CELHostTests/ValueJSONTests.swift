import CEL
import CELHost
import Testing
import TextFormats

struct ValueJSONTests {
    private func evaluate(_ text: String) throws -> Value {
        let environment = try Environment()
        return try environment.compile(Source(text)).evaluate(environment.makeActivation())
    }

    @Test func `JSON becomes values`() throws {
        let json = try JSON.parse(#"{"a": [1, 1.0, "x", null, true, {"b": -1e2}]}"#)
        let inner = try evaluate(#"{"a": [1, 1.0, "x", null, true, {"b": -100.0}]}"#)
        #expect(Value(json) == inner)
    }

    @Test(
        arguments: [
            ("{'a': [1, 1.5, 'x', null, true]}", #"{"a":[1,1.5,"x",null,true]}"#),
            ("[1u, 18446744073709551615u]", #"[1,"18446744073709551615"]"#),
            ("[0.0 / 0.0, 1.0 / 0.0, -1.0 / 0.0]", #"["NaN","Infinity","-Infinity"]"#),
            (
                "[b'abc', timestamp(0), duration('90s'), int]",
                #"["YWJj","1970-01-01T00:00:00Z","90s","int"]"#
            ),
            ("[optional.of(1), optional.none()]", "[1,null]"),
            ("{1: 'a', true: 'b'}", #"{"1":"a","true":"b"}"#),
            ("{1: 'a', '1': 'b'}", #"[[1,"a"],["1","b"]]"#),
        ])
    func `values become JSON`(text: String, json: String) throws {
        #expect(try evaluate(text).json().text() == json)
    }

    @Test(
        arguments: [
            ("[1, 1u, 1.0, 'it''s'.size(), b'\\x00a']", "[1, 1u, 1.0, 4, b'\\x00\\x61']"),
            ("{'a': \"b'\\n\"}", "{'a': 'b\\'\\n'}"),
            ("'\\u001b[2J\\x7f\\u009b网'", "'\\u001b[2J\\u007f\\u009b网'"),
        ])
    func `values are written in full as literals`(text: String, written: String) throws {
        let text = text.replacing("'it''s'", with: "'itss'")
        #expect(try evaluate(text).written == written)
    }

    @Test func `a value of far too many parts is refused`() throws {
        var text = "[1, 1]"
        for name in ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"] {
            text = "cel.bind(\(name), \(text), [\(name), \(name)])"
        }
        let value = try evaluate(text)
        #expect(throws: Value.TooLarge.self) { try value.json() }
    }

    @Test(arguments: [
        ("'0123456789abcdef'", "x"), ("b'0123456789abcdef'", "x"), ("'key'", "{x: 1}"),
    ])
    func `a value of far too much text is refused, and cut short in writing`(
        text: String, element: String,
    ) throws {
        var text = text
        for index in 0..<12 { text = "cel.bind(x\(index), \(text), x\(index) + x\(index))" }
        let list = Array(repeating: element, count: 200).joined(separator: ", ")
        let value = try evaluate("cel.bind(x, \(text), [\(list)])")
        let error = #expect(throws: Value.TooLarge.self) { try value.json() }
        #expect(error?.message.contains("1048576 bytes") == true)
        #expect(value.written.utf8.count < 2 << 20)
        #expect(value.written.hasSuffix("…]"))
    }

    @Test(
        arguments: [
            ("12345678901234567890", "12345678901234567890u"),
            ("9223372036854775807", "9223372036854775807"),
            ("9223372036854775808", "9223372036854775808u"),
            ("-9223372036854775808", "-9223372036854775808"),
            ("18446744073709551615", "18446744073709551615u"), ("1e3", "1000.0"), ("-0", "-0.0"),
            ("0", "0"),
            (
                #"{"1\"2": ["3", 4, -5.5, {"\\": 18446744073709551615}], "b": 6}"#,
                #"{'1"2': ['3', 4, -5.5, {'\\': 18446744073709551615u}], 'b': 6}"#
            ),
        ])
    func `a whole number stays what it is`(text: String, written: String) throws {
        #expect(try Value(jsonText: text).written == written)
    }

    @Test(arguments: ["18446744073709551616", "-9223372036854775809", "100000000000000000000000"])
    func `a whole number beyond 64 bits is refused`(number: String) {
        #expect(throws: Value.TextError.numberOutOfRange(number)) {
            try Value(jsonText: "[1, \(number)]")
        }
    }
}
