import ArgumentParser
import CommandRoom
import CountyFiles
import DispatchCore
import Engine
import EventBus
import Governance
import Logging
import ServiceLifecycle
import UnixSignals

/// The one place where live dispatch is wired: county, log, engine and command room.
struct LiveSystem {
    let engine: Engine
    let log: SQLiteEventLog
    var room: CommandRoom
    let search: SearchIndex
    let feeds: FeedsRunner?
    let logger: Logger

    /// Opens everything; nothing is dispatched before ``run(at:with:announce:)``.
    ///
    /// The clock is made knowing when the log's last record was taken.
    init(
        _ county: LoadedCounty, options: ServerOptions, database: String, feedsFolder: String?,
        clock: (_ lastRecordedAt: Instant?) -> any EngineClock,
    ) async throws {
        var logger = Logger(label: "griddispatch")
        guard let level = Logger.Level(rawValue: options.logLevel) else {
            throw ValidationError("There is no log level '\(options.logLevel)'.")
        }
        logger.logLevel = level
        let key = try CountyKey.load(
            keyFile: options.keyFile, besideDatabase: database, announce: printToStandardError)
        log = try SQLiteEventLog(.init(path: database, countyKey: key))
        search = try await SearchIndex(path: database + ".search", log: log)
        engine = Engine(
            dispatcher: Dispatcher(county: county.county, rules: county.rules), log: log,
            clock: clock(try await log.lastRecordedAt()), logger: logger)
        let secrets = try options.secrets.store()
        feeds = try feedsFolder.map { [engine, logger] folder in
            try FeedsRunner(
                county.feeds, keepingIn: folder, secrets: secrets, engine: engine, logger: logger)
        }
        room = CommandRoom(
            engine: engine, log: log, readModels: log, search: search, catalogue: county.feeds,
            feeds: feeds?.feeds, logger: logger)
        self.logger = logger
    }

    /// Serves until the process is asked to end; then finishes what was accepted.
    func run(
        at address: LoopbackAddress, with services: [any Service] = [],
        announce: @escaping @Sendable (Int) async -> Void,
    ) async throws {
        let server = try room.application(at: address, onReady: announce)
        // Services end in the reverse order: first no more requests, then the engine.
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: SearchService(index: search, logger: logger)),
                    .init(service: EngineService(engine)),
                ] + ([feeds].compactMap { $0 } + services).map { .init(service: $0) }
                    + [.init(service: server)],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        do {
            try await group.run()
        } catch {
            try? await close()
            throw error
        }
        try await close()
    }

    /// Gives up the files, each whole and without anything left beside it.
    private func close() async throws {
        try await log.close()
        try search.close()
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

/// Reads a county's folder, or says what is wrong with it and ends with exit code 1.
func loadCounty(_ path: String) throws -> LoadedCounty {
    do {
        return try CountyFolder.load(path)
    } catch {
        printToStandardError(error.rendered())
        throw ExitCode.failure
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
