import RulesEngine
import Testing

@testable import CountyFiles

/// Cases beside the rules that state what feeds said.
struct FeedsInCasesTests {
    private func load(_ feeds: String, when condition: String) throws -> LoadedCounty {
        var files = MinimalFolder().replacing(
            "expect:", with: "feeds: \(feeds)\n    expect:", in: "routing.tests.yaml"
        ).replacing(
            #"report.category == "dispute/elder-support""#, with: condition, in: "routing.yaml"
        ).files
        files["feeds.yaml"] = MinimalFolder.river(
            items: """
                  - id: river-level
                    source: river
                    meaning: {zh: 水位, en: Level}
                    path: /level
                    mapping: {fact: int(record.level)}
                    readBy: {rules: {roles: [elder-support]}}
                  - id: river-gate
                    source: river
                    meaning: {zh: 闸门, en: Gate}
                    path: /gate
                    mapping: {fact: record.isOpen == true}
                    readBy: {rules: {roles: [elder-support]}}
                """)
        return try CountyFolder.load(files: files.mapValues { Array($0.utf8) })
    }

    private static let level = "feeds.river_level.value == 80 && "
    private static let gate = "feeds.river_gate.value"

    @Test(arguments: [
        (level + gate, "{river-level: {value: 80}, river-gate: {value: true}}"),
        (
            level + "feeds.river_level.ageMinutes == 15 && !feeds.river_level.isStale"
                + " && !has(\(gate))",
            "{river-level: {value: 80, age: 15min}}"
        ),
        // Stale is what is older than the data item promises.
        (
            level + "feeds.river_level.isStale && !has(\(gate))",
            "{river-level: {value: 80, age: 16min}}"
        ),
    ])
    func `a value is read with its age and is stale by its promise`(
        condition: String, feeds: String,
    ) throws {
        let loaded = try load(feeds, when: condition)
        let routingCase = try #require(loaded.cases.first)
        #expect(loaded.rules.mismatches(of: routingCase) == [])
    }

    @Test(arguments: [
        (
            "{river-levels: {value: 80}}",
            "there is no data item 'river-levels'; did you mean 'river-level'?"
        ),
        ("{river-level: {age: 5min}}", "the key 'value' is missing"),
        ("{river-level: {value: high}}", "'high' is not a whole number"),
        ("{river-gate: {value: 3}}", "'3' is neither true nor false"),
        (
            "{river-level: {value: 80, stale: true}}",
            "unknown key 'stale'; known are 'value', 'age'"
        ),
    ])
    func `what is wrong is told`(feeds: String, message: String) {
        do {
            _ = try load(feeds, when: Self.level + Self.gate)
            Issue.record("\(feeds) was taken")
        } catch {
            #expect("\(error)".contains(message), "\(error)")
        }
    }
}
