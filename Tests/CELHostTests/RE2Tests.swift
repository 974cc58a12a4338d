import CEL
import CELHost
import Testing

struct RE2Tests {
    private func evaluate(_ text: String) throws -> Value {
        let environment = try Environment(
            variables: [.init("pattern", .string)], regexEngine: .re2, timeZones: .system)
        var activation = environment.makeActivation()
        activation[0] = .string(String(repeating: "(a*)*", count: 800) + "b")
        return try environment.compile(Source(text)).evaluate(activation)
    }

    @Test(
        arguments: [
            ("'hubba'.matches('ubb')", true), ("matches('zero', '^z.*o$')", true),
            ("'开化县网格'.matches('^\\\\p{Han}{5}$')", true), ("'a\\u0000b'.matches('b$')", true),
            ("'a\\nb'.matches('a.b')", false), ("'ABC'.matches('(?i)abc')", true),
            ("''.matches('')", true), ("'x'.matches('[^x]')", false),
        ])
    func `a pattern is found anywhere in a text`(text: String, found: Bool) throws {
        #expect(try evaluate(text) == .bool(found))
    }

    @Test(
        arguments: [
            ("'a'.matches('(?=a)')", "invalid pattern: invalid perl operator: (?="),
            ("'a'.matches('a{1001}')", "invalid pattern: invalid repetition size: {1001}"),
            ("'a'.matches('(a')", "invalid pattern: missing ): (a"),
            (
                "'a'.matches('\\\\pL{50}')",
                "invalid pattern: the pattern takes more than 128 KiB; use smaller repetitions and "
                    + "fewer classes such as \\pL"
            ),
        ])
    func `what RE2 does not read is an error of the compilation`(text: String, message: String)
        throws
    {
        let failure = #expect(throws: CompilationFailure.self) { try evaluate(text) }
        #expect(failure?.errors.map(\.message) == [message])
        #expect(failure?.errors.map(\.code) == [.invalidPattern])
    }

    @Test(arguments: ["(\\\\p{L}{100}){5}", "((a{100}){100}){100}"])
    func `a pattern whose program is too large is refused`(pattern: String) {
        let failure = #expect(throws: CompilationFailure.self) {
            try evaluate("'a'.matches('\(pattern)')")
        }
        #expect(failure?.errors.map(\.code) == [.invalidPattern])
    }

    @Test func `a long pattern is refused and a slow one is charged for`() throws {
        let long = String(repeating: "a", count: 5_000)
        #expect(throws: CompilationFailure.self) { try evaluate("'a'.matches('\(long)')") }
        let error = #expect(throws: CELError.self) {
            try evaluate(
                "[1,2,3,4,5,6,7,8,9,10].all(x, [1,2,3,4,5,6,7,8,9,10].all(y, "
                    + "[1,2,3,4,5,6,7,8,9,10].all(z, [1,2,3].all(w, !'aaaa'.matches(pattern)))))")
        }
        #expect(error?.code == .budgetExceeded)
    }

    /// The calls of `matches` for many literal patterns, each with its own number.
    private func many(_ count: Int, _ pattern: String) -> String {
        let calls = (0..<count).map { "''.matches(r'\(pattern)\($0)')" }
        return "[\(calls.joined(separator: ", "))]"
    }

    @Test func `no more patterns are compiled than errors are shown`() {
        let failure = #expect(throws: CompilationFailure.self) {
            try evaluate(many(1_000, "\\pL{48}"))
        }
        let codes = failure?.errors.map(\.code) ?? []
        #expect(codes.prefix(20).allSatisfy { $0 == .invalidPattern })
        #expect(codes.dropFirst(20) == [.tooManyErrors])
        #expect(failure?.errors.last?.message == "2 more errors are not shown")
    }

    @Test(arguments: [(700, "(a{1,100}){1,9}"), (1, String(repeating: "\\pL", count: 600))])
    func `the steps of all literal patterns together are bounded`(count: Int, pattern: String) {
        let failure = #expect(throws: CompilationFailure.self) {
            try evaluate(many(count, pattern))
        }
        #expect(failure?.errors.map(\.code) == [.patternsTooLarge])
    }

    @Test func `one pattern counts once, however often it is written`() throws {
        let calls = Array(repeating: "'aa'.matches('(a{1,100}){1,9}')", count: 700)
        #expect(try evaluate("[\(calls.joined(separator: ", "))].all(x, x)") == .bool(true))
    }

    @Test(arguments: ["\\pL{50}", "\\pL{3}", "a{900}", "(a{1,100}){1,9}", "[\\pL\\PL]{1}"])
    func `a pattern that is compiled by the evaluation is charged for`(pattern: String) throws {
        let list = (0..<40).map(String.init).joined(separator: ",")
        let error = #expect(throws: CELError.self) {
            try evaluate(
                "cel.bind(l, [\(list)], l.exists(y, l.exists(x, "
                    + "'-'.matches(r'\(pattern)' + string(x + 40 * y)))))")
        }
        #expect(error?.code == .budgetExceeded)
    }

    @Test func `a short pattern of the evaluation may be compiled hundreds of times`() throws {
        let list = (0..<400).map(String.init).joined(separator: ",")
        #expect(
            try evaluate("[\(list)].all(x, 'a7'.matches('^a[0-9]+$|' + string(x)))")
                == .bool(true))
    }
}
