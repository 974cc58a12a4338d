import CommandRoom
import CountyFiles
import DispatchCore
import Engine
import EventBus
import Foundation
import Governance
import Logging
import ServiceLifecycle
import SimulationReports
import Simulator
import TextFormats

/// One drill: an engine, a log and a command room of its own, among simulated people.
///
/// Everything in it is marked as an exercise. It has no channel but the inbox of its own pages, so it
/// calls nobody who does not take part.
actor Drill {
    nonisolated let id: String
    private let loaded: LoadedScenario
    private let order: DrillOrder
    private weak let hall: DrillHouse?
    private let address: LoopbackAddress?
    private let logger: Logger
    private let clock: ExerciseClock
    private var current: DrillStatus
    private var group: ServiceGroup?
    private var cast: DrillCast?
    private var isStopped = false

    init(
        id: String, _ scenario: DrillScenario, _ loaded: LoadedScenario, _ order: DrillOrder,
        hall: DrillHouse?, at address: LoopbackAddress?, logger: Logger,
    ) {
        self.address = address
        var loaded = loaded
        loaded.scenario.isExercise = true
        self.id = id
        self.loaded = loaded
        self.order = order
        self.hall = hall
        self.logger = logger
        clock = ExerciseClock(loaded.scenario.start, speed: order.speed)
        current = DrillStatus(
            id: id, scenario: scenario, now: loaded.scenario.start, speed: order.speed)
    }

    /// How it is doing.
    var status: DrillStatus {
        get async {
            var status = current
            status.now = clock.now
            status.speed = clock.speed
            if let cast { status.reports = await cast.measures.reports }
            return status
        }
    }

    /// Whether it has not ended.
    var isHeld: Bool { [.starting, .running, .paused].contains(current.state) }

    func obey(_ control: DrillControl) async {
        switch control {
        case .pause: pause(true)
        case .resume: pause(false)
        case .setSpeed(let speed): clock.setSpeed(speed)
        case .stop: await stop()
        }
    }

    private func pause(_ isPaused: Bool) {
        clock.setPaused(isPaused)
        if current.state != .starting { current.state = isPaused ? .paused : .running }
    }

    /// Ends it; it is scored as far as it came.
    func stop() async {
        isStopped = true
        await group?.triggerGracefulShutdown()
    }

    /// Holds it to its end, and scores it.
    func run() async {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "griddispatch-\(id)-\(UUID().uuidString.prefix(8))")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try await hold(in: folder.appending(path: "log.db").path)
            current.state = .scoring
            current.address = nil
            await score()
            current.state = .ended
        } catch {
            logger.error("a drill failed", metadata: ["drill": "\(id)", "why": "\(error)"])
            current.state = .failed
            current.failure = LocalizedText(
                chinese: "演练无法进行：\(error)", english: "The drill could not be held: \(error)")
        }
    }

    private func hold(in database: String) async throws {
        let log = try SQLiteEventLog(.init(path: database, countyKey: .random()))
        let search = try await SearchIndex(path: database + ".search", log: log)
        let engine = Engine(
            dispatcher: loaded.dispatcher, log: log, clock: clock, logger: logger)
        let cast = DrillCast(engine: engine, log: log, loaded, order, logger: logger)
        self.cast = cast
        // A drill keeps the version with which it began.
        let versions = RuleVersions(
            loaded.county, of: engine,
            in: .init(
                served: database + ".served", candidates: nil,
                archive: CountyArchive(folder: database + ".versions")),
            logger: logger)
        var room = CommandRoom(
            engine: engine, versions: versions, log: log, readModels: log, search: search,
            catalogue: loaded.county.feeds, logger: logger)
        room.isExercise = true
        room.drills = hall
        let address = try self.address ?? LoopbackAddress(host: "127.0.0.1", port: 0)
        let server = try room.application(at: address) { port in
            await self.opened("http://\(address.shown):\(port)")
        }
        // The cast ends when the story does, and everything with it.
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: EngineService(engine)),
                    .init(
                        service: cast, successTerminationBehavior: .gracefullyShutdownGroup),
                    .init(service: server),
                ], logger: logger))
        self.group = group
        if isStopped { await group.triggerGracefulShutdown() }
        defer { self.group = nil }
        let result = await Result { try await group.run() }
        try? await log.close()
        try? search.close()
        try result.get()
    }

    private func opened(_ address: String) {
        current.address = address
        current.state = clock.isPaused ? .paused : .running
    }

    /// Compares what came of it with simulations of the same span of the same scenario.
    private func score() async {
        guard let cast else { return }
        var scenario = loaded.scenario
        scenario.horizon = min(
            scenario.horizon, max(clock.now - scenario.start, scenario.warmUp + .seconds(1)))
        let measures = await ReplicationRunner(
            scenario, dispatcher: loaded.dispatcher, workers: 1
        ).run()
        let simulated = SimulationResult(
            title: loaded.title, scenario: scenario, county: loaded.dispatcher.county,
            replications: measures)
        current.score = DrillScore(await cast.finished(), beside: simulated).json
    }
}

extension Result where Failure == any Error {
    /// What an asynchronous body makes or throws.
    fileprivate init(
        _ body: () async throws -> Success,
    ) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}
