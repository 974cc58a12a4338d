public import Governance

/// All that dispatch must remember of one township: its open incidents and what follows from them.
///
/// A township is the unit of consistency: one ordered history makes one such value. Of closed
/// incidents only the ids of the latest are kept here; the log keeps the rest.
public struct TownshipState: Sendable {
    /// The open incidents.
    public private(set) var incidents: [Incident.ID: Incident] = [:]
    /// The running number of the last incident.
    public private(set) var lastNumber = 0
    /// Live assignments of each responder who has any.
    public private(set) var loads: [Responder.ID: Int] = [:]
    /// What was reported lately, by place.
    public private(set) var history = ReportHistory()
    /// Closed incidents that are followed up: somebody may appeal, or a mediated matter is watched.
    public private(set) var followed: [Incident.ID: Incident] = [:]
    /// The incidents with a mediation, open or followed up, by community.
    public private(set) var mediated: [AreaCode: Set<Incident.ID>] = [:]
    private var deadlines = DeadlineQueue()
    private var closed = ClosedIncidents()

    /// The state of a township without history.
    public init() {}

    /// The incident of this id, open or followed up.
    public subscript(id: Incident.ID) -> Incident? { incidents[id] ?? followed[id] }

    /// Whether the incident was closed not long ago; see ``ClosedIncidents``.
    public func isClosed(_ id: Incident.ID) -> Bool { closed.contains(id) }

    /// Takes one event of the township's history.
    ///
    /// Events of incidents that are not open, and those of the county, change nothing.
    public mutating func evolve(_ event: Event) {
        guard let id = event.incident else { return }
        guard var incident = self[id] else {
            if !closed.contains(id), let made = Incident.made(by: event) {
                history.add(made)
                replace(id, with: made)
            }
            return
        }
        incident.evolve(event)
        replace(id, with: incident)
    }

    /// Takes the outcome of a decision: what its events would make of this state, but not what
    /// follows for others (``Outcome/others``).
    public mutating func apply(_ outcome: Outcome) {
        if case .reportAccepted = outcome.events.first?.kind { history.add(outcome.incident) }
        replace(outcome.incident.id, with: outcome.incident)
    }

    /// Puts an incident back as it was, or takes it out again, when its events could not be kept.
    public mutating func restore(_ id: Incident.ID, to former: Incident?, lastNumber: Int) {
        if former == nil, let incident = self[id] { history.remove(incident) }
        replace(id, with: former)
        self.lastNumber = lastNumber
    }

    /// The earliest moment at which an incident must be looked at, or nil if none is open.
    ///
    /// Amortised O(log n) in the number of open incidents.
    public mutating func nextDeadline() -> Instant? {
        deadlines.earliest { (incidents[$0] ?? followed[$0])?.nextMoment }?.due
    }

    /// An incident whose deadline has passed by `now`, the earliest first, or nil if there is none.
    ///
    /// The last moment of a limit still belongs to it: whoever arrives at 8:00 of 8 minutes is in
    /// time, so at that moment the deadline has not passed.
    public mutating func nextDue(at now: Instant) -> Incident.ID? {
        let earliest = deadlines.earliest { (incidents[$0] ?? followed[$0])?.nextMoment }
        return earliest.flatMap { $0.due < now ? $0.incident : nil }
    }

    private mutating func replace(_ id: Incident.ID, with incident: Incident?) {
        let former = self[id]
        if let former { count(former, -1) }
        if former?.mediation != nil || incident?.mediation != nil { index(id, former, incident) }
        guard let incident, incident.stage != .closed || incident.followUp != nil else {
            (incidents[id], followed[id]) = (nil, nil)
            if incident != nil { closed.insert(id) }
            return
        }
        if incident.stage == .closed {
            closed.insert(id)
            (incidents[id], followed[id]) = (nil, incident)
        } else {
            closed.remove(id)
            (incidents[id], followed[id]) = (incident, nil)
        }
        lastNumber = max(lastNumber, incident.number)
        count(incident, 1)
        if let due = incident.nextMoment, due != former?.nextMoment {
            deadlines.insert(DeadlineQueue.Entry(due: due, incident: id))
            deadlines.compact(whenOver: incidents.count + followed.count) {
                (incidents[$0] ?? followed[$0])?.nextMoment
            }
        }
    }

    private mutating func index(_ id: Incident.ID, _ former: Incident?, _ incident: Incident?) {
        if let place = former?.community { mediated[place]?.remove(id) }
        guard let incident, incident.mediation != nil else { return }
        if incident.stage == .closed, incident.followUp == nil { return }
        mediated[incident.community, default: []].insert(id)
    }

    private mutating func count(_ incident: Incident, _ change: Int) {
        for assignment in incident.assignments where assignment.state.isLive {
            let load = (loads[assignment.responder] ?? 0) + change
            loads[assignment.responder] = load == 0 ? nil : load
        }
    }
}

extension Incident {
    /// The community or village in which it was reported.
    var community: AreaCode { report.area.ancestor(at: .community) ?? report.area }
}
