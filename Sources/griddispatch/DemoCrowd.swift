import Engine
import EventBus
import Governance
import Logging
import ServiceLifecycle
import Simulator

/// The invented people of the demonstration: they report, answer, go, arrive and finish through the
/// same engine as everybody else.
///
/// Whoever else takes part by the pages is not disturbed: a step that was taken already is refused or
/// changes nothing.
actor DemoCrowd: Service {
    private let engine: Engine
    private let log: any EventLog
    private let logger: Logger
    private var day: SyntheticDay
    private var planned: [SyntheticDay.Planned] = []

    init(engine: Engine, log: any EventLog, seed: UInt64, logger: Logger) {
        self.engine = engine
        self.log = log
        self.logger = logger
        day = SyntheticDay(county: engine.county, seed: seed)
    }

    func run() async throws {
        let start = try await log.head()
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.listen(after: start) }
                group.addTask { await self.act() }
            }
        }
    }

    /// Plans what people do because of what happens.
    private func listen(after start: Offset) async {
        var records = log.subscribe(
            after: start, filter: RecordFilter(includesPersonalData: false)
        ).makeAsyncIterator()
        while let batch = try? await records.next() {
            for record in batch {
                guard let id = record.event.incident else { continue }
                guard let incident = await engine.openIncident(id) else { continue }
                plan(day.reactions(to: record.event, of: incident))
            }
        }
    }

    /// Gives every command when its time has come.
    private func act() async {
        if let report = day.nextReport(after: engine.now) { plan([report]) }
        while (try? await Task.sleep(for: .milliseconds(20))) != nil {
            let now = engine.now
            while let next = planned.last, next.at <= now {
                planned.removeLast()
                if case .submit = next.command.action, let report = day.nextReport(after: next.at) {
                    plan([report])
                }
                await give(next.command)
            }
        }
    }

    private func give(_ command: Command) async {
        do {
            _ = try await engine.perform(command)
        } catch {
            logger.debug("a step of the demonstration was refused", metadata: ["why": "\(error)"])
        }
    }

    /// The latest first, so that the next one due is the last.
    private func plan(_ more: [SyntheticDay.Planned]) {
        guard !more.isEmpty else { return }
        planned += more
        planned.sort { $0.at > $1.at }
    }
}
