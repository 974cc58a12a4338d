import ArgumentParser
import CountyFiles
import Governance
import SimulationReports
import Simulator
import TextFormats

/// `griddispatch compare`.
struct Compare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare two scenarios under the same chance. 对比两个情景。",
        discussion: """
            Both are run with the same seed and as many replications as the first. Draws are shared
            wherever the two do not differ, so what is left is the difference that was made.
            """)

    @Argument(help: "The first scenario's folder.")
    var first: String

    @Argument(help: "The second scenario's folder; by default the first, with --set-b.")
    var second: String?

    @OptionGroup var options: ReplicationOptions

    @Option(help: "A value that goes before those of both, as path=value; may be repeated.")
    var set: [String] = []

    @Option(help: "A value that goes before the first's; may be repeated.")
    var setA: [String] = []

    @Option(help: "A value that goes before the second's; may be repeated.")
    var setB: [String] = []

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Print the table in Chinese. 以中文显示。")
    var chinese = false

    func validate() throws {
        if second == nil, setA.isEmpty, setB.isEmpty {
            throw ValidationError("Name a second scenario, or what differs with --set-b.")
        }
    }

    func run() async throws {
        let one = try await options.load(first, set: set + setA)
        let alike = [
            "seed=\(one.scenario.seed)", "replications=\(one.scenario.replications)",
        ]
        let other = try await options.load(second ?? first, set: alike + set + setB)
        let comparison = Comparison(
            before: try await options.run(one), after: try await options.run(other))
        print(
            json ? comparison.json.text() : comparison.table(in: chinese ? .chinese : .english),
            terminator: json ? "\n" : "")
    }
}
