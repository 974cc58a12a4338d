public import Governance

/// The people of a scenario, who take part in dispatch that somebody else runs: as in a drill.
///
/// They report, answer, go, arrive and finish as they would in a simulation; what becomes of it is
/// decided elsewhere. Whoever takes part by hand does what they like: a step that comes too late is
/// refused or changes nothing, and roles that are played by hand are left alone.
public struct ScenarioPlayers {
    private let scenario: Scenario
    private let byHand: Set<Role.ID>
    private let roomIsByHand: Bool
    private var source: ReportSource
    private var crowd: Crowd
    private var agenda = EventQueue<PlannedStep>()

    /// The people of a replication of `scenario`.
    ///
    /// - Parameters:
    ///   - scenario: The scenario.
    ///   - county: The county, with the scenario's roster.
    ///   - replication: Which chance they follow.
    ///   - byHand: Roles that nobody plays here.
    ///   - roomIsByHand: Whether the command room's own decisions are left to people.
    public init(
        _ scenario: Scenario, county: County, replication: Int = 0, byHand: Set<Role.ID> = [],
        roomIsByHand: Bool = false,
    ) {
        self.scenario = scenario
        self.byHand = byHand
        self.roomIsByHand = roomIsByHand
        let streams = RandomStreams(seed: scenario.seed, replication: replication)
        source = ReportSource(scenario, county: county, streams: streams)
        crowd = Crowd(scenario, county: county, streams: streams)
        announceNextReport()
    }

    /// When the next step is due; nil when nobody has anything left to do.
    public var nextDue: Instant? { agenda.nextDue }

    /// Takes notice of what happened; `incident` is as the event left it, or later.
    public mutating func see(_ event: Event, of incident: Incident) {
        crowd.react(to: event, of: incident)
        takeOverPlans()
    }

    /// The incident of the next step that is due by `now`; nil if no step is.
    public func nextIncident(at now: Instant) -> Incident.ID? {
        guard let due = agenda.nextDue, due <= now else { return nil }
        return agenda.nextItem?.incident
    }

    /// Takes the next step, which ``nextIncident(at:)`` has named.
    ///
    /// - Parameters:
    ///   - now: The present moment.
    ///   - incident: The step's incident as it stands; nil if it is not open.
    /// - Returns: The command that somebody gives; nil where nobody does anything.
    public mutating func takeNext(at now: Instant, _ incident: Incident?) -> Command? {
        guard let (at, step) = agenda.removeFirst() else { return nil }
        if case .report(let coming) = step {
            crowd.note(coming)
            announceNextReport()
            return step.command(for: nil, occurredAt: nil)
        }
        guard let incident else { return nil }
        if case .lookAgain(_, let role) = step {
            crowd.lookAgain(incident, role, at: now)
            takeOverPlans()
            return nil
        }
        guard isPlayed(step, incident) else { return nil }
        // What is pressed counts from when it was, however seldom somebody looks here.
        return step.command(for: incident, occurredAt: step.pressedFor == nil ? nil : at)
    }

    private func isPlayed(_ step: PlannedStep, _ incident: Incident) -> Bool {
        switch step {
        case .giveUp(_, let role), .call(_, let role, _):
            return !roomIsByHand && incident.unfilledRoles.contains(role)
        case .file, .check, .close: return !roomIsByHand
        // The channel tells everybody, whoever plays them; a live system does it by itself.
        case .notify, .report, .lookAgain: return true
        case .acknowledge, .decline, .depart, .arrive, .finish:
            guard let number = step.pressedFor, number <= incident.assignments.count else {
                return false
            }
            return !byHand.contains(incident.assignments[number - 1].role)
        }
    }

    private mutating func announceNextReport() {
        guard let coming = source.next() else { return }
        agenda.insert(.report(coming), due: coming.at)
    }

    /// Steps keep their moments, also those that have passed by the time at which they are planned.
    private mutating func takeOverPlans() {
        for (step, at) in crowd.planned { agenda.insert(step, due: at) }
        crowd.clearPlanned()
    }
}
