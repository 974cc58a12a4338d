import ArgumentParser
import CountyFiles
import DispatchCore
import EventBus
import Foundation
import Governance
import Simulator

/// Where a log's rules and key are.
struct LoggedReplayOptions: ParsableArguments {
    @Option(
        help: """
            A county's folder under which the log was written, or the folder of the scenario that \
            was simulated; may be given once for each version that was in force. By default \
            Rules/kaihua. Versions that the server kept beside the log are found by themselves.
            """)
    var under: [String] = []

    @Option(help: "The county key file; by default the one beside the log.")
    var keyFile: String?
}

/// A log that was recorded, with the versions of the county under which that was done.
struct RecordedLog {
    /// How many records are read at once.
    private static let page = 2_000

    /// The county as it was last, with the folder that states it.
    let county: LoadedCounty
    /// The county's folder, or that of the scenario that was simulated.
    private let folder: String
    private let dispatchers: [Dispatcher]
    private let path: String
    private let key: CountyKey

    /// The log at `path`, which must be there.
    init(_ path: String, _ options: LoggedReplayOptions) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            throw ValidationError(
                "There is no file \(path). Name the database file of a log, or with --mapping a "
                    + "file of recorded calls.")
        }
        let folders = options.under.isEmpty ? ["Rules/kaihua"] : options.under
        let stated = try folders.map(Self.load)
        let kept = try Self.keptVersions(of: path).map(Self.load)
        self.path = path
        // What is stated goes before what was kept, and the last stated is the county of today.
        dispatchers = (kept + stated).map(\.dispatcher)
        county = stated[stated.count - 1].county
        folder = folders[folders.count - 1]
        key = try CountyKey.read(from: options.keyFile ?? path + ".key")
    }

    /// The log at `path`, of which only the reports are wanted, in a county that has what they name.
    init(reportsOf path: String, in county: LoadedCounty) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            throw ScenarioIncomplete(
                place: "demand.log", reason: "there is no file \(path)", chinese: "没有文件 \(path)")
        }
        self.path = path
        self.county = county
        folder = ""
        dispatchers = []
        key = try CountyKey.read(from: path + ".key")
    }

    /// Whether the file is one of recorded calls by its name, and no log by its bytes.
    static func isTable(_ path: String) -> Bool {
        let name = path.lowercased()
        guard [".csv", ".csv.gz"].contains(where: name.hasSuffix) else { return false }
        let file = FileHandle(forReadingAtPath: path)
        defer { try? file?.close() }
        let start = try? file?.read(upToCount: 15)
        return start.flatMap { $0 } != Data("SQLite format 3".utf8)
    }

    /// The county of a folder, or of the scenario in it with the scenario's roster.
    private static func load(
        _ folder: String,
    ) throws -> (dispatcher: Dispatcher, county: LoadedCounty) {
        guard isScenario(folder) else {
            let county = try loadCounty(folder)
            return (Dispatcher(county: county.county, rules: county.rules), county)
        }
        do {
            let scenario = try ScenarioFolder.load(folder)
            return (scenario.dispatcher, scenario.county)
        } catch {
            printToStandardError(error.rendered())
            throw ExitCode.failure
        }
    }

    /// The folders of the versions that a server kept beside its log.
    private static func keptVersions(of path: String) -> [String] {
        let folder = path + ".versions"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { CountyVersion($0) != nil }.sorted().map { "\(folder)/\($0)" }
    }

    /// The county's folder.
    var countyFolder: String {
        get throws {
            guard !Self.isScenario(folder) else {
                throw ValidationError(
                    "What would have been starts from a county: name its folder with --under.")
            }
            return folder
        }
    }

    private static func isScenario(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(folder)/\(ScenarioFolder.fileName)")
    }

    /// Makes every decision again.
    func replay() async throws -> ReplayProof {
        var replay = LoggedReplay(dispatchers)
        try await read { replay.take($0) }
        return replay.finish()
    }

    /// What was reported and done in the recorded time.
    func past() async throws -> RecordedPast {
        var reader = RecordedPastReader(county.county)
        try await read { reader.take($0) }
        guard let past = reader.finish() else {
            throw ValidationError(
                "Nothing was filed in the log \(path), so nothing can be changed.")
        }
        return past
    }

    private func read(_ take: (LoggedEvent) -> Void) async throws {
        let log = try SQLiteEventLog(.init(path: path, countyKey: key))
        do {
            try await read(log, take)
        } catch {
            try? await log.close()
            throw error
        }
        try await log.close()
    }

    private func read(_ log: SQLiteEventLog, _ take: (LoggedEvent) -> Void) async throws {
        let forgotten = Set(try await log.forgotten(after: 0))
        var offset = Offset.start
        while true {
            let page = try await log.read(after: offset, limit: Self.page, filter: .everything)
            for record in page.records {
                take(
                    LoggedEvent(
                        offset: record.offset.value, partition: record.partition,
                        event: record.event,
                        isForgotten: record.event.incident.map(forgotten.contains) ?? false))
            }
            guard page.through > offset else { return }
            offset = page.through
        }
    }
}
