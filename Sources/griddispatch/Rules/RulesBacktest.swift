import ArgumentParser
import CountyFiles
import Foundation
import Governance
import RulesEngine
import TextFormats

extension Rules {
    /// `griddispatch rules backtest`.
    struct Backtest: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Route recorded reports through two versions of the rules. 规则回测。",
            discussion: """
                Tells who would have been called more or less often, with the reports behind each \
                number. The log is the database of a server that is not running, or a file with one \
                JSON object a line: CloudEvents of 'log tail', or reports of 'rules explain'.
                """)

        @Argument(help: "The county's folder with the rules in force.")
        var county: String

        @Option(help: "The county's folder with the candidate rules.")
        var candidate: String

        @Option(help: "The log.")
        var log: String

        @Option(help: "The county key file; by default the one beside the database.")
        var keyFile: String?

        @Option(help: "Also write one HTML page that needs nothing beside itself.")
        var html: String?

        @Flag(help: "Print one JSON object.")
        var json = false

        @Flag(help: "Print the table in Chinese. 以中文显示。")
        var chinese = false

        func run() async throws {
            let live = try loadCounty(county)
            let other = try loadCounty(candidate)
            var backtest = RuleBacktest(live: live.rules, candidate: other.rules)
            var recorded = RecordedRoutings(county: live.county)
            do {
                try await recorded.read(log, keyFile: keyFile) { backtest.take($0) }
                if let html {
                    try Data(backtest.page().utf8).write(to: URL(filePath: html))
                }
            } catch {
                printToStandardError("\(log): \(error)")
                throw ExitCode.failure
            }
            guard json else {
                print(backtest.table(in: chinese ? .chinese : .english))
                return
            }
            var writer = JSONWriter()
            writer.value(backtest)
            print(String(decoding: writer.bytes, as: UTF8.self))
        }
    }
}
