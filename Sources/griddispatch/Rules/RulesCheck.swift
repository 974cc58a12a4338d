import ArgumentParser
import CountyFiles
import Governance
import RulesEngine
import TextFormats

extension Rules {
    /// `griddispatch rules check`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read a county's folder, compile and analyse its rules. 检查并分析规则。",
            discussion: """
                Finds rules that can never fire, rules that earlier ones shadow, overlaps that a \
                unique table forbids, rules that fail at run time, reports that no rule catches, and \
                roles or limits that the roster cannot meet, each with a report that shows it. What \
                is beyond the analysis is "not decided". Ends with 1 if something is an error.
                """)

        @Argument(help: "The county's folder.")
        var county: String

        @Flag(help: "Print one JSON object.")
        var json = false

        @Flag(help: "Print the findings in Chinese. 以中文显示。")
        var chinese = false

        func run() throws {
            let loaded = try loadCounty(
                county, asJSON: json, in: chinese ? .chinese : .english)
            let analysis = RuleAnalysis(of: loaded.rules)
            if json {
                var writer = JSONWriter()
                writer.object {
                    $0.field("version", loaded.version)
                    $0.field("clean", analysis.isClean)
                    $0.field("findings", analysis.findings)
                }
                print(String(decoding: writer.bytes, as: UTF8.self))
            } else {
                printSummary(loaded)
                for finding in analysis.findings { print(text(finding)) }
                print(totals(analysis))
            }
            guard analysis.isClean else { throw ExitCode.failure }
        }

        private func printSummary(_ loaded: LoadedCounty) {
            let areas = loaded.county.grids
            print(
                """
                \(county): version \(loaded.version.short)
                  \(areas.areas(at: .township).count) townships, \
                \(areas.areas(at: .community).count) communities, \
                \(areas.areas(at: .grid).count) grids
                  \(loaded.county.roles.count) roles, \(loaded.county.roster.count) responders
                  \(loaded.county.categories.count) categories, \
                \(loaded.county.standards.count) standards, \(loaded.cases.count) cases
                """)
        }

        private func text(_ finding: RuleFinding) -> String {
            let message = finding.message.text(in: chinese ? .chinese : .english)
            let heading =
                "\(finding.position): \(finding.weight.rawValue)[\(finding.kind.rawValue)]"
            let table = chinese ? "决策表“\(finding.table)”" : "table '\(finding.table)'"
            guard let witness = finding.witness else { return "\(heading): \(table): \(message)" }
            return "\(heading): \(table): \(message)\n    "
                + (chinese ? "例：" : "for example: ") + witness.summary
        }

        private func totals(_ analysis: RuleAnalysis) -> String {
            func count(_ weight: RuleFinding.Weight) -> Int {
                analysis.findings.lazy.filter { $0.weight == weight }.reduce(0) { $0 + $1.count }
            }
            return chinese
                ? "\(count(.error)) 个错误，\(count(.warning)) 个警告，\(count(.note)) 个提示"
                : "\(count(.error)) errors, \(count(.warning)) warnings, \(count(.note)) notes"
        }
    }
}
