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
            let language: Language = chinese ? .chinese : .english
            let live = try loadCounty(county, asJSON: json, in: language)
            let other = try loadCounty(candidate, asJSON: json, in: language)
            var backtest = RuleBacktest(live: live.rules, candidate: other.rules)
            var recorded = RecordedRoutings(county: live.county)
            do {
                try await recorded.read(log, keyFile: keyFile) { backtest.take($0) }
            } catch {
                printToStandardError(FileFailure.words(for: error, in: log))
                throw ExitCode.failure
            }
            let both = [live.rules, other.rules]
            if recorded.lacks.contains(.words), both.contains(where: \.readsWords) {
                printToStandardError(
                    "\(log) has no words of reports, which rules read: they see an empty text. "
                        + "Give the database to try them. 文件不含上报文字，读取文字的规则按空文字试算。")
            }
            if recorded.lacks.contains(.history), both.contains(where: \.readsHistory) {
                printToStandardError(
                    "\(log) has reports alone: each counts as the first from its grid. "
                        + "Give the database or an export to try rules that read history. "
                        + "文件只有上报，每条都按该网格的首次上报试算。")
            }
            if let html {
                do {
                    try Data(backtest.page().utf8).write(to: URL(filePath: html))
                } catch {
                    printToStandardError(FileFailure.words(for: error, in: html))
                    throw ExitCode.failure
                }
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
