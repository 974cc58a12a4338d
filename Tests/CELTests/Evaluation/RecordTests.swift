import CEL
import Testing

struct RecordTests {
    @Test(
        arguments: [
            ("report.category", "'dispute'"), ("report.grid.township", "'芹阳街道'"),
            ("report.labels.source", "'app'"), ("'elder' in report.tags", "true"),
            ("has(report.closedAt)", "false"), ("has(report.grid)", "true"),
            ("report.closedAt", "cel.evaluate.absent_value"),
            ("report.closedAt == null || true", "true"), ("report.?closedAt", "optional.none()"),
            ("report.?grid.population.orValue(0)", "1200"),
            ("report.?closedAt.orValue(now) == now", "true"),
            ("report.grid == Grid{township: '芹阳街道', population: 1200}", "true"),
            ("report.grid == Grid{township: '芹阳街道'}", "false"),
            ("Grid{?township: optional.none()}.?township.hasValue()", "false"),
            ("type(report) == Report", "true"), ("anything", "cel.evaluate.unbound_variable"),
            ("dyn(report).category", "'dispute'"), ("dyn(report).x", "cel.evaluate.no_such_field"),
            ("has(dyn(report).x)", "cel.evaluate.no_such_field"), ("dyn(report) == 1", "false"),
        ])
    func `fields are read by declared index`(text: String, expected: String) {
        #expect(result(of: text, in: County.environment, County.values) == expected)
    }

    @Test func `a value of another type than the declared one is never misread`() throws {
        let other = RecordType(
            "Other", fields: [.init("severity", .int), .init("category", .string)])
        let record = Record(other, values: [.int(9), .string("swapped")])
        let values = ["report": Value.record(record)]
        #expect(result(of: "report.category", in: County.environment, values) == "'swapped'")
        #expect(
            result(of: "report.grid", in: County.environment, values)
                == "cel.evaluate.no_such_field")
        #expect(
            result(of: "report.category", in: County.environment, ["report": .int(1)])
                == "cel.evaluate.no_such_field")
    }

    @Test func `a record is made by names too`() throws {
        let grid = try Record(County.grid, ["population": .int(7)])
        #expect(grid["population"] == .int(7))
        #expect(grid["township"] == nil)
        let error = #expect(throws: CELError.self) {
            try Record(County.grid, ["townshop": .null])
        }
        #expect(error?.message == "'Grid' has no field 'townshop'; did you mean 'township'?")
    }

    @Test func `one activation serves every program and knows its variables`() throws {
        var activation = try County.activation
        let slot = try #require(County.environment.slot(of: "now"))
        let program = try County.environment.compile("now == timestamp(5)")
        #expect(try !program.evaluateCondition(activation))
        activation[slot] = Timestamp(seconds: 5).map(Value.timestamp)
        #expect(try program.evaluateCondition(activation))
        let error = #expect(throws: CELError.self) { try activation.set("naw", to: .null) }
        #expect(
            error?.message == "the environment has no variable 'naw'; did you mean 'now'?")
    }

    @Test func `a condition that is not a bool is an error`() throws {
        let program = try plainEnvironment.compile("dyn(1)")
        let error = #expect(throws: CELError.self) {
            try program.evaluateCondition(plainEnvironment.makeActivation())
        }
        #expect(error?.code == .noMatchingOverload)
    }

    @Test func `programs run on many threads at once`() async throws {
        let program = try County.environment.compile(
            "report.tags.exists(t, t == 'night') && report.grid.population > 1000")
        let activation = try County.activation
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    try (0..<500).count { _ in try program.evaluateCondition(activation) }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(count == 2_000)
    }
}

extension Sequence {
    fileprivate func count(where test: (Element) throws -> Bool) rethrows -> Int {
        try reduce(0) { try test($1) ? $0 + 1 : $0 }
    }
}
