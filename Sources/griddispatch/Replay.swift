import ArgumentParser
import Governance
import RecordedCalls

/// `griddispatch replay`.
struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Replay recorded calls through the dispatch core. 重放已录来电。",
        discussion: """
            Ends with 0, with 1 if nothing could be replayed, and with 2 if rows were refused: the \
            figures are then without them.
            """)

    @Argument(help: "A CSV file, plain or gzip.")
    var file: String

    @Option(help: "The mapping that says what its columns mean.")
    var mapping: String

    @Option(help: "A further column to group calls by; may be given several times.")
    var by: [String] = []

    @Option(help: "How many refused rows are told one by one.")
    var maxErrors = 20

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Print the table in Chinese. 以中文显示。")
    var chinese = false

    func validate() throws {
        guard maxErrors >= 0 else { throw ValidationError("--max-errors must not be negative.") }
    }

    func run() throws {
        var limits = ReplayLimits.standard
        limits.problems = maxErrors
        let report: ReplayReport
        do {
            report = try RecordedReplay.run(input: file, mapping: mapping, by: by, limits: limits)
        } catch {
            printToStandardError("\(error)")
            throw ExitCode.failure
        }
        print(json ? report.json() : report.table(in: chinese ? .chinese : .english))
        for refusal in report.refusals { printToStandardError(refusal) }
        guard report.isComplete else { throw ExitCode(2) }
    }
}
