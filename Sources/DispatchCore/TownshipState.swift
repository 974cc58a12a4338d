public import Governance

/// All that dispatch must remember of one township: its open incidents and what follows from them.
///
/// A township is the unit of consistency: one ordered history makes one such value. Of closed
/// incidents only the ids of the latest are kept here; the log keeps the rest.
public struct TownshipState: Sendable, Codable {
    /// The open incidents.
    public private(set) var incidents: [Incident.ID: Incident] = [:]
    /// The running number of the last incident.
    public private(set) var lastNumber = 0
    /// What was ordered about who is on duty, in the whole county.
    public var duty: DutyBook
    private(set) var engagements: [Responder.ID: Engagement] = [:]
    private(set) var recent: [Responder.ID: RecentCalls] = [:]
    /// What was reported lately, by place.
    public private(set) var history = ReportHistory()
    /// Closed incidents that are followed up: somebody may appeal, or a mediated matter is watched.
    public private(set) var followed: [Incident.ID: Incident] = [:]
    /// The incidents with a mediation, open or followed up, by community.
    public private(set) var mediated: [AreaCode: Set<Incident.ID>] = [:]
    private var deadlines = DeadlineQueue()
    private var closed = ClosedIncidents()

    /// The state of a township without history.
    public init(duty: DutyBook = DutyBook()) {
        self.duty = duty
    }

    /// Live assignments of each responder who has any.
    public var loads: [Responder.ID: Int] { engagements.mapValues(\.count) }

    /// The incident of this id, open or followed up.
    public subscript(id: Incident.ID) -> Incident? { incidents[id] ?? followed[id] }

    /// Whether the incident of this id is open or followed up.
    public func remembers(_ id: Incident.ID) -> Bool {
        incidents.index(forKey: id) != nil || followed.index(forKey: id) != nil
    }

    /// Whether the incident was closed not long ago; see ``ClosedIncidents``.
    public func isClosed(_ id: Incident.ID) -> Bool { closed.contains(id) }

    /// Takes one event of the township's history.
    ///
    /// Of the county's events those about duty count; events of incidents that are not open change
    /// nothing.
    public mutating func evolve(_ event: Event) {
        guard let id = event.incident else { return duty.evolve(event) }
        guard var incident = self[id] else {
            if !closed.contains(id), let made = Incident.made(by: event) {
                history.add(made)
                replace(id, with: made)
            }
            return
        }
        incident.evolve(event)
        if case .respondersRequested(let requests) = event.kind {
            for request in requests { remember(request.responder, event.recordedAt) }
        }
        replace(id, with: incident)
    }

    /// Takes the outcome of a decision: what its events would make of this state, but not what
    /// follows for others (``Outcome/others``).
    public mutating func apply(_ outcome: Outcome) {
        let id = outcome.incident.id
        if case .reportAccepted = outcome.events.first?.kind { history.add(outcome.incident) }
        let known = self[id]?.assignments.count ?? 0
        for assignment in outcome.incident.assignments.dropFirst(known) {
            remember(assignment.responder, assignment.requestedAt)
        }
        replace(id, with: outcome.incident)
    }

    /// Puts an incident back as it was, or takes it out again, when its events could not be kept.
    public mutating func restore(_ id: Incident.ID, to former: Incident?, lastNumber: Int) {
        if former == nil, let incident = self[id] { history.remove(incident) }
        // What closes an incident asks nobody, so one that is not here any more has asked no more.
        let present = self[id]?.assignments ?? former?.assignments ?? []
        for assignment in present.dropFirst(former?.assignments.count ?? 0) {
            recent[assignment.responder]?.remove(on: assignment.requestedAt.dayOfUTC)
            if recent[assignment.responder]?.isEmpty == true {
                recent[assignment.responder] = nil
            }
        }
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
            var engagement = engagements[assignment.responder] ?? Engagement()
            engagement.count(incident.id, change)
            engagements[assignment.responder] = engagement.count == 0 ? nil : engagement
        }
    }

    /// Counts a call; those who were not called for long are forgotten once there are many.
    private mutating func remember(_ responder: Responder.ID, _ instant: Instant) {
        let day = instant.dayOfUTC
        if recent.count >= Self.maximumCalled, recent[responder] == nil {
            recent = recent.filter { $0.value.newest > day - RecentCalls.keptDays }
        }
        recent[responder, default: RecentCalls()].add(on: day)
    }

    /// How many people's calls are remembered before those of long ago are looked through.
    private static let maximumCalled = 65_536
}

extension Incident {
    /// The community or village in which it was reported.
    var community: AreaCode { report.area.ancestor(at: .community) ?? report.area }
}
