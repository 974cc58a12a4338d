public import Governance

/// All that figures need of one incident, gathered from its events in the order of the log.
public struct CaseHistory: Hashable, Sendable {
    /// The incident as its events so far have left it.
    public private(set) var incident: Incident
    /// By when each thing had to happen, as it was stated last; extensions and pauses move it.
    public private(set) var limits: [Incident.Deadline.Kind: Instant] = [:]
    /// When it was filed for the first time; a return takes back the filing, not that it was one.
    public private(set) var firstFiledAt: Instant?
    /// When a responder was asked for the first time.
    public private(set) var firstRequestedAt: Instant?
    /// Where responders were when they said that they had arrived, by the number of the assignment.
    public private(set) var arrivals: [Int: Coordinate] = [:]
    /// Who settled it on the spot (自行处置), if somebody did.
    public private(set) var selfHandler: Actor?
    /// Who checked the result, the last time.
    public private(set) var checker: Actor?
    /// Who closed it.
    public private(set) var closer: Actor?
    /// When the last of its events was taken.
    public private(set) var lastRecordedAt: Instant

    /// The history that begins with `first`, or nil if that accepts no report.
    public init?(_ first: Event) {
        guard let incident = Incident.made(by: first) else { return nil }
        self.incident = incident
        lastRecordedAt = first.recordedAt
        noteLimits()
    }

    /// The history of one incident, of what was recorded up to `moment`; nil if there is nothing.
    public init?(_ events: some Sequence<Event>, asOf moment: Instant) {
        var history: CaseHistory?
        for event in events where event.recordedAt <= moment {
            if history == nil { history = CaseHistory(event) } else { history?.take(event) }
        }
        guard let history else { return nil }
        self = history
    }

    /// Takes the next event of the incident.
    public mutating func take(_ event: Event) {
        incident.evolve(event)
        lastRecordedAt = max(lastRecordedAt, event.recordedAt)
        forgetLimits(event.kind)
        noteLimits()
        switch event.kind {
        case .incidentFiled: firstFiledAt = firstFiledAt ?? event.effectiveAt
        case .respondersRequested: firstRequestedAt = firstRequestedAt ?? event.recordedAt
        case .responderOnScene(let number, let position): arrivals[number] = position
        case .incidentSelfHandled: selfHandler = event.actor
        case .incidentChecked: checker = event.actor
        case .incidentClosed: closer = event.actor
        default: break
        }
    }

    /// What comes after a step back has limits of its own.
    private mutating func forgetLimits(_ kind: Event.Kind) {
        switch kind {
        case .incidentReturned: limits = [:]
        case .reworkOrdered, .incidentReopened: (limits[.check], limits[.close]) = (nil, nil)
        case .appealLodged: limits[.close] = nil
        default: break
        }
    }

    private mutating func noteLimits() {
        for deadline in incident.deadlines { limits[deadline.kind] = deadline.limit }
    }
}

extension CaseHistory {
    /// Whether `moment` was within the limit of that kind; nil where there never was one.
    func isInTime(_ moment: Instant, _ kind: Incident.Deadline.Kind) -> Bool? {
        limits[kind].map { Timeliness.isInTime(end: moment, due: $0) }
    }

    /// Whether it was really dealt with: not refused, not entered by mistake, and not joined to
    /// another, with which it counts.
    var isGenuine: Bool {
        switch incident.ending {
        case .rejected?, .voided?, .joined?: false
        case .settled?, nil: incident.stage != .rejected && incident.stage != .joined
        }
    }
}
