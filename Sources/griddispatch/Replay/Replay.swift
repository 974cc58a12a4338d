import ArgumentParser
import CountyFiles
import Governance
import RecordedCalls
import Simulator
import TextFormats

/// `griddispatch replay`.
struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Replay a log of this program, or recorded calls. 重放日志或已录来电。",
        discussion: """
            A log: every decision is made again under the same rules and compared. Ends with 0 if \
            every event is the same, with 1 at a difference, and with 2 if some decisions could \
            not be made again. With --county, --roster or --set it tells instead what would have \
            been: the reports as they came, the changed part simulated.

            Recorded calls, with --mapping: ends with 0, with 1 if nothing could be replayed, and \
            with 2 if rows were refused: the figures are then without them.
            """)

    @Argument(help: "A log's database file, or with --mapping a CSV file, plain or gzip.")
    var file: String

    @OptionGroup(title: "Recorded calls") var calls: CallOptions

    @OptionGroup(title: "A log") var logged: LoggedReplayOptions

    @OptionGroup(title: "What would have been") var changed: CounterfactualOptions

    @OptionGroup(title: "What would have been") var replications: ReplicationOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Print the table in Chinese. 以中文显示。")
    var chinese = false

    func validate() throws {
        if calls.mapping == nil, !calls.by.isEmpty {
            throw ValidationError("--by needs --mapping; a log has no columns.")
        }
        if calls.mapping != nil, changed.isAsked {
            throw ValidationError("--county, --roster, --set and --fit are for logs.")
        }
    }

    func run() async throws {
        let language = chinese ? Language.chinese : .english
        if let mapping = calls.mapping {
            return try calls.replay(file, mapping: mapping, json: json, in: language)
        }
        if RecordedLog.isTable(file) { throw CallOptions.mappingMissing(for: file) }
        let log = try RecordedLog(file, logged)
        if changed.isAsked {
            try await changed.run(log, replications, json: json, in: language)
        } else {
            let proof = try await log.replay()
            print(json ? proof.json.text() : proof.text(in: language))
            if proof.differenceCount > 0 { throw ExitCode(1) }
            if !proof.given.isEmpty { throw ExitCode(2) }
        }
    }
}

/// What is asked of recorded calls.
struct CallOptions: ParsableArguments {
    @Option(help: "The mapping that says what the columns of a CSV file mean.")
    var mapping: String?

    @Option(help: "A further column to group calls by; may be given several times.")
    var by: [String] = []

    @Option(
        help: """
            Foretell each period of so many hours from a model of the one before it, and compare.
            """)
    var predict: Double?

    @Option(help: "How many refused rows are told one by one.")
    var maxErrors = 20

    func validate() throws {
        if let predict, !(1...87_600).contains(predict) {
            throw ValidationError("--predict must be from 1 to 87600 hours.")
        }
        guard maxErrors >= 0 else { throw ValidationError("--max-errors must not be negative.") }
    }

    /// Tells that a table means nothing without a mapping.
    static func mappingMissing(for file: String) -> ValidationError {
        ValidationError(
            """
            \(file) is a CSV file of recorded calls; it needs --mapping with a file that says what \
            its columns mean, for example --mapping Simulations/sf-fire/mapping.yaml.
            \(file) 是已录来电的 CSV 文件，须用 --mapping 指明各列含义，例如 --mapping \
            Simulations/sf-fire/mapping.yaml。
            """)
    }

    func replay(_ file: String, mapping: String, json: Bool, in language: Language) throws {
        var limits = ReplayLimits.standard
        limits.problems = maxErrors
        let report: ReplayReport
        do {
            if let predict {
                let prediction = try Prediction.run(
                    input: file, mapping: mapping, period: .seconds(predict * 3_600))
                print(json ? prediction.json.text() : prediction.text(in: language))
                return
            }
            report = try RecordedReplay.run(input: file, mapping: mapping, by: by, limits: limits)
        } catch {
            printToStandardError("\(error)")
            throw ExitCode.failure
        }
        print(json ? report.json() : report.table(in: language))
        for refusal in report.refusals { printToStandardError(refusal) }
        guard report.isComplete else { throw ExitCode(2) }
    }
}
