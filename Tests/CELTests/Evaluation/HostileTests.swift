import CEL
import Testing

/// Expressions that are made to hurt: each must come back soon, with a value or with an error.
struct HostileTests {
    private func nested(_ open: String, _ count: Int, _ core: String, _ close: String) -> String {
        String(repeating: open, count: count) + core + String(repeating: close, count: count)
    }

    @Test func `the type of a macro's result cannot double with each level`() {
        let text = nested(
            "cel.bind(x, [].map(k, k == x ? {k: k} : {k: k}), ", 60, "x == x", ")")
        let errors = result(of: "cel.bind(x, [], " + text + ")")
        #expect(errors.hasPrefix("cel.check.type_mismatch"))
        #expect(errors.hasSuffix("cel.limit.too_many_errors"))
        let keys = nested("cel.bind(x, {x: x}, ", 60, "x == x", ")")
        #expect(
            result(of: "cel.bind(x, 1, " + keys + ")", checking: .deferred)
                == "cel.evaluate.unsupported_key")
    }

    @Test func `types and values as deep as an expression can make them are handled`() {
        func deep(_ core: String) -> String {
            let text = (0..<60).reduce(core) { body, _ in
                "cel.bind(x, " + nested("[", 50, "x", "]") + ", " + body + ")"
            }
            return result(of: "cel.bind(x, [0], " + text + ")")
        }
        #expect(deep("size(x) == 1 && [x] != []") == "true")
        #expect(deep("x == x") == "cel.evaluate.value_too_deep")
        #expect(deep("'%s'.format([x])") == "cel.evaluate.value_too_deep")
    }

    @Test(
        arguments: [
            "[" + String(repeating: "[] + [], ", count: 2_000) + "1]",
            "[" + String(repeating: "dyn(1) + 1, ", count: 1_600) + "1] != []",
            "[" + String(repeating: "[].map(x, x), ", count: 1_200) + "1] != []",
            "[" + String(repeating: "optional.none(), ", count: 1_500) + "1] != []",
            "{" + (0..<2_000).map { "\($0): '\($0)'" }.joined(separator: ", ") + "} != {}",
            "'" + String(repeating: "a", count: 32_000) + "' != ''",
            "x" + String(repeating: " || y", count: 3_000),
            String(repeating: "'\\q' ", count: 5_000), String(repeating: "# ", count: 16_000),
            "[" + String(repeating: "1 +, ", count: 5_000) + "]",
        ])
    func `a long expression is compiled in a moment`(text: String) {
        let environment = makeEnvironment([.init("y", .bool)])
        let duration = ContinuousClock().measure { _ = result(of: text, in: environment) }
        #expect(duration < .seconds(10), "it took \(duration)")
    }
}
