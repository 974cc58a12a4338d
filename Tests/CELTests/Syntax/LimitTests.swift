import CEL
import Testing

struct LimitTests {
    /// An environment whose limits are small enough to reach them in a test.
    private func environment(_ change: (inout Limits) -> Void) -> Environment {
        var limits = Limits()
        change(&limits)
        return makeEnvironment([.init("a", .dyn)], limits: limits)
    }

    private func repeated(_ part: String, _ count: Int) -> String {
        String(repeating: part, count: count)
    }

    @Test func `a text of the longest length compiles and a longer one does not`() {
        let small = environment { $0.maximumSourceBytes = 10 }
        #expect(result(of: "1 +      1", in: small) == "2")
        #expect(result(of: "1 +       1", in: small) == "cel.limit.source_too_long")
    }

    @Test func `an expression of the most nodes compiles and a larger one does not`() {
        let small = environment { $0.maximumNodes = 5 }
        #expect(result(of: "[1, 2, 3, 4]", in: small) == "[1, 2, 3, 4]")
        #expect(result(of: "[1, 2, 3, 4, 5]", in: small) == "cel.limit.too_many_nodes")
    }

    @Test(
        arguments: [
            ("(", "1", ")"), ("[", "1", "]"), ("!", "true", ""), ("- ", "1.0", ""),
            ("{1: ", "1", "}"), ("dyn(", "1", ")"), ("true ? 1 : ", "2", ""), ("", "a", ".a"),
            ("", "a", "[0]"), ("", "1", " + 1"), ("a.exists(x, ", "x", ")"),
        ])
    func `nesting is bounded for every construction`(open: String, core: String, close: String) {
        let deep = repeated(open, 1_000) + core + repeated(close, 1_000)
        #expect(result(of: deep) == "cel.limit.too_deep")
    }

    @Test(arguments: [("(", "1", ")"), ("[", "1", "]"), ("dyn(", "1", ")"), ("", "a", ".a")])
    func `a hundred levels are fine`(open: String, core: String, close: String) {
        let deep = repeated(open, 100) + core + repeated(close, 100)
        #expect(!result(of: deep, in: environment { _ in }).hasPrefix("cel.limit"))
    }

    @Test func `a long chain of conditions is one level`() {
        #expect(result(of: "true" + repeated(" && true", 1_000)) == "true")
        #expect(result(of: "false" + repeated(" || false", 1_000)) == "false")
    }

    @Test func `only so many errors are shown`() {
        let small = environment { $0.maximumErrors = 2 }
        #expect(
            rendering(of: "b + c + d + e", in: small) == """
                expression:1:1: error[cel.check.undeclared_reference]: undeclared reference to \
                'b'; did you mean 'a'?
                1 | b + c + d + e
                  | ^
                expression:1:5: error[cel.check.undeclared_reference]: undeclared reference to \
                'c'; did you mean 'a'?
                1 | b + c + d + e
                  |     ^
                expression:1:9: error[cel.limit.too_many_errors]: 2 more errors are not shown
                1 | b + c + d + e
                  |         ^
                """)
    }

    @Test func `an estimate above the limit is an error`() {
        let small = environment { $0.maximumEstimatedCost = 100 }
        #expect(result(of: "a == 1 || a == 2", in: small) == "cel.evaluate.unbound_variable")
        #expect(result(of: "a.all(x, x == 1)", in: small) == "cel.limit.estimate_too_high")
    }
}
