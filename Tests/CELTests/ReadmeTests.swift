import CEL
import Testing

/// The example on the module's first page.
struct ReadmeTests {
    @Test func `the example of the documentation runs`() throws {
        let report = RecordType(
            "Report", fields: [.init("category", .string), .init("severity", .int)])
        let environment = try Environment(
            variables: [.init("report", .record("Report"))], records: [report])
        let program = try environment.compile("report.category == 'fire' && report.severity > 2")
        var activation = environment.makeActivation()
        activation[0] = .record(Record(report, values: [.string("fire"), .int(3)]))
        #expect(try program.evaluateCondition(activation))
        #expect(
            rendering(of: "report.catgory == 'fire'", in: environment) == """
                expression:1:8: error[cel.check.unknown_field]: 'Report' has no field 'catgory'; \
                did you mean 'category'?
                1 | report.catgory == 'fire'
                  |        ^~~~~~~
                """)
    }
}
