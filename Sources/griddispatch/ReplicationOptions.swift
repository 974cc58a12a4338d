import ArgumentParser
import CountyFiles
import DispatchCore
import Foundation
import SimulationReports
import Simulator

/// What the commands that run scenarios have in common.
struct ReplicationOptions: ParsableArguments {
    @Option(help: "The seed of all chance; by default the scenario's.")
    var seed: UInt64?

    @Option(help: "How many times the scenario is run; by default as it says.")
    var replications: Int?

    @Option(help: "How many processors to use; by default all.")
    var workers: Int?

    func validate() throws {
        if let replications, !(1...100_000).contains(replications) {
            throw ValidationError("--replications must be from 1 to 100000.")
        }
        if let workers, !(1...1_024).contains(workers) {
            throw ValidationError("--workers must be from 1 to 1024.")
        }
    }

    /// How many processors are used.
    var processors: Int { workers ?? ProcessInfo.processInfo.activeProcessorCount }

    /// The scenario in `folder` under these options.
    func load(_ folder: String, set changes: [String]) async throws -> LoadedScenario {
        try await Self.complete { () throws(CountyFileErrors) in
            try ScenarioFolder.load(folder, changes: withOwn(changes))
        }
    }

    /// The scenario that `text` states under these options.
    func load(
        text: String, named name: String, set changes: [String],
    ) async throws -> LoadedScenario {
        try await Self.complete { () throws(CountyFileErrors) in
            try ScenarioFolder.load(text: text, named: name, changes: withOwn(changes))
        }
    }

    private static func complete(
        _ load: () throws(CountyFileErrors) -> LoadedScenario,
    ) async throws -> LoadedScenario {
        do {
            return try await load().completed()
        } catch let error as CountyFileErrors {
            printToStandardError(error.rendered())
        } catch let error as ScenarioIncomplete {
            printToStandardError(error.description)
        }
        throw ExitCode.failure
    }

    private func withOwn(_ changes: [String]) -> [String] {
        changes
            + [seed.map { "seed=\($0)" }, replications.map { "replications=\($0)" }]
            .compactMap(\.self)
    }

    /// Runs all replications, with a progress bar on a terminal.
    func run(_ loaded: LoadedScenario) async throws -> SimulationResult {
        let runner = ReplicationRunner(
            loaded.scenario, dispatcher: loaded.dispatcher,
            workers: processors)
        let bar = ProgressBar(total: loaded.scenario.replications)
        let (measures, findings) = await runner.runAudited { bar.show($0) }
        bar.clear()
        guard findings.isEmpty else {
            for finding in findings.prefix(20) { printToStandardError(finding) }
            printToStandardError("The auditor does not believe this run. 审计未通过。")
            throw ExitCode.failure
        }
        return SimulationResult(
            title: loaded.title, scenario: loaded.scenario, county: loaded.dispatcher.county,
            replications: measures)
    }
}

/// How far a long task has come, on the terminal of the person who waits for it.
struct ProgressBar {
    private static let width = 30
    private let total: Int
    private let started = ContinuousClock.now
    private let isShown = isatty(STDERR_FILENO) == 1

    init(total: Int) {
        self.total = total
    }

    /// Shows that so many parts are done, and how long the others will take at this pace.
    func show(_ done: Int) {
        guard isShown, done > 0 else { return }
        let filled = Self.width * done / total
        let bar =
            String(repeating: "█", count: filled)
            + String(repeating: "░", count: Self.width - filled)
        let left = (ContinuousClock.now - started) * (total - done) / done
        let text = "\r\(bar) \(done)/\(total), \(left.components.seconds + 1) s left \u{1B}[K"
        FileHandle.standardError.write(Data(text.utf8))
    }

    /// Takes the bar off the screen.
    func clear() {
        if isShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}

/// How many of an unknown number of parts are done, on the terminal of the person who waits.
struct RunningCount {
    private let what: String
    private let isShown = isatty(STDERR_FILENO) == 1

    init(_ what: String) {
        self.what = what
    }

    /// Shows that so many parts are done.
    func show(_ done: Int) {
        guard isShown else { return }
        FileHandle.standardError.write(Data("\r\(what): \(done)\u{1B}[K".utf8))
    }

    /// Takes the line off the screen.
    func clear() {
        if isShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}
