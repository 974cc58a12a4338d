import DispatchCore
public import EventBus
import Governance
public import Logging
import Synchronization

/// Looks over the running engine's shoulder: sweep after sweep, each open incident is made anew from
/// the log and held against what must be true, and against what the engine takes it for.
///
/// It keeps no state of its own, and it rests twenty times as long as it works.
public final class Auditor: Sendable {
    /// The share of one core that it takes at most is one in so many and one.
    private static let restFactor = 20.0
    private static let shortestRest = Duration.milliseconds(20)
    private static let pageLimit = 64

    private let engine: Engine
    private let log: any EventLog
    private let source: any HistorySource
    private let audit: IncidentAudit
    private let logger: Logger
    private let restBetweenSweeps: Duration
    private let state = Mutex(AuditReport())

    /// An auditor of `engine` and the log that it writes; nothing happens before ``run()``.
    public init(
        of engine: Engine, log: any EventLog, source: any HistorySource,
        restBetweenSweeps: Duration = .seconds(5), logger: Logger,
    ) {
        self.engine = engine
        self.log = log
        self.source = source
        self.logger = logger
        self.restBetweenSweeps = restBetweenSweeps
        audit = IncidentAudit(engine.county)
    }

    /// What was found so far.
    public var report: AuditReport { state.withLock { $0 } }

    /// Sweeps until the task is cancelled.
    public func run() async {
        var servingSince: Instant?
        while !Task.isCancelled {
            // Limits that passed while nobody served are met first.
            if engine.health.isServing {
                let since = servingSince ?? engine.now
                servingSince = since
                do {
                    try await sweep(servingSince: since)
                } catch {
                    if !Task.isCancelled { state.withLock { $0.failure = "\(error)" } }
                }
            } else {
                servingSince = nil
            }
            try? await Task.sleep(for: restBetweenSweeps)
        }
    }

    /// Looks at every incident that is open now, once.
    func sweep(servingSince: Instant) async throws {
        guard let end = try await source.end() else { return }
        var query = HistoryQuery(through: end.offset)
        query.onlyOpen = true
        query.limit = Self.pageLimit
        var (findings, omitted, examined): ([AuditReport.Finding], Int, Int) = ([], 0, 0)
        while !Task.isCancelled {
            let begin = ContinuousClock.now
            let page = try await source.histories(query)
            for finding in try await examine(page.histories, servingSince: servingSince) {
                if findings.count < AuditReport.maximumFindings {
                    findings.append(finding)
                } else {
                    omitted += 1
                }
                tell(finding)
            }
            examined += page.histories.count
            guard let next = page.next else { break }
            query.after = next
            let rest = max((ContinuousClock.now - begin) * Self.restFactor, Self.shortestRest)
            try await Task.sleep(for: rest)
        }
        state.withLock { [findings, omitted, examined, now = engine.now] report in
            report.findings = findings
            report.omitted = omitted
            report.lastExamined = examined
            report.lastSweptAt = now
            report.sweeps += 1
            report.failure = nil
        }
    }

    /// What is wrong with these incidents, after a second look at each that seems to be wrong.
    private func examine(
        _ histories: [IncidentHistory], servingSince: Instant,
    ) async throws -> [AuditReport.Finding] {
        let suspects = try await suspicions(
            histories.compactMap { Incident.folded(from: $0.events) }, servingSince)
        var findings: [AuditReport.Finding] = []
        for suspect in Set(suspects.map(\.incident)).sorted() {
            let events = try await log.records(of: suspect).map(\.withoutPersonalData.event)
            guard let incident = Incident.folded(from: events), incident.stage != .closed else {
                continue
            }
            let history = Array(events.suffix(AuditReport.maximumHistory))
            findings += try await suspicions([incident], servingSince).map {
                AuditReport.Finding(orphan: $0, history: history)
            }
        }
        return findings
    }

    private func suspicions(
        _ incidents: [Incident], _ servingSince: Instant,
    ) async throws -> [Orphan] {
        let ids = incidents.map(\.id)
        let live = await engine.inspect { state in
            ids.reduce(into: [Incident.ID: Incident]()) { $0[$1] = state[$1] }
        }
        let now = engine.now
        return incidents.flatMap { incident in
            var orphans = audit.findings(incident, at: now)
            if let due = incident.nextDeadline,
                now - max(due, servingSince) > LogAudit.patience
            {
                orphans.append(
                    Orphan(
                        .timer, incident, since: due,
                        "its limit passed, and at \(now) nothing has been made of it"))
            }
            if let live, let orphan = difference(incident, live[incident.id], at: now) {
                orphans.append(orphan)
            }
            return orphans
        }
    }

    /// What the engine takes it for must be what the log makes of it, or something later.
    private func difference(
        _ incident: Incident, _ live: Incident?, at now: Instant,
    ) -> Orphan? {
        guard let live else {
            return Orphan(.state, incident, since: now, "the engine does not know it")
        }
        if live.version > incident.version || live == incident { return nil }
        return Orphan(
            .state, incident, since: now,
            "the engine has version \(live.version), which is not what the log makes of it")
    }

    private func tell(_ finding: AuditReport.Finding) {
        let isKnown = state.withLock { report in
            report.findings.contains { $0.orphan.incident == finding.orphan.incident }
        }
        if !isKnown { logger.error("the audit: \(finding.orphan)") }
    }
}

extension Incident {
    /// The incident as its events make it; nil if they do not begin with a report.
    static func folded(from events: [Event]) -> Incident? {
        var incident: Incident?
        for event in events {
            if incident == nil {
                incident = Incident.made(by: event)
            } else {
                incident?.evolve(event)
            }
        }
        return incident
    }
}
