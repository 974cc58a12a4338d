import CEL
import Testing

struct ExtensionTests {
    @Test(
        arguments: [
            ("math.greatest(1, 2.5, 2u)", "2.5"), ("math.least(1, 1.0)", "1"),
            ("math.greatest([1, 3, 2])", "3"),
            ("math.greatest(dyn('a'))", "cel.evaluate.no_matching_overload"),
            ("math.greatest([])", "cel.evaluate.invalid_argument"),
            ("math.greatest(1.0, double('NaN'))", "cel.evaluate.invalid_argument"),
            ("math.isNaN(math.greatest(0.0 / 0.0))", "true"),
            ("math.isNaN(math.least([0.0 / 0.0]))", "true"),
            ("math.least(0.0 / 0.0, 1.0)", "cel.evaluate.invalid_argument"),
            ("math.least([dyn('a')])", "cel.evaluate.no_matching_overload"),
            ("math.abs(-3)", "3"), ("math.abs(-9223372036854775808)", "cel.evaluate.overflow"),
            ("math.abs(-1.5)", "1.5"), ("math.abs(3u)", "3u"), ("math.sign(-3)", "-1"),
            ("math.sign(0u)", "0u"), ("math.sign(-0.5)", "-1.0"), ("math.sqrt(16)", "4.0"),
            ("math.isNaN(math.sqrt(-1.0))", "true"), ("math.ceil(1.2)", "2.0"),
            ("math.ceil(-1.2)", "-1.0"), ("math.ceil(-0.5)", "-0.0"), ("math.floor(-1.2)", "-2.0"),
            ("math.floor(1e300)", "1e+300"), ("math.round(2.5)", "3.0"),
            ("math.round(-2.5)", "-3.0"),
            ("math.round(0.49999999999999994)", "0.0"), ("math.trunc(-1.9)", "-1.0"),
            ("math.isInf(1.0 / 0.0)", "true"), ("math.isFinite(1.0)", "true"),
            ("math.bitAnd(6, 3)", "2"), ("math.bitOr(6u, 3u)", "7u"), ("math.bitXor(6, 3)", "5"),
            ("math.bitNot(0)", "-1"), ("math.bitShiftLeft(1, 3)", "8"),
            ("math.bitShiftLeft(1, 64)", "0"),
            ("math.bitShiftRight(-1024, 3)", "2305843009213693824"),
            ("math.bitShiftRight(1u, 200)", "0u"),
            ("math.bitShiftLeft(1, -1)", "cel.evaluate.invalid_argument"),
        ])
    func `mathematics`(text: String, expected: String) {
        #expect(result(of: text) == expected)
    }

    @Test(
        arguments: [
            ("optional.of(1).hasValue()", "true"), ("optional.none().hasValue()", "false"),
            ("optional.of(1).value()", "1"),
            ("optional.none().value()", "cel.evaluate.absent_value"),
            ("optional.ofNonZeroValue('')", "optional.none()"),
            ("optional.ofNonZeroValue(optional.none()).hasValue()", "true"),
            ("optional.ofNonZeroValue(2)", "optional.of(2)"),
            ("optional.none().or(optional.of(2))", "optional.of(2)"),
            ("optional.of(1).or(optional.of(1 / 0))", "optional.of(1)"),
            ("optional.of(1).orValue(1 / 0)", "1"), ("optional.none().orValue(3)", "3"),
            ("{'a': 1}.?a", "optional.of(1)"), ("{'a': 1}.?b", "optional.none()"),
            ("{'a': {'b': 1}}.?a.b", "optional.of(1)"),
            ("{'a': {'b': 1}}.?x.b.c", "cel.check.type_mismatch"),
            ("{'a': {'b': 1}}.?x.b", "optional.none()"), ("has({'a': {'b': 1}}.?a.b)", "true"),
            ("[1, 2][?1]", "optional.of(2)"), ("[1, 2][?2]", "optional.none()"),
            ("{'a': 1}[?'a'].optMap(x, x + 1)", "optional.of(2)"),
            ("{'a': 1}[?'b'].optMap(x, x / 0)", "optional.none()"),
            ("{'a': 1}[?'a'].optFlatMap(x, optional.none())", "optional.none()"),
            ("[?optional.of(1), ?optional.none(), 2]", "[1, 2]"),
            ("{?'a': optional.of(1), ?'b': optional.none()}", "{'a': 1}"),
            ("[?dyn(1)]", "cel.evaluate.no_matching_overload"),
            ("optional.unwrap([optional.of(1), optional.none()])", "[1]"),
            ("[optional.of(1)].unwrapOpt()", "[1]"), ("[1, 2].first()", "optional.of(1)"),
            ("[].last()", "optional.none()"), ("optional.of(1) == optional.of(dyn(1.0))", "true"),
            ("optional.none() == optional.of(1)", "false"),
            ("type(optional.none()) == optional_type", "true"),
            ("optional.of(optional.of(1)).value().value()", "1"),
        ])
    func `optional values`(text: String, expected: String) {
        #expect(result(of: text) == expected)
    }

    @Test(
        arguments: [
            ("'hello'.charAt(5)", "''"), ("'hello'.charAt(-1)", "cel.evaluate.index_out_of_range"),
            ("'hello mellow'.indexOf('ello', 2)", "7"), ("'hello'.indexOf('', 5)", "5"),
            ("'hello'.indexOf('hello!')", "-1"), ("'hello'.lastIndexOf('l')", "3"),
            ("'aaa'.lastIndexOf('aa')", "1"), ("'aaa'.lastIndexOf('aa', 0)", "0"),
            ("'hello hello'.replace('he', 'we', 0)", "'hello hello'"),
            ("'ab'.replace('', '-')", "'-a-b-'"),
            ("'aaaa'.replace('aa', 'b')", "'bb'"), ("'a,b,c'.split(',', 2)", "['a', 'b,c']"),
            ("'abc'.split('')", "['a', 'b', 'c']"), ("''.split(',')", "['']"),
            ("''.split('')", "[]"),
            ("'tacocat'.substring(2, 1)", "cel.evaluate.index_out_of_range"),
            ("'é🐱'.substring(1)", "'🐱'"), ("['a', 'b'].join('-')", "'a-b'"),
            ("[1].map(x, dyn(x)).join()", "cel.evaluate.no_matching_overload"),
            ("strings.quote('a\"\\n')", "'\"a\\\\\"\\\\n\"'"), ("'ÀBc'.lowerAscii()", "'Àbc'"),
            ("' a\\u3000'.trim()", "'a'"), ("'网格'.reverse()", "'格网'"),
            ("base64.encode(b'\\xff\\x00a')", "'/wBh'"),
            ("base64.decode('/wBh') == b'\\xff\\x00a'", "true"),
            ("base64.decode('a')", "cel.evaluate.invalid_argument"),
            ("base64.decode('a===')", "cel.evaluate.invalid_argument"),
            ("base64.decode('YR==')", "cel.evaluate.invalid_argument"),
            ("base64.decode('é')", "cel.evaluate.invalid_argument"),
        ])
    func `strings and encodings`(text: String, expected: String) {
        #expect(result(of: text) == expected)
    }

    @Test(
        arguments: [
            ("'%s'.format([b'a\\xff\\xffb'])", "'a�b'"), ("'%d'.format([3.14])", "'3.14'"),
            ("'%x'.format([-255])", "'-ff'"), ("'%.2e'.format([9.996])", "'1.00e+01'"),
            ("'%.0e'.format([9.5])", "'1e+01'"), ("'%.0f'.format([0.5])", "'0'"),
            ("'%.0f'.format([1.5])", "'2'"), ("'%.3f'.format([-0.0004])", "'-0.000'"),
            ("'%.1f'.format([1e22])", "'10000000000000000000000.0'"),
            ("'%.2e'.format([0.0])", "'0.00e+00'"), ("'%.3e'.format([5e-324])", "'4.941e-324'"),
            ("'%'.format([])", "cel.evaluate.invalid_argument"),
            ("'%.'.format([1])", "cel.evaluate.invalid_argument"),
            ("'%.9999f'.format([1.0])", "cel.evaluate.invalid_argument"),
            ("'%.2s'.format(['a'])", "cel.evaluate.invalid_argument"),
            ("'%s'.format([1e20])", "'100000000000000000000'"),
            ("'%d'.format([1e20])", "'100000000000000000000'"),
            ("'%s'.format([1e-7])", "'0.0000001'"), ("'%d'.format([-1.25e-7])", "'-0.000000125'"),
            ("'%s'.format([1.5e300]).size()", "301"), ("'%s'.format([5e-324]).size()", "326"),
            ("'%s'.format([1.234567e18])", "'1234567000000000000'"),
            ("'%s'.format([1.0])", "'1'"), ("'%s'.format([-0.0])", "'-0'"),
            ("'%s'.format([[1e20, {'a': 1e-7}]])", "'[100000000000000000000, {a: 0.0000001}]'"),
            ("'%s %d'.format([double('NaN'), -1.0 / 0.0])", "'NaN -Infinity'"),
            ("'%s'.format([optional.of(1)])", "cel.evaluate.invalid_argument"),
        ])
    func `format`(text: String, expected: String) {
        #expect(result(of: text) == expected)
    }
}
