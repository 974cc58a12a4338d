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
}
