import ArgumentParser
import CountyFiles
import Engine
import Foundation
import Governance
import RulesEngine
import TextFormats

extension Rules {
    /// `griddispatch rules explain`.
    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell which rules fire for a report, and which nearly do. 解释一条上报的处置。",
            discussion: """
                The report is a JSON object as POST /api/v1/reports takes it; "at" may give the \
                local time at which it is routed, such as "2026-03-04 22:30".
                """)

        @Argument(help: "The county's folder.")
        var county: String

        @Option(help: "The report, a JSON file; - reads it from standard input.")
        var report: String

        @Flag(help: "Print one JSON object.")
        var json = false

        func run() throws {
            let loaded = try loadCounty(county, asJSON: json)
            let witness = try read(for: loaded.county)
            let explainer = RuleExplainer(of: loaded.rules)
            let explanation = explainer.explain(
                witness.report, personal: witness.personal, at: witness.time,
                in: Witness.context)
            let sentences = Language.allCases.map { language in
                (language, explanation.sentences(for: loaded.county, in: language))
            }
            guard json else {
                for (_, lines) in sentences { print(lines.joined(separator: "\n")) }
                return
            }
            var writer = JSONWriter()
            writer.object { object in
                object.field("report", witness)
                object.field("explanation", explanation)
                object.object("sentences") { languages in
                    for (language, lines) in sentences {
                        languages.field(language == .chinese ? "zh" : "en", lines)
                    }
                }
            }
            print(String(decoding: writer.bytes, as: UTF8.self))
        }

        private func read(for county: County) throws -> Witness {
            let bytes: [UInt8]
            do {
                bytes =
                    report == "-"
                    ? [UInt8](FileHandle.standardInput.readDataToEndOfFile())
                    : [UInt8](try Data(contentsOf: URL(filePath: report)))
                let value = try JSON.parse(bytes)
                return try JSONFields.decode(value) {
                    Witness(&$0, county: county, now: .system)
                }
            } catch {
                printToStandardError(FileFailure.words(for: error, in: report))
                throw ExitCode.failure
            }
        }
    }
}
