import CEL
import Testing

struct ExplanationTests {
    /// The text of what decided an expression and what it came to.
    private func decisive(_ text: String) throws -> String {
        let program = try County.environment.compile(Source(text), expecting: .bool)
        let decisive = try program.explain(County.activation).decisive
        let shown = program.source.text(in: decisive.expression.range)
        switch decisive.outcome {
        case .value(let value): return "\(shown) is \(value)"
        case .failure(let error): return "\(shown) fails with \(error.code.rawValue)"
        }
    }

    @Test(
        arguments: [
            ("report.category == 'dispute' && report.severity > 5", "report.severity > 5 is false"),
            ("report.severity > 5 && report.category == 'fire'", "report.severity > 5 is false"),
            (
                "report.severity > 5 || report.category == 'fire'",
                "report.severity > 5 || report.category == 'fire' is false"
            ),
            (
                "true && (report.severity > 1 && !(report.severity > 2))",
                "(report.severity > 2) is true"
            ),
            ("report.severity > 5 || 'elder' in report.tags", "'elder' in report.tags is true"),
            ("report.tags.all(t, t == 'elder')", "t == 'elder' is false"),
            (
                "report.tags.exists(t, t.startsWith('n') && t != '')",
                "t.startsWith('n') && t != '' is true"
            ),
            ("report.tags.exists(t, t == 'x')", "report.tags.exists(t, t == 'x') is false"),
            ("report.severity > 2 ? report.severity > 5 : true", "report.severity > 5 is false"),
            ("cel.bind(s, report.severity, s > 5)", "s > 5 is false"),
            ("cel.bind(s, 1 / 0, report.severity > 5)", "report.severity > 5 is false"),
            ("cel.bind(s, 1 / 0, s > 5)", "1 / 0 fails with cel.evaluate.division_by_zero"),
            (
                "cel.bind(s, 1 / 0, report.severity > 5 || s > 5)",
                "1 / 0 fails with cel.evaluate.division_by_zero"
            ),
            (
                "report.closedAt > now && true",
                "report.closedAt > now fails with cel.evaluate.absent_value"
            ),
        ])
    func `what decided is found`(text: String, expected: String) throws {
        #expect(try decisive(text) == expected)
    }

    @Test func `the parts show the values that were compared`() throws {
        let program = try County.environment.compile("report.grid.population >= 5000 && true")
        let explanation = try program.explain(County.activation)
        #expect(explanation.outcome == .value(.bool(false)))
        let parts = explanation.decisive.parts
        #expect(parts.map(\.expression.path) == ["report.grid.population"])
        #expect(parts.map(\.outcome) == [.value(.int(1_200))])
    }

    @Test func `both operands explain a conjunction that holds`() throws {
        let program = try County.environment.compile("report.severity > 1 && report.severity < 9")
        let parts = try program.explain(County.activation).parts
        #expect(parts.map(\.outcome) == [.value(.bool(true)), .value(.bool(true))])
    }

    @Test func `a bound value that nobody reads is no part of the reason`() throws {
        let program = try County.environment.compile("cel.bind(s, 1 / 0, report.severity > 2)")
        let explanation = try program.explain(County.activation)
        #expect(explanation.outcome == .value(.bool(true)))
        #expect(explanation.parts.map(\.outcome) == [.value(.bool(true))])
    }

    @Test func `an explanation of what is too costly says so`() throws {
        let program = try County.environment.compile("report.tags.all(t, t.size() > 0)")
        let outcome = try program.explain(County.activation, budget: 3).outcome
        guard case .failure(let error) = outcome else {
            Issue.record("it came to \(outcome)")
            return
        }
        #expect(error.code == .budgetExceeded)
    }
}
