import CEL
import CountyFiles
import Foundation
import RulesEngine

/// Measures a table of the workload on the engine that routes live reports.
///
/// Times are those of the processor, of this process alone, so that what else the machine does
/// counts little. Each measurement is the median of five. Turning a report into facts is part
/// of every decision.
struct RulesBenchmark {
    /// Which rules are asked for.
    enum Mode: String, CaseIterable {
        case first
        case all
    }

    /// What comes with a decision that explains itself: the rules, why others failed, and all facts.
    private struct Explained {
        let rules: [Int]
        let faults: [String]
        let facts: FactRow
    }

    private static let repetitions = 5

    let rules: [RulesWorkload.Rule]
    let reports: [RulesWorkload.Report]
    let compileSeconds: Double
    private let table: ConditionTable

    /// Compiles a table of so many rules.
    init(ruleCount: Int, reports: [RulesWorkload.Report]) throws {
        let rules = RulesWorkload.rules(ruleCount)
        self.rules = rules
        self.reports = reports
        let report = RecordType(
            "Report",
            fields: [
                .init("category", .string), .init("severity", .int), .init("hour", .int),
                .init("tags", .list(.string)),
            ])
        let environment = try Environment(
            variables: [.init("report", .record("Report"))], records: [report])
        let sources = rules.map { Source($0.condition) }
        let start = Self.processorSeconds()
        let programs = try sources.map { try environment.compile($0, expecting: .bool) }
        table = ConditionTable(
            programs, over: FactLayout(environment),
            vocabulary: ["report.category": RulesWorkload.categories])
        compileSeconds = Self.processorSeconds() - start
    }

    /// How many decisions a second, over all reports.
    func rate(_ mode: Mode, explained: Bool = false) -> Double {
        var rates: [Double] = []
        _ = explained ? explain(mode) : decide(mode)
        while rates.count < Self.repetitions {
            let start = Self.processorSeconds()
            var passes = 0
            repeat {
                _ = explained ? explain(mode) : decide(mode)
                passes += 1
            } while Self.processorSeconds() - start < 0.3
            let spent = Self.processorSeconds() - start
            rates.append(Double(passes * reports.count) / spent)
        }
        return rates.sorted()[Self.repetitions / 2]
    }

    /// Decides about all reports; the sum of all rules found keeps the work from being left out.
    private func decide(_ mode: Mode) -> Int {
        var findings = ConditionTable.Findings()
        var row = FactRow(table.layout)
        var sum = 0
        for index in reports.indices {
            Self.state(reports[index], in: &row)
            table.judge(row, untilFirst: mode == .first, into: &findings)
            for rule in findings.holding { sum &+= rule }
        }
        return sum
    }

    /// The same, but each decision is kept with all that explains it until 64 more were made, as if
    /// somebody wrote them down.
    private func explain(_ mode: Mode) -> Int {
        var findings = ConditionTable.Findings()
        var row = FactRow(table.layout)
        let nothing = Explained(rules: [], faults: [], facts: row)
        var kept = Array(repeating: nothing, count: 64)
        for index in reports.indices {
            Self.state(reports[index], in: &row)
            table.judge(row, untilFirst: mode == .first, into: &findings)
            kept[index & 63] = Explained(
                rules: findings.holding,
                faults: findings.failed.map { "\($0.rule): \($0.error)" }, facts: row)
        }
        return kept.reduce(0) { $0 &+ $1.rules.count &+ $1.faults.count &+ $1.facts.cells.count }
    }

    /// The rules that hold for each report.
    func decisions(_ mode: Mode) -> [[Int]] {
        var findings = ConditionTable.Findings()
        var row = FactRow(table.layout)
        return reports.map { report in
            Self.state(report, in: &row)
            table.judge(row, untilFirst: mode == .first, into: &findings)
            return findings.holding
        }
    }

    /// How long reading the same rules from YAML takes.
    func yamlSeconds() throws -> Double {
        var text = "rules:\n"
        for (index, rule) in rules.enumerated() {
            text += """
                  - id: rule-\(index)
                    when: >-
                      \(rule.condition)
                    then: [community-director, police]
                    because: {zh: 测试规则第 \(index) 条, en: "Rule \(index) of the test"}

                """
        }
        let bytes = Array(text.utf8)
        let start = Self.processorSeconds()
        try CountyFolder.checkYAML(bytes)
        return Self.processorSeconds() - start
    }

    /// Writes a report into the cells of the layout, in the order of the record's fields.
    private static func state(_ report: RulesWorkload.Report, in row: inout FactRow) {
        row.cells[0] = .string(report.category)
        row.cells[1] = .int(Int64(report.severity))
        row.cells[2] = .int(Int64(report.hour))
        row.cells[3] = .list(report.tags.map { .string($0) })
    }

    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
