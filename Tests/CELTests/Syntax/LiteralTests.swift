import CEL
import Testing

struct LiteralTests {
    @Test(
        arguments: [
            ("0", "0"), ("-9223372036854775808", "-9223372036854775808"), ("0xFf", "255"),
            ("-0x10", "-16"), ("7u", "7u"), ("0xFFFFFFFFFFFFFFFFu", "18446744073709551615u"),
            ("1.5", "1.5"), (".5", "0.5"), ("1e3", "1000.0"), ("-2.5e-1", "-0.25"),
            ("'a'", "'a'"), ("\"a\"", "'a'"), ("'''a'b'''", "'a\\'b'"), ("r'\\n'", "'\\\\n'"),
            ("'\\x41\\101\\u0041\\U00000041'", "'AAAA'"), ("'\\377'", "'ÿ'"),
            ("b'\\377'", "bytes of length 1"), ("b'ÿ'", "bytes of length 2"),
            ("rb'a'.size()", "cel.parse.unexpected_token"), ("br'\\n'", "bytes of length 2"),
            ("true", "true"), ("null", "null"), ("[1, 2,]", "[1, 2]"), ("{1: 2,}", "{1: 2}"),
            ("[,]", "[]"), ("{,}", "{}"), ("[[,], {,}]", "[[], {}]"),
            ("1 // one\n+ 1", "2"), ("'a // b'", "'a // b'"),
        ])
    func `literals have the values that the specification gives them`(
        text: String, expected: String,
    ) {
        #expect(result(of: text) == expected)
    }

    @Test(
        arguments: [
            ("9223372036854775808", CELError.Code.numberOutOfRange),
            ("18446744073709551616u", .numberOutOfRange), ("1e999", .numberOutOfRange),
            ("0XFF", .invalidNumber), ("0Xffu", .invalidNumber), ("0x", .invalidNumber),
            ("12abc", .invalidNumber), ("1u2", .invalidNumber),
            ("'a", .unterminatedString), ("'a\nb'", .unterminatedString),
            ("'''a''", .unterminatedString), ("'\\q'", .invalidEscape), ("'\\x4'", .invalidEscape),
            ("'\\ud83d'", .invalidEscape), ("'\\U00110000'", .invalidEscape),
            ("'\\08'", .invalidEscape), ("b'\\u0041'", .invalidEscape),
            ("'\\", .unterminatedString),
            ("1 # 2", .unexpectedCharacter), ("a.``", .unexpectedCharacter),
        ])
    func `a malformed literal is an error with its own code`(text: String, code: CELError.Code) {
        #expect(result(of: text).hasPrefix(code.rawValue))
    }

    @Test func `every lexical error of an expression is reported`() {
        #expect(
            rendering(of: "'\\q' + 0x + 'a\\z'") == """
                expression:1:2: error[cel.parse.invalid_escape]: '\\q' is not an escape sequence \
                of a string
                1 | '\\q' + 0x + 'a\\z'
                  |  ^~
                expression:1:8: error[cel.parse.invalid_number]: '0x' needs hexadecimal digits
                1 | '\\q' + 0x + 'a\\z'
                  |        ^~
                expression:1:15: error[cel.parse.invalid_escape]: '\\z' is not an escape sequence \
                of a string
                1 | '\\q' + 0x + 'a\\z'
                  |               ^~
                """)
    }

    @Test(arguments: [("=", "=="), ("&", "&&"), ("（", "("), ("“", "\""), ("，", ",")])
    func `a character of habit gets a hint at the right one`(wrong: String, right: String) {
        #expect(
            rendering(of: Source("1 \(wrong) 2")).contains(
                "unexpected character '\(wrong)'; write '\(right)'"))
    }
}
