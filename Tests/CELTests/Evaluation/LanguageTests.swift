import CEL
import Testing

struct LanguageTests {
    @Test(
        arguments: [
            ("1 / 0 > 1 || true", "true"), ("true || 1 / 0 > 1", "true"),
            ("1 / 0 > 1 && false", "false"), ("false && 1 / 0 > 1", "false"),
            ("1 / 0 > 1 || false", "cel.evaluate.division_by_zero"),
            ("true && 1 / 0 > 1", "cel.evaluate.division_by_zero"),
            ("false || 1 / 0 > 1 || true || 2 / 0 > 1", "true"),
            ("[0, 1].exists(x, 1 / x == 1)", "true"), ("[1, 0].all(x, 1 / x == 2)", "false"),
            ("[0, 1].all(x, 1 / x == 1)", "cel.evaluate.division_by_zero"),
            ("[1, 0].exists_one(x, 1 / x == 1)", "cel.evaluate.division_by_zero"),
            ("true ? 1 : 1 / 0", "1"), ("false ? 1 / 0 : 2", "2"),
            ("dyn('a') ? 1 : 2", "cel.evaluate.no_matching_overload"),
            ("dyn('a') && false", "false"),
            ("dyn('a') || false", "cel.evaluate.no_matching_overload"),
        ])
    func `errors are absorbed where another operand decides`(text: String, expected: String) {
        #expect(result(of: text) == expected)
    }

    @Test(
        arguments: [
            ("1 == 1.0", "cel.check.no_matching_overload"), ("dyn(1) == 1.0", "true"),
            ("dyn(1) == 1u", "true"), ("dyn(1) == 'a'", "false"), ("dyn(null) == 1", "false"),
            ("[1, 2] == [1.0, dyn(2u)]", "true"), ("{'a': 1} == {'a': dyn(1.0)}", "true"),
            ("dyn({1: 'a'}) == {1u: 'a'}", "true"), ("double('NaN') == double('NaN')", "false"),
            ("double('NaN') != double('NaN')", "true"), ("0.0 == -0.0", "true"),
            ("[double('NaN')] == [double('NaN')]", "false"),
            ("'\\u00e9' == 'e\\u0301'", "false"), ("'\\u00e9' in {'e\\u0301': 1}", "false"),
            ("'é' in ['é', 'è']", "true"), ("3.0 in [1, 3]", "cel.check.no_matching_overload"),
            ("dyn(3.0) in [1, 3]", "true"), ("dyn(3.1) in [1, 3]", "false"),
            ("dyn('3') in [1, 3]", "false"), ("dyn(-1) < 1u", "true"), ("dyn(1u) > -1", "true"),
            ("dyn(18446744073709551615u) > 9223372036854775807", "true"),
            ("double('NaN') < 1.0", "false"), ("double('NaN') >= 1.0", "false"),
            ("'a' < 'b'", "true"), ("'\\u00e9' > 'z'", "true"), ("b'\\377' > b'a'", "true"),
            ("false < true", "true"), ("dyn('a') < 1", "cel.evaluate.no_matching_overload"),
            ("duration('1m') == duration('60s')", "true"),
            ("timestamp(1) > timestamp(0)", "true"), ("type(1) == int", "true"),
            ("type(1) == type('a')", "false"), ("type(int) == type", "true"),
        ])
    func `equality and order are those of the specification`(text: String, expected: String) {
        #expect(result(of: text) == expected)
    }

    @Test(
        arguments: [
            ("9223372036854775807 + 1", "cel.evaluate.overflow"),
            ("-9223372036854775808 - 1", "cel.evaluate.overflow"),
            ("-(-9223372036854775808)", "cel.evaluate.overflow"),
            ("-9223372036854775808 / -1", "cel.evaluate.overflow"),
            ("-9223372036854775808 % -1", "cel.evaluate.overflow"),
            ("0u - 1u", "cel.evaluate.overflow"), ("5 / 0", "cel.evaluate.division_by_zero"),
            ("5 % 0", "cel.evaluate.division_by_zero"),
            ("5u % 0u", "cel.evaluate.division_by_zero"),
            ("5.0 / 0.0", "inf"), ("-7 / 2", "-3"), ("-7 % 2", "-1"), ("7 % -2", "1"),
            ("2.5 * 2.0", "5.0"), ("'a' + 'b'", "'ab'"), ("[1] + [2]", "[1, 2]"),
            ("size(b'a' + b'bc')", "3"),
        ])
    func `arithmetic is checked`(text: String, expected: String) {
        #expect(result(of: text) == expected)
    }

    @Test(
        arguments: [
            ("[1, 2][2]", "cel.evaluate.index_out_of_range"),
            ("[1, 2][-1]", "cel.evaluate.index_out_of_range"),
            ("[1, 2][dyn(1.0)]", "2"), ("[1, 2][dyn(0.5)]", "cel.evaluate.invalid_argument"),
            ("{'a': 1}['b']", "cel.evaluate.no_such_key"),
            ("{'a': 1}.b", "cel.evaluate.no_such_key"),
            ("{1: 'a'}[dyn(1.0)]", "'a'"), ("{1: 'a'}[dyn(1u)]", "'a'"),
            ("{1: 'a', 1u: 'b'}", "cel.evaluate.duplicate_key"),
            ("{dyn(1.0): 'a'}", "cel.evaluate.unsupported_key"),
            ("has({'a': null}.a)", "true"), ("has({'a': 1}.b)", "false"),
            ("has(dyn(1).b)", "cel.evaluate.no_such_field"),
            ("dyn([1]).a", "cel.evaluate.no_such_field"),
            ("dyn(1)[0]", "cel.evaluate.no_matching_overload"),
            ("1 in dyn(1)", "cel.evaluate.no_matching_overload"),
        ])
    func `selection and indexing fail with a code`(text: String, expected: String) {
        #expect(result(of: text) == expected)
    }

    @Test(
        arguments: [
            ("[1, 2, 3].map(x, x * 2)", "[2, 4, 6]"), ("[1, 2, 3].map(x, x > 1, x * 2)", "[4, 6]"),
            ("[1, 2, 3].filter(x, x > 1)", "[2, 3]"),
            ("{'a': 1, 'b': 2}.filter(k, k > 'a')", "['b']"),
            ("[1, 2, 1].exists_one(x, x == 2)", "true"),
            ("[1, 2, 1].exists_one(x, x == 1)", "false"),
            ("[[1], [2, 3]].all(x, x.all(y, y > 0))", "true"),
            ("[1, 2].map(x, [3, 4].map(y, x * y))", "[[3, 4], [6, 8]]"),
            ("[1].map(x, [2].map(x, x) + [x])", "[[2, 1]]"),
            ("cel.bind(x, 2, [1].map(y, x + y))", "[3]"),
            ("[10, 20].all(i, v, v == (i + 1) * 10)", "true"),
            ("{'a': 1}.exists(k, v, k == 'a' && v == 1)", "true"),
            ("[5, 5].existsOne(i, v, v == 5)", "false"), ("[5].existsOne(v, v == 5)", "true"),
            ("[1, 2].transformList(i, v, i * v)", "[0, 2]"),
            ("[1, 2].transformList(i, v, i > 0, v)", "[2]"),
            ("{'a': 1}.transformMap(k, v, v + 1)", "{'a': 2}"),
            ("{'a': 1, 'b': 2}.transformMap(k, v, v > 1, k)", "{'b': 'b'}"),
            ("{'a': 'x'}.transformMapEntry(k, v, {v: k})", "{'x': 'a'}"),
            ("[1, 1].transformMapEntry(i, v, {v: i})", "cel.evaluate.duplicate_key"),
            ("dyn(1).all(x, true)", "cel.evaluate.no_matching_overload"),
        ])
    func `macros go through lists and maps`(text: String, expected: String) {
        #expect(result(of: text) == expected)
    }

    @Test(
        arguments: [
            ("cel.bind(x, 1 / 0, 1)", "1"), ("cel.bind(x, 1 / 0 > 1, true || x)", "true"),
            ("cel.bind(x, 1 / 0 > 1, x || true)", "true"),
            ("cel.bind(x, 1 / 0 > 1, false && x)", "false"),
            ("cel.bind(x, 1 / 0, false ? x : 2)", "2"),
            ("cel.bind(x, 1 / 0, x)", "cel.evaluate.division_by_zero"),
            ("cel.bind(x, 1 / 0 > 1, x || false)", "cel.evaluate.division_by_zero"),
            ("optional.of(1).optMap(x, cel.bind(y, 1 / 0, x)).value()", "1"),
            ("cel.bind(x, 1 / 0, cel.bind(y, x, 1))", "1"),
            ("cel.bind(x, 1 / 0, cel.bind(x, 2, x))", "2"),
            ("[1, 0].map(d, cel.bind(x, 2 / d, d == 0 ? 7 : x))", "[2, 7]"),
            ("[cel.bind(x, 1 / 0, 1), cel.bind(x, 2, x)]", "[1, 2]"),
            ("[1].map(d, cel.bind(x, 1 / 0, 1)).map(a, [3].map(b, b))", "[[3]]"),
            ("[cel.bind(x, 1 / 0, x) == 1 || true, [true].all(x, x)]", "[true, true]"),
            ("cel.block([1 / 0, 2], cel.index(1))", "2"),
            ("cel.block([1 / 0], cel.index(0))", "cel.evaluate.division_by_zero"),
        ])
    func `what is bound fails only where it is read`(text: String, expected: String) {
        #expect(result(of: text) == expected)
    }

    @Test(
        arguments: [
            ("[1].map(math, math.abs(math))", "[1]"),
            ("[-2].map(math, math.abs(math) + math)", "[0]"),
            ("cel.bind(optional, 1, optional.of(optional).value())", "1"),
            ("['a'].map(strings, strings.quote(strings))", "['\"a\"']"),
            ("[b'a'].map(base64, base64.encode(base64))", "['YQ==']"),
            ("['a'].map(math, math.size())", "[1]"),
            ("['a'].map(size, size(size))", "[1]"),
            ("[{'a': 'b'}].map(math, math.a.size())", "[1]"),
            ("['a'].map(math, math.abz(math))", "cel.check.unknown_function"),
        ])
    func `a variable hides no function of its name`(text: String, expected: String) {
        #expect(result(of: text) == expected)
    }

    @Test(
        arguments: [
            ("x || true", "true"), ("x", "cel.check.undeclared_reference"),
            ("f(1) || true", "true"), ("f(1)", "cel.check.unknown_function"),
            ("1 + 'a'", "cel.evaluate.no_matching_overload"), ("1 == 'a'", "false"),
            ("'a'.size(1) == 1 || true", "true"), ("[1, 'a'][0]", "1"),
            ("R{a: 1}", "cel.check.unknown_record"), ("has(1.a) || true", "true"),
        ])
    func `with deferred checking names and types fail during the evaluation`(
        text: String, expected: String,
    ) {
        #expect(result(of: text, checking: .deferred) == expected)
    }
}
