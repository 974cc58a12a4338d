import CEL
import Testing

struct BudgetTests {
    @Test(
        arguments: [
            // Time exponential in the number of macros.
            String(repeating: "[0, 1, 2, 3].all(x, ", count: 20) + "x >= 0"
                + String(repeating: ")", count: 20),
            // A value whose parts are shared: small in memory, exponential to walk through.
            doubling(40) + " == " + doubling(40),
            "'%s'.format([" + doubling(40) + "]) == ''",
            // Text that doubles with each step.
            String(repeating: "cel.bind(s, s + s, ", count: 60) + "size(s) > 0"
                + String(repeating: ")", count: 60),
            // A small text times a small text.
            "cel.bind(s, s.replace('', s), cel.bind(s, s.replace('', s), "
                + "cel.bind(s, s.replace('', s), s.replace('', s).size() > 0)))",
            // Lists that double.
            String(repeating: "cel.bind(l, l + l, ", count: 60) + "size(l) > 0"
                + String(repeating: ")", count: 60),
        ])
    func `an expression cannot cost more than its budget`(text: String) {
        let environment = makeEnvironment([.init("s", .string), .init("l", .list(.int))])
        let values: [String: Value] = [
            "s": .string(String(repeating: "ab", count: 100)), "l": .list([.int(1), .int(2)]),
        ]
        #expect(result(of: text, in: environment, values) == "cel.evaluate.budget_exceeded")
    }

    /// A list of lists of lists … that holds two to the power of `depth` strings.
    private static func doubling(_ depth: Int) -> String {
        "cel.bind(v, ['x'], " + String(repeating: "cel.bind(v, [v, v], ", count: depth) + "v"
            + String(repeating: ")", count: depth + 1)
    }

    @Test(arguments: ["|| true", "&& false", "? true : true", "|| [1].exists(x, true)"])
    func `an overrun is never absorbed`(rest: String) {
        let text = "[1, 2, 3].all(x, [1, 2, 3].all(y, x + y > 0)) \(rest)"
        #expect(result(of: text, budget: 10) == "cel.evaluate.budget_exceeded")
        let inner = "[1, 2].exists(z, [1, 2, 3].all(x, [1, 2, 3].all(y, x + y > 0)))"
        #expect(result(of: inner, budget: 10) == "cel.evaluate.budget_exceeded")
    }

    @Test func `the cost is measured and the smallest sufficient budget is that cost`() throws {
        let program = try County.environment.compile(
            "report.severity > 2 && report.tags.exists(t, t == 'night')")
        let activation = try County.activation
        let (value, cost) = try program.evaluateMeasuringCost(activation)
        #expect(value == .bool(true))
        #expect(cost == 12)
        #expect(try program.evaluate(activation, budget: cost) == .bool(true))
        let error = #expect(throws: CELError.self) {
            try program.evaluate(activation, budget: cost - 1)
        }
        #expect(error?.code == .budgetExceeded)
        #expect(error?.message == "the evaluation cost more than its budget of 11")
    }

    @Test(
        arguments: [
            "report.severity > 2 && report.tags.exists(t, t == 'night')",
            "report.category == 'a' || report.category.startsWith('dis')",
            "report.grid.population > 1000 ? report.tags.map(t, t + '!') : []",
            "cel.bind(g, report.grid, [g.population, 1, 2].filter(x, x > 1))",
            "'%s %d'.format([report.category, report.severity])",
            "report.tags.join(',').split(',') == report.tags",
            "math.greatest(report.severity, 2, 5) + [1, 2, 3].size()",
            "{'a': report.tags}.a == ['elder', 'night']",
        ])
    func `the measured cost lies within the estimate`(text: String) throws {
        let program = try County.environment.compile(Source(text))
        let cost = try program.evaluateMeasuringCost(County.activation).cost
        #expect(program.estimate.minimum <= cost)
        #expect(cost <= program.estimate.maximum)
    }

    @Test func `a nested macro multiplies the estimate`() throws {
        func estimate(_ text: String) throws -> Int {
            try makeEnvironment([.init("l", .list(.int))]).compile(Source(text)).estimate.maximum
        }
        let one = try estimate("l.all(x, x > 0)")
        let two = try estimate("l.all(x, l.all(y, x > y))")
        #expect(one > 1_000)
        #expect(two > 1_000 * one / 2)
        #expect(try estimate("[1, 2].all(x, x > 0)") < 20)
    }
}
