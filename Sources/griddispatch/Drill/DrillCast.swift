import CommandRoom
import CountyFiles
import DispatchCore
import Engine
import EventBus
import Governance
import Logging
import ServiceLifecycle
import Simulator

/// The simulated people of a drill, and the count of what comes of it.
actor DrillCast: Service {
    /// So often nothing must be left to happen before the story has ended.
    private static let quietLooks = 25

    private let engine: Engine
    private let log: any EventLog
    private let logger: Logger
    private var players: ScenarioPlayers
    private var observer: RunObserver
    private var open: [Incident.ID: Incident] = [:]

    init(
        engine: Engine, log: any EventLog, _ loaded: LoadedScenario, _ order: DrillOrder,
        logger: Logger,
    ) {
        self.engine = engine
        self.log = log
        self.logger = logger
        players = ScenarioPlayers(
            loaded.scenario, county: loaded.dispatcher.county,
            byHand: Set(order.byHand.compactMap { Role.ID($0) }),
            roomIsByHand: order.roomIsByHand)
        observer = RunObserver(loaded.scenario, county: loaded.dispatcher.county)
    }

    /// What was counted so far, without incidents that are open.
    var measures: RunMeasures { observer.measures }

    /// What was counted, once the drill has ended.
    func finished() -> RunMeasures {
        for incident in open.values.sorted(by: { $0.id < $1.id }) { observer.observeOpen(incident) }
        open = [:]
        return observer.measures
    }

    /// Takes part until the story has ended, or the drill is stopped.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.listen() }
                group.addTask { await self.act() }
                await group.next()
                group.cancelAll()
            }
        }
    }

    /// Sees what happens, folds it, and lets people plan.
    private func listen() async {
        var records = log.subscribe(
            after: .start, filter: RecordFilter(includesPersonalData: false)
        ).makeAsyncIterator()
        while let batch = try? await records.next() {
            for record in batch { see(record.event) }
        }
    }

    private func see(_ event: Event) {
        guard let id = event.incident else { return }
        var incident = open[id] ?? Incident.made(by: event)
        if open[id] != nil { incident?.evolve(event) }
        guard let incident else { return }
        open[id] = incident.stage == .closed ? nil : incident
        observer.observe([event], leaving: incident)
        players.see(event, of: incident)
    }

    /// Gives every command when its time has come; returns when nothing is left to happen.
    private func act() async {
        var quiet = 0
        while (try? await Task.sleep(for: .milliseconds(20))) != nil {
            while !Task.isCancelled, let id = players.nextIncident(at: engine.now) {
                guard let command = players.takeNext(at: engine.now, open[id]) else { continue }
                await give(command)
            }
            // What was just taken may not have been seen yet.
            quiet = players.nextDue == nil && open.isEmpty ? quiet + 1 : 0
            if quiet > Self.quietLooks { return }
        }
    }

    private func give(_ command: Command) async {
        do {
            _ = try await engine.perform(command)
        } catch {
            logger.debug("a step of the drill was refused", metadata: ["why": "\(error)"])
        }
    }
}
