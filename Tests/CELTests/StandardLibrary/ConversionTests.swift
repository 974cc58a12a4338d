import CEL
import Testing

struct ConversionTests {
    @Test(
        arguments: [
            ("int('-42')", "-42"), ("int('+1')", "1"),
            ("int('4.5')", "cel.evaluate.invalid_argument"), ("int(4.9)", "4"), ("int(-4.9)", "-4"),
            ("int(9223372036854775808.0)", "cel.evaluate.overflow"),
            ("int(-9223372036854775808.0)", "cel.evaluate.overflow"),
            ("int(double('NaN'))", "cel.evaluate.overflow"), ("int(5u)", "5"),
            ("int(18446744073709551615u)", "cel.evaluate.overflow"), ("int(timestamp(7))", "7"),
            ("uint(5)", "5u"), ("uint(-5)", "cel.evaluate.overflow"), ("uint(3.9)", "3u"),
            ("uint(-0.5)", "cel.evaluate.overflow"), ("uint('7')", "7u"),
            ("int('-0')", "0"), ("int('+')", "cel.evaluate.invalid_argument"),
            ("int('+-1')", "cel.evaluate.invalid_argument"),
            ("uint('-0')", "cel.evaluate.invalid_argument"),
            ("uint('+1')", "cel.evaluate.invalid_argument"),
            ("double('1e400')", "cel.evaluate.overflow"),
            ("double('-1e400')", "cel.evaluate.overflow"), ("double('1e-400')", "0.0"),
            ("uint(18446744073709551616.0)", "cel.evaluate.overflow"),
            ("double(3)", "3.0"), ("double(3u)", "3.0"), ("double('1e3')", "1000.0"),
            ("double('0x1p3')", "cel.evaluate.invalid_argument"), ("double('-Infinity')", "-inf"),
            ("double('')", "cel.evaluate.invalid_argument"), ("string(1.0)", "'1'"),
            ("string(123.456)", "'123.456'"), ("string(-0.0045)", "'-0.0045'"),
            ("string(1e100)", "'1e+100'"), ("string(true)", "'true'"), ("string(7u)", "'7'"),
            ("string(b'\\xf0\\x9f\\xa4\\xaa')", "'🤪'"),
            ("string(b'\\xff')", "cel.evaluate.invalid_argument"),
            ("string(timestamp('2023-08-26T12:39:00.500-07:00'))", "'2023-08-26T19:39:00.5Z'"),
            ("string(duration('1m1ms'))", "'60.001s'"), ("bytes('é').size()", "2"),
            ("bool('TRUE')", "true"), ("bool('f')", "false"),
            ("bool('tRue')", "cel.evaluate.invalid_argument"),
            ("string(type(1))", "cel.check.no_matching_overload"), ("type(dyn(1.5))", "double"),
            ("size('fiance\\u0301')", "7"), ("'🐱'.size()", "1"), ("{1: 2}.size()", "1"),
        ])
    func `values are converted or rejected`(text: String, expected: String) {
        #expect(result(of: text) == expected)
    }

    @Test(
        arguments: [
            ("'foobar'.startsWith('foo')", "true"), ("'foobar'.endsWith('bar')", "true"),
            ("'foo'.startsWith('foobar')", "false"), ("'e\\u0301'.startsWith('e')", "true"),
            ("'foobar'.contains('ob')", "true"), ("'foobar'.contains('')", "true"),
            ("'aaaaaaaaaaaaaaaaaaaaaaaab'.contains('aaaaaaaaaaaaaaaaaaaab')", "true"),
            ("'aaaaaaaaaaaaaaaaaaaaaaaab'.contains('aaaaaaaaaaaaaaaaaaaac')", "false"),
            ("'网格员上报'.contains('上报')", "true"), ("'abc'.matches('^a.c$')", "true"),
            ("matches('abc', 'b')", "true"), ("'abc'.matches('x' + '')", "false"),
            ("'abc'.matches('(' + '')", "cel.evaluate.invalid_argument"),
            ("dyn(1).startsWith('a')", "cel.evaluate.no_matching_overload"),
        ])
    func `strings are tested by code points`(text: String, expected: String) {
        #expect(result(of: text) == expected)
    }
}
