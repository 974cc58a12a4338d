import ArgumentParser
import CountyFiles
import Foundation
import Governance
import SimulationReports
import Simulator
import TextFormats

/// `griddispatch simulate`.
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Simulate what would happen. 模拟推演。",
        subcommands: [Run.self, Queue.self], defaultSubcommand: Run.self)

    /// `griddispatch simulate SCENARIO`.
    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run the replications of a scenario. 运行情景。",
            discussion: """
                The same seed gives the same figures whatever the number of processors.
                """)

        @Argument(help: "The scenario's folder.")
        var scenario: String

        @OptionGroup var options: ReplicationOptions

        @Option(help: "A value that goes before the scenario's, as path=value; may be repeated.")
        var set: [String] = []

        @Option(help: "Write result.json, replications.csv and report.html into this folder.")
        var out: String?

        @Option(help: "Also write the event log of this replication, from 0 on, into the folder.")
        var log: Int?

        @Flag(help: "Print one JSON object.")
        var json = false

        @Flag(help: "Print the table in Chinese. 以中文显示。")
        var chinese = false

        func validate() throws {
            if log != nil, out == nil { throw ValidationError("--log needs --out.") }
        }

        func run() async throws {
            let loaded = try await options.load(scenario, set: set)
            if let log, !(0..<loaded.scenario.replications).contains(log) {
                throw ValidationError(
                    "--log must be from 0 to \(loaded.scenario.replications - 1).")
            }
            let result = try await options.run(loaded)
            if let out {
                let folder = OutputFolder(path: out)
                try folder.write(result)
                if let log { try await folder.writeLog(of: log, loaded) }
            }
            print(
                json ? result.json.text() : result.table(in: chinese ? .chinese : .english),
                terminator: json ? "\n" : "")
        }
    }
}
