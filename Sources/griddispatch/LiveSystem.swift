import ArgumentParser
import CommandRoom
import CountyFiles
import DispatchCore
import Engine
import EventBus
import Foundation
import Governance
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// The one place where live dispatch is wired: county, log, engine and command room.
struct LiveSystem {
    let engine: Engine
    let versions: RuleVersions
    let log: SQLiteEventLog
    var room: CommandRoom
    let search: SearchIndex
    let attachments: AttachmentStore
    let feeds: FeedsRunner?
    let outbox: OutboxRunner
    let auditor: Auditor
    let logger: Logger

    /// Opens everything; nothing is dispatched before ``run(at:with:announce:)``.
    ///
    /// The clock is made knowing when the log's last record was taken. A served folder that is
    /// broken keeps nobody from being helped: the version that was in force goes on, and the faults
    /// are told. Without such a version this throws them.
    init(
        _ folder: Result<LoadedCounty, CountyFileErrors>, options: ServerOptions, database: String,
        feedsFolder: String?,
        simulatorPort: Int? = nil,
        clock: (_ lastRecordedAt: Instant?) -> any EngineClock,
    ) async throws {
        // Whoever asks for a reload before anything is read gets what is read then.
        signal(SIGHUP, SIG_IGN)
        var logger = Logger(label: "griddispatch")
        guard let level = Logger.Level(rawValue: options.logLevel) else {
            throw ValidationError("There is no log level '\(options.logLevel)'.")
        }
        logger.logLevel = level
        let archive = CountyArchive(folder: database + ".versions")
        if case .failure(let errors) = folder {
            printToStandardError(errors.rendered())
            guard !archive.versions.isEmpty else { throw ExitCode.failure }
        }
        let key = try CountyKey.load(
            keyFile: options.keyFile, besideDatabase: database, announce: printToStandardError)
        log = try SQLiteEventLog(.init(path: database, countyKey: key))
        attachments = try await AttachmentStore(path: database + ".photos", log: log)
        let county: LoadedCounty
        switch folder {
        case .success(let read): county = read
        case .failure:
            guard let former = try await archive.lastInForce(after: log) else {
                throw ExitCode.failure
            }
            county = former
            printToStandardError(Self.warning(of: options.county, former.version))
        }
        let history = try await RuleHistory(of: county.county.grids.county.code, in: log)
        let inForce = archive.versionInForce(after: history, of: county, logger)
        search = try await SearchIndex(
            path: database + ".search", log: log, naming: IncidentNames(inForce.county).words)
        engine = Engine(
            dispatcher: Dispatcher(county: inForce.county, rules: inForce.rules), log: log,
            clock: clock(try await log.lastRecordedAt()),
            snapshot: StateSnapshot(path: database + ".state"),
            servedFolder: (try? folder.get().version).flatMap { read in
                read == inForce.version ? read : nil
            },
            logger: logger)
        versions = RuleVersions(
            inForce, of: engine,
            in: .init(
                served: options.county,
                candidates: options.candidates.map(CandidateFolders.init(folder:)),
                archive: archive),
            logger: logger)
        await versions.begin(after: history)
        let secrets = try options.secrets.store()
        let sources = simulatorPort.map { inForce.feeds.served(at: $0) } ?? inForce.feeds
        feeds = try feedsFolder.map { [engine, log, logger] folder in
            try FeedsRunner(
                sources, knowing: folder, secrets: secrets, engine: engine, log: log,
                logger: logger)
        }
        outbox = try OutboxRunner(
            inForce.notifications, log: log, secrets: secrets, engine: engine, logger: logger)
        auditor = Auditor(of: engine, log: log, source: log, logger: logger)
        room = CommandRoom(
            engine: engine, versions: versions, log: log, readModels: log, search: search,
            attachments: attachments, catalogue: sources, feeds: feeds?.feeds,
            notifications: outbox.desk, auditor: auditor, logger: logger)
        self.logger = logger
    }

    private static func warning(of folder: String, _ version: CountyVersion) -> String {
        """
        \(folder) cannot be read, see above. Version \(version.description.prefix(12)), which was in \
        force, goes on. Mend the folder and send SIGHUP.
        县文件夹有误（见上），继续按此前生效的版本派遣；改正后请发送 SIGHUP。
        """
    }

    /// Serves until the process is asked to end; then finishes what was accepted.
    func run(
        at address: LoopbackAddress, with services: [any Service] = [],
        announce: @escaping @Sendable (Int) async -> Void,
    ) async throws {
        let server = try room.application(at: address) { [engine] port in
            // Nobody is told where it serves before the log has been read back.
            if await engine.openCount() != nil { await announce(port) }
        }
        // Services end in the reverse order: first no more requests, then the engine.
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: SearchService(index: search, logger: logger)),
                .init(service: EngineService(engine)),
                .init(service: outbox),
                .init(service: AuditService(auditor: auditor)),
                .init(service: ReloadService(versions: versions, logger: logger)),
            ] + ([feeds].compactMap { $0 } + services).map { .init(service: $0) }
                + [.init(service: server)],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        // Less than the minute and a half after which a service manager kills; the log bears that.
        configuration.maximumGracefulShutdownDuration = .seconds(60)
        configuration.maximumCancellationDuration = .seconds(15)
        let group = ServiceGroup(configuration: configuration)
        do {
            try await group.run()
        } catch {
            try? await close()
            guard let reason = (error as? IOError)?.errnoCode, reason == EADDRINUSE else {
                throw error
            }
            throw LoopbackAddress.Unavailable(port: address.port, reason: reason)
        }
        try await close()
    }

    /// Gives up the files, each whole and without anything left beside it.
    private func close() async throws {
        try await log.close()
        try search.close()
        try attachments.close()
    }
}

extension CountyArchive {
    /// The version that was in force when the log ended or, if it cannot be read any more, the last
    /// one before it that can; nil if there is none.
    fileprivate func lastInForce(after log: some EventLog) async throws -> LoadedCounty? {
        // Any version tells of which county the log is.
        guard let any = versions.lazy.compactMap({ try? load($0) }).first else { return nil }
        let history = try await RuleHistory(of: any.county.grids.county.code, in: log)
        var tried: Set<CountyVersion> = []
        return history.terms.reversed().lazy.map(\.version).filter { tried.insert($0).inserted }
            .compactMap { try? load($0) }.first
    }

    /// The version that was activated last, unless the folder was changed since it was last read.
    ///
    /// Where the archive has lost it, the folder is served: dispatch must go on.
    fileprivate func versionInForce(
        after history: RuleHistory, of folder: LoadedCounty, _ logger: Logger,
    ) -> LoadedCounty {
        let version = history.version(toServe: folder.version)
        guard version != folder.version else { return folder }
        do {
            if let archived = try load(version) { return archived }
            logger.error(
                "the version in force is not archived", metadata: ["version": "\(version)"])
        } catch {
            logger.error(
                "the version in force cannot be read back",
                metadata: ["version": "\(version)", "error": "\(error)"])
        }
        return folder
    }
}

extension EventLog {
    /// When the last record was taken, or nil if there is none.
    fileprivate func lastRecordedAt() async throws -> Instant? {
        let head = try await head()
        guard head > .start else { return nil }
        let page = try await read(
            after: Offset(head.value - 1), limit: 1,
            filter: RecordFilter(includesPersonalData: false))
        return page.records.last?.event.recordedAt
    }
}

/// The auditor as a service: it looks on until the server ends.
private struct AuditService: Service {
    let auditor: Auditor

    func run() async {
        await cancelWhenGracefulShutdown { await auditor.run() }
    }
}

/// The search index as a service: it follows the log until the server ends.
///
/// Dispatch does not depend on it, so a fault in it ends nothing: it is told and tried again.
private struct SearchService: Service {
    let index: SearchIndex
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await index.run()
                } catch {
                    if Task.isCancelled { return }
                    logger.error("the search index fails", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: .seconds(5))
            }
        }
    }
}
