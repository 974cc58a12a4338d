import CEL
import Testing

struct CheckerTests {
    @Test(
        arguments: [
            ("1", "int"), ("[]", "list(dyn)"), ("{}", "map(dyn, dyn)"), ("[1, 2]", "list(int)"),
            ("[1, 'a']", "list(dyn)"), ("[[], [1]]", "list(list(int))"), ("null", "null_type"),
            ("{'a': 1}", "map(string, int)"), ("{'a': 1, 2: 1}", "map(dyn, int)"),
            ("[1] + []", "list(int)"), ("[] + [1]", "list(int)"), ("int", "type"),
            ("type(1)", "type"), ("dyn(1)", "dyn"), ("dyn(1) + 1", "int"),
            ("dyn(1) + dyn(2)", "dyn"), ("dyn(1) == 1", "bool"), ("true ? 1 : 2", "int"),
            ("true ? [] : [1]", "list(int)"), ("true ? dyn(1) : 2", "dyn"),
            ("[1, 2].map(x, 'a')", "list(string)"), ("[1].filter(x, true)", "list(int)"),
            ("{'a': 1}.map(k, k)", "list(string)"), ("[1].all(x, true)", "bool"),
            ("timestamp(0) - timestamp(0)", "google.protobuf.Duration"),
            ("timestamp(0) + duration('1s')", "google.protobuf.Timestamp"),
            ("optional.of(1)", "optional_type(int)"), ("optional.none()", "optional_type(dyn)"),
            ("optional.of(1).orValue(2)", "int"), ("[1].first()", "optional_type(int)"),
            ("{'a': 1}.?a", "optional_type(int)"), ("{'a': {'b': 1}}.?a.b", "optional_type(int)"),
            ("['a'].transformMap(i, v, v)", "map(int, string)"),
            ("{'a': 1}.transformMapEntry(k, v, {v: k})", "map(int, string)"),
            ("cel.bind(x, [1], x[0])", "int"), ("'a'.split(',')", "list(string)"),
            ("math.greatest(1, 2)", "int"), ("math.greatest(1, 2.0)", "dyn"),
            ("math.greatest([1u])", "uint"), ("report", "Report"), ("report.tags", "list(string)"),
            ("report.grid.population + 1", "int"), ("report.?grid", "optional_type(Grid)"),
            ("report.closedAt", "wrapper(google.protobuf.Timestamp)"),
            ("report.closedAt == null", "bool"), ("report.closedAt > now", "bool"),
            ("Grid{township: 'a'}", "Grid"), ("Report", "type"), ("anything.x", "dyn"),
        ])
    func `types are deduced`(text: String, expected: String) {
        #expect(type(of: text, in: County.environment) == expected)
    }

    @Test(
        arguments: [
            (
                "1 + 1u",
                "'+' does not accept int and uint; convert one with int(), uint() or double()"
            ),
            ("1 == 'a'", "'==' does not accept int and string"),
            ("'a' == null", "only what may be null can be compared with null"),
            ("-'a'", "'-' does not accept string"), ("!1", "'!' does not accept int"),
            ("1 && true", "an operand of '&&' must be bool, but it is int"),
            ("1 ? 2 : 3", "the condition of '?:' must be bool, but it is int"),
            (
                "true ? 1 : 'a'",
                "the branches of '?:' must have one type, but they are int and string"
            ),
            ("[1]['a']", "the index of a list must be int, but it is string"),
            ("{'a': 1}[1]", "the key of map(string, int) must be string, but it is int"),
            ("1[0]", "type 'int' does not support indexing"),
            ("1.5.x", "type 'double' does not support field selection"),
            ("{1.5: 1}", "a map key must be bool, int, uint or string, not double"),
            ("1.all(x, true)", "all() goes through a list or a map, not int"),
            ("[1].all(x, x)", "the condition of all() must be bool, but it is int"),
            ("[1].all(1, true)", "all() declares a variable here, so this must be a simple name"),
            ("[1].all(x, x, true)", "all() needs two different variable names"),
            ("has(1)", "has() takes a field selection, such as has(report.category)"),
            ("size(1)", "no matching overload for size(int); there is size(string)"),
            (
                "'a'.startsWith(1)",
                "no matching overload for string.startsWith(int); there is "
                    + "string.startsWith(string)"
            ),
            ("startsWith('a', 'b')", "no matching overload for startsWith(string, string)"),
            ("'a'.startWith('b')", "the function 'startWith'; did you mean 'startsWith'?"),
            ("math.sqr(4)", "the function 'math.sqr'; did you mean 'math.sqrt'?"),
            ("math.greatest()", "math.greatest needs at least one argument"),
            ("math.greatest(1, 'a')", "math.greatest compares numbers, not string"),
            ("'a'.matches('(')", "invalid pattern"),
            ("now.getHours('Mars')", "unknown time zone 'Mars'"),
            ("report.severity == '3'", "'==' does not accept int and string"),
            ("has(report.catgory)", "did you mean 'category'?"),
            ("raport", "did you mean 'report'?"),
            ("Grit{}", "undeclared record type 'Grit'; did you mean 'Grid'?"),
            ("Grid{town: 'a'}", "'Grid' has no field 'town'"),
            ("Grid{population: 'a'}", "the field 'population' must be int, but it is string"),
            ("Grid{population: 1, population: 2}", "the field 'population' is set twice"),
            ("[?1]", "what follows '?' must be optional_type(dyn), but it is int"),
            (
                "1.optMap(x, x)",
                "the receiver of optMap() must be optional_type(dyn), but it is int"
            ),
        ])
    func `an ill-typed expression is a compile error that says why`(
        text: String, message: String,
    ) {
        let rendered = rendering(of: Source(text), in: County.environment)
        #expect(rendered.contains(message), "\(rendered)")
    }

    @Test(
        arguments: [
            ("has()", "the macro has() takes 1 argument, not 0; write has(report.category)"),
            ("has({}.a, 1)", "the macro has() takes 1 argument, not 2"),
            ("[1].has()", "has() is a macro; write has(report.category)"),
            (
                "[1].all(x)",
                "the macro all() takes 2 or 3 arguments, not 1; write list.all(x, condition)"
            ),
            ("[1].map()", "the macro map() takes 2 or 3 arguments, not 0"),
            ("map([1], x, x)", "map() is a macro; write list.map(x, result)"),
            ("[1].filter(x)", "the macro filter() takes 2 arguments, not 1"),
            (
                "[1].transformList(x, y)",
                "the macro transformList() takes 3 or 4 arguments, not 2"
            ),
            (
                "cel.bind(x, y)",
                "the macro cel.bind() takes 3 arguments, not 2; write cel.bind(x, value, result)"
            ),
            ("cel.block([1])", "the macro cel.block() takes 2 arguments, not 1"),
            ("optional.of(1).optMap(x)", "the macro optMap() takes 2 arguments, not 1"),
        ])
    func `a macro with the wrong arguments says how it is written`(
        text: String, message: String,
    ) {
        let rendered = rendering(of: Source(text))
        #expect(rendered.contains(message), "\(rendered)")
        #expect(type(of: text) == "cel.parse.invalid_macro")
    }

    @Test(
        arguments: [
            ("google.protobuf.Int32Value{value: 1}", "'google.protobuf.Int32Value'"),
            (".google.protobuf.Duration{seconds: 1}", "'google.protobuf.Duration'"),
            ("google.protobuf.NullValue.NULL_VALUE", "'google.protobuf.NullValue.NULL_VALUE'"),
            ("type(google.protobuf.Any)", "'google.protobuf.Any'"),
            ("google.protobuf.Any(1)", "'google.protobuf.Any'"),
            ("proto.getExt(anything, a.b.c)", "'proto.getExt'"),
            ("proto.hasExt(anything, a.b.c)", "'proto.hasExt'"),
            ("com.example.Thing{a: 1}", "'com.example.Thing'"),
        ])
    func `protocol buffers are said to be unsupported`(text: String, name: String) {
        let rendered = rendering(of: Source(text), in: County.environment)
        #expect(rendered.contains("\(name) needs protocol buffers, which are not supported"))
        #expect(type(of: text, in: County.environment) == "cel.check.unsupported")
    }

    @Test(
        arguments: [
            ("lists.range(3)", "'lists.range'", "lists"), ("[2, 1].sort()", "'sort'", "lists"),
            ("[2, 1].sortBy(x, x)", "'sortBy'", "lists"), ("[1].distinct()", "'distinct'", "lists"),
            ("[[1]].flatten()", "'flatten'", "lists"), ("[1].slice(0, 1)", "'slice'", "lists"),
            ("sets.contains([1], [1])", "'sets.contains'", "sets"),
            ("regex.extract('a', 'a')", "'regex.extract'", "regex"),
            ("ip('127.0.0.1')", "'ip'", "network"), ("isIP('127.0.0.1')", "'isIP'", "network"),
            ("ip.isCanonical('127.0.0.1')", "'ip.isCanonical'", "network"),
            ("cidr('127.0.0.0/8')", "'cidr'", "network"),
            ("json.encode(1)", "'json.encode'", "json"),
        ])
    func `an extension that is not there is named`(text: String, name: String, library: String) {
        let rendered = rendering(of: Source(text))
        #expect(
            rendered.contains(
                "\(name) is of the extension '\(library)', which is not supported"), "\(rendered)")
        #expect(type(of: text) == "cel.check.unsupported")
    }

    @Test func `what a host declares is not taken for an extension`() {
        let sort = FunctionDeclaration("sort", [.init(on: .list(.dyn), returning: .list(.dyn))]) {
            arguments, _ throws(EvaluationFailure) in arguments[0]
        }
        let environment = makeEnvironment(
            [.init("json", .string), .init("lists", .map(key: .string, value: .string))],
            functions: [sort])
        #expect(type(of: "[1].sort()", in: environment) == "list(dyn)")
        #expect(type(of: "json.size()", in: environment) == "int")
        #expect(type(of: "lists.a.size()", in: environment) == "int")
    }

    @Test(
        arguments: [
            ("[1].map(x, .x)", "undeclared reference to '.x'; did you mean 'x'?"),
            (".nowhere", "undeclared reference to '.nowhere'"),
            (".raport.tags", "undeclared reference to '.raport'; did you mean '.report'?"),
            (".sise([])", "undeclared reference to the function '.sise'; did you mean '.size'?"),
        ])
    func `a name with a dot before it is shown with the dot`(text: String, message: String) {
        let rendered = rendering(of: Source(text), in: County.environment)
        #expect(rendered.contains(message), "\(rendered)")
    }

    @Test func `all errors are reported, in the order of their positions`() throws {
        let failure = #expect(throws: CompilationFailure.self) {
            try County.environment.compile("report.a == 1 && nwo > now && 'x' + report.severity")
        }
        #expect(
            failure?.errors.map { "\($0.location?.column ?? 0) \($0.code.rawValue)" } == [
                "8 cel.check.unknown_field", "18 cel.check.undeclared_reference",
                "31 cel.check.no_matching_overload",
            ])
    }

    @Test func `an expression of the wrong type is rejected`() {
        #expect(
            rendering(of: "report.severity", in: County.environment, expecting: .bool).contains(
                "the expression must be bool, but it is int"))
    }

    @Test func `an error is reported once, however large the expression around it`() {
        #expect(
            type(of: "(b + 1) * 2 > 3 && [b].all(x, x > 0)", in: County.environment)
                == "cel.check.undeclared_reference cel.check.undeclared_reference")
    }
}
