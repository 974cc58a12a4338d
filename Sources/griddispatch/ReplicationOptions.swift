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

    /// The scenario in `folder` under these options.
    func load(_ folder: String, set changes: [String]) throws -> LoadedScenario {
        var changes = changes
        if let seed { changes.append("seed=\(seed)") }
        if let replications { changes.append("replications=\(replications)") }
        do {
            return try ScenarioFolder.load(folder, changes: changes)
        } catch {
            printToStandardError(error.rendered())
            throw ExitCode.failure
        }
    }

    /// Runs all replications, with a progress bar on a terminal.
    func run(_ loaded: LoadedScenario) async -> SimulationResult {
        let runner = ReplicationRunner(
            loaded.scenario, dispatcher: loaded.dispatcher,
            workers: workers ?? ProcessInfo.processInfo.activeProcessorCount)
        let bar = ProgressBar(total: loaded.scenario.replications)
        let measures = await runner.run { bar.show($0) }
        bar.clear()
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
