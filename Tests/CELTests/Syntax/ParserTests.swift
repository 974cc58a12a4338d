import CEL
import Testing

struct ParserTests {
    @Test(
        arguments: [
            ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("10 - 3 - 2", "5"), ("7 / 2 * 2", "6"),
            ("-2 + 3", "1"), ("- 2", "-2"), ("--2", "2"), ("!true || true", "true"),
            ("1 < 2 == true", "true"), ("1 + 1 in [2]", "true"),
            ("true || false && false", "true"), ("(true || false) && false", "false"),
            ("false ? 1 : true ? 2 : 3", "2"), ("true ? (false ? 1 : 2) : 3", "2"),
            ("[[1, 2]][0][1]", "2"), ("{'a': {'b': 3}}.a.b", "3"), ("{'a-b': 1}.`a-b`", "1"),
            ("{'in': 1}['in']", "1"), ("{'for': 1}.for", "1"), ("'a'.size() + 1", "2"),
        ])
    func `operators bind as the grammar says`(text: String, expected: String) {
        #expect(result(of: text) == expected)
    }

    @Test(
        arguments: [
            ("", "expected an expression, found the end of the expression"),
            ("1 +", "expected an expression, found the end of the expression"),
            ("1 2", "expected an operator or the end of the expression, found '2'"),
            ("(1", "expected ')', found the end of the expression"),
            ("[1 2]", "expected ',' or ']', found '2'"),
            ("f(1,)", "expected an expression, found ')'"),
            ("f(,)", "expected an expression, found ','"),
            ("[,,]", "expected an expression, found ','"),
            ("[,1]", "expected an expression, found ','"),
            ("a.1", "expected an operator or the end of the expression, found '.1'"),
            ("a.in", "expected a field name, found 'in'"), ("{1}", "expected ':', found '}'"),
            ("true ? 1", "expected ':', found the end of the expression"),
            ("true ? false ? 1 : 2 : 3", "expected ':', found '?'"),
            ("for", "'for' is a reserved word and cannot be a name"),
            ("in", "expected an expression, found 'in'"),
        ])
    func `a syntax error says what was expected`(text: String, message: String) {
        let rendered = rendering(of: Source(text))
        #expect(rendered.contains(message), "\(rendered)")
    }

    @Test func `parsing goes on behind an error inside brackets`() {
        #expect(
            rendering(of: "size([1 +, 2, * 3]) == f(a b, 4)") == """
                expression:1:10: error[cel.parse.unexpected_token]: expected an expression, \
                found ','
                1 | size([1 +, 2, * 3]) == f(a b, 4)
                  |          ^
                expression:1:15: error[cel.parse.unexpected_token]: expected an expression, \
                found '*'
                1 | size([1 +, 2, * 3]) == f(a b, 4)
                  |               ^
                expression:1:28: error[cel.parse.unexpected_token]: expected ',' or ')', found 'b'
                1 | size([1 +, 2, * 3]) == f(a b, 4)
                  |                            ^
                """)
    }
}
