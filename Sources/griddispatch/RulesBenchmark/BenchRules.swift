import ArgumentParser
import Foundation
import TextFormats

/// `griddispatch bench rules`.
struct BenchRules: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Decisions a second of decision tables.",
        discussion: """
            The rules and reports are invented, the same on every machine. With --export, they are \
            also written as JSON, with what is decided about the first 1,000 reports, for others to \
            be measured beside.
            """)

    @Option(help: "How many rules the tables have, separated by commas.")
    var rules = "200,2000,20000"

    @Option(help: "How many reports there are.")
    var reports = 100_000

    @Option(help: "A folder to write the rules, reports and decisions into.")
    var export: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    private func sizes() throws -> [Int] {
        let sizes = rules.split(separator: ",").compactMap { Int($0) }
        guard !sizes.isEmpty, sizes.allSatisfy((31...100_000).contains) else {
            throw ValidationError("--rules must be numbers from 31 to 100000, such as 200,2000.")
        }
        return sizes
    }

    func validate() throws {
        _ = try sizes()
        guard (1_000...1_000_000).contains(reports) else {
            throw ValidationError("--reports must be from 1000 to 1000000.")
        }
    }

    func run() throws {
        let workload = RulesWorkload.reports(reports)
        var tables: [JSON] = []
        for size in try sizes() {
            let benchmark = try RulesBenchmark(ruleCount: size, reports: workload)
            if let export { try write(benchmark, into: URL(filePath: export)) }
            let measured = try measure(benchmark)
            tables.append(measured)
            if !json { print(measured.text()) }
        }
        if json { print(JSON.object(["tables": .array(tables)]).text()) }
    }

    private func measure(_ benchmark: RulesBenchmark) throws -> JSON {
        var object = JSONObject()
        object["rules"] = .integer(Int64(benchmark.rules.count))
        for mode in RulesBenchmark.Mode.allCases {
            object[mode.rawValue] = .integer(Int64(benchmark.rate(mode)))
            object["\(mode.rawValue)Explained"] = .integer(
                Int64(benchmark.rate(mode, explained: true)))
        }
        object["compileSeconds"] = .number(benchmark.compileSeconds)
        object["yamlSeconds"] = .number(try benchmark.yamlSeconds())
        return .object(object)
    }

    private func write(_ benchmark: RulesBenchmark, into folder: URL) throws {
        func write(_ name: String, _ json: JSON) throws {
            try Data(json.encoded()).write(to: folder.appending(path: name))
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let size = benchmark.rules.count
        try write("rules_\(size).json", .array(benchmark.rules.map(\.json)))
        try write("conditions_\(size).json", .array(benchmark.rules.map { .string($0.condition) }))
        try write("reports.json", .array(benchmark.reports.map(\.json)))
        for mode in RulesBenchmark.Mode.allCases {
            let decisions = benchmark.decisions(mode).prefix(1_000)
            try write(
                "expected_\(mode.rawValue)_\(size).json",
                .array(decisions.map { .array($0.map { .integer(Int64($0)) }) }))
        }
    }
}
