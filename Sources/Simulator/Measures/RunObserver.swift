import DispatchCore
public import Governance

/// Counts what happens in a run.
public struct RunObserver {
    private let measuredFrom: Instant
    private let county: County
    /// What was counted so far; incidents that are still open are not in it yet.
    public private(set) var measures = RunMeasures()

    /// An observer of a run of `scenario` that has not begun.
    public init(_ scenario: Scenario, county: County) {
        self.init(measuredFrom: scenario.measuredFrom, county)
    }

    /// An observer of what is reported from a moment on.
    init(measuredFrom: Instant, _ county: County) {
        self.measuredFrom = measuredFrom
        self.county = county
    }

    /// Takes notice of a decision.
    public mutating func observe(_ decision: Simulation.Decision) {
        observe(decision.outcome.events, leaving: decision.outcome.incident)
    }

    /// Takes notice of what happened to an incident.
    public mutating func observe(_ events: [Event], leaving incident: Incident) {
        guard incident.acceptedAt >= measuredFrom else { return }
        for event in events { count(event) }
        // What follows the closing changes no measure any more.
        let isEnd = events.contains { $0.kind == .incidentClosed || $0.kind == .incidentVoided }
        if isEnd { measure(incident) }
    }

    /// Takes notice of an incident that is open at the end.
    public mutating func observeOpen(_ incident: Incident) {
        guard incident.acceptedAt >= measuredFrom else { return }
        measures.open += 1
        measure(incident)
    }

    /// Counts what the end of the run leaves behind.
    public mutating func finish(_ simulation: Simulation) {
        for (_, state) in simulation.townships.sorted(by: { $0.key < $1.key }) {
            for incident in state.incidents.values.sorted(by: { $0.id < $1.id }) {
                observeOpen(incident)
            }
        }
        let duty = DutyTime(from: measuredFrom, to: simulation.end, in: county.timeZone)
        for (responder, busy) in zip(county.roster, simulation.busy) {
            guard let role = responder.roles.first else { continue }
            measures.busy[role, default: .zero] += busy
            measures.onDuty[role, default: .zero] += max(duty.time(of: responder), busy)
        }
    }

    private mutating func count(_ event: Event) {
        switch event.kind {
        case .reportAccepted: measures.reports += 1
        case .incidentFiled(let decision, _, _, _):
            for table in decision.tables {
                for rule in table.fired {
                    measures.rules["\(table.table)/\(rule)", default: 0] += 1
                }
            }
        case .respondersRequested(let requests):
            for request in requests { measures.rungs[request.reason.rung, default: 0] += 1 }
        case .assignmentDeclined: measures.declined += 1
        case .assignmentTimedOut: measures.timedOut += 1
        case .roleUnfilled: measures.unfilled += 1
        case .roleWaived: measures.waived += 1
        case .deadlineMissed(let kind, _): measures.missed[kind, default: 0] += 1
        default: return
        }
    }

    private mutating func measure(_ incident: Incident) {
        let ofIncidents = ResponseInterval.ofIncidents
        for (index, interval) in ofIncidents.enumerated() {
            measures.samples[index].add(interval.measure(incident))
        }
        for assignment in incident.assignments where assignment.onSceneAt != nil {
            for (index, interval) in ResponseInterval.ofAssignments.enumerated() {
                measures.samples[ofIncidents.count + index].add(
                    interval.measure(assignment, of: incident))
            }
        }
        judge(incident)
    }

    private mutating func judge(_ incident: Incident) {
        guard
            let filedAt = incident.filedAt, let decision = incident.decision,
            !decision.roles.isEmpty
        else { return }
        let standard = county[decision.standard] ?? county.defaultStandard
        let limit = standard.arrive.deadline(from: filedAt, in: county.calendar).at
        let last = incident.fullAssignment
        let isInTime = last.map { $0.at <= limit } ?? false
        if let last { measures.lastRoles[last.last, default: 0] += 1 }
        measures.inTime.count(isInTime)
        let hour = county.timeZone.localTime(at: incident.acceptedAt).hour
        measures.inTimeByHour[hour].count(isInTime)
        measures.inTimeByTownship[incident.partition, default: .init()].count(isInTime)
        if let community = incident.report.area.ancestor(at: .community) {
            measures.inTimeByCommunity[community, default: .init()].count(isInTime)
        }
    }
}
