public import Governance
public import RulesEngine

/// The rules of dispatch of one county: what a command makes of an incident.
///
/// Everything that dispatches, live or simulated, asks this value and nothing else. It is a pure
/// function of its arguments: time comes in as `now`, and nothing is changed outside the result. It never
/// changes, and is a class only so that it need not be copied for each command.
public final class Dispatcher: Sendable {
    /// The county whose people are dispatched.
    public let county: County
    /// The rules that decide which roles must come.
    public let rules: RuleSet
    let roster: RosterIndex
    let boundaries: BoundaryIndex?
    let extent: CountyExtent

    /// The dispatcher of `county` under `rules`.
    public init(county: County, rules: RuleSet) {
        self.county = county
        self.rules = rules
        roster = RosterIndex(county)
        extent = CountyExtent(county.grids, beyond: county.settings.positions.distance)
        boundaries = county.settings.boundary.map { BoundaryIndex(county.grids, $0.distance) }
    }

    /// What `command` makes of the township at `now`.
    ///
    /// A command that repeats what is known already has no events.
    ///
    /// - Parameters:
    ///   - command: What somebody wants.
    ///   - state: The township.
    ///   - now: The moment of the decision.
    ///   - feeds: The latest items of feeds that rules may read, by the name of the fact.
    ///   - isOnRecord: Whether a log already holds what came of the command. Then its report stands as
    ///     it is: what it states was examined, or not, when it was taken.
    /// - Returns: The events and the incident after them.
    /// - Throws: ``Rejection`` if the command is refused; then nothing may be changed.
    public func decide(
        _ command: Command, in state: borrowing TownshipState, at now: Instant,
        knowing feeds: [String: RoutingContext.FeedReading] = [:], isOnRecord: Bool = false,
    ) throws(Rejection) -> Outcome {
        if case .submit(let given) = command.action {
            let report = isOnRecord ? given : examined(given, at: now)
            let context = context(for: report, of: command.incident, in: state, at: now, feeds)
            return try accept(report, command, in: state, at: now, context)
        }
        guard let incident = state[command.incident] else {
            if state.isClosed(command.incident) { throw .stageForbids(.closed) }
            throw .unknownIncident(command.incident)
        }
        if let expected = command.expectedVersion, expected != incident.version {
            throw .changed(expected: expected, actual: incident.version)
        }
        var draft = Draft(of: incident, for: command, at: now)
        let ladder = ladder(for: state, at: now)
        switch command.action {
        case .submit: break
        case .file:
            let context = context(for: incident.report, of: incident.id, in: state, at: now, feeds)
            try file(&draft, personal: command.personal, ladder, context)
        case .request(let role, let responder): try request(role, responder, &draft, ladder)
        case .confirmNotified(let numbers, let channel):
            try confirmNotified(numbers, channel, &draft)
        case .acknowledge(let number):
            try advance(number, .acknowledge, .assignmentAcknowledged(number), &draft)
        case .decline(let number, let reason):
            try decline(number, reason, &draft, personal: command.personal, ladder)
        case .depart(let number):
            try advance(number, .depart, .responderEnRoute(number), &draft)
        case .arrive(let number, let position):
            try advance(number, .arrive, .responderOnScene(number, position: position), &draft)
        case .finish(let number): try finish(number, &draft, personal: command.personal)
        case .waive(let role): try waive(role, &draft, personal: command.personal)
        case .check: try check(&draft, personal: command.personal)
        case .close: try close(&draft, personal: command.personal)
        case .join(let id):
            try join(&draft, into: id, in: state, ladder.atHand, personal: command.personal)
        case .part: try part(&draft, in: state, ladder.atHand, personal: command.personal)
        default: try live(command, &draft, ladder)
        }
        closeJoined(&draft, in: state)
        return outcome(of: draft, ladder)
    }

    /// What the passing of time alone makes of an incident whose deadline has come.
    ///
    /// Met is what ended before `end`, which is `now` unless it is given: the last moment of a limit
    /// still belongs to it. An incident without such a deadline has no events.
    public func expire(
        _ id: Incident.ID, in state: borrowing TownshipState, at now: Instant,
        endedBefore end: Instant? = nil,
    ) -> Outcome? {
        guard let incident = state[id] else { return nil }
        var draft = Draft(of: incident, at: now)
        let ladder = ladder(for: state, at: now)
        passTime(&draft, ladder, endedBefore: end ?? now)
        closeJoined(&draft, in: state)
        return outcome(of: draft, ladder)
    }

    /// What beside a report its rules can read.
    private func context(
        for report: Report, of incident: Incident.ID, in state: borrowing TownshipState,
        at now: Instant, _ feeds: [String: RoutingContext.FeedReading],
    ) -> RoutingContext {
        RoutingContext(
            history: rules.readsHistory
                ? state.history.known(about: report, of: incident, at: now) : nil,
            feeds: feeds)
    }

    func ladder(for state: borrowing TownshipState, at now: Instant) -> Ladder {
        Ladder(
            county: county, index: roster, engagements: state.engagements, recent: state.recent,
            duty: state.duty, incidents: state.incidents, now: now,
            time: county.timeZone.localTime(at: now))
    }

    /// The standard of an incident; a county's rules name only standards that it has.
    func standard(of incident: Incident) -> ResponseStandard {
        incident.decision.flatMap { county[$0.standard] } ?? county.defaultStandard
    }

    /// When a limit ends for what begins at `start`, on the county's clock and calendar.
    func moment(_ limit: ResponseStandard.Limit, from start: Instant) -> Instant {
        limit.deadline(from: start, in: county.calendar).at
    }

    /// Marks a deadline that was just set and leans on days that the calendar does not state.
    func doubt(
        _ kind: Incident.Deadline.Kind, _ limit: ResponseStandard.Limit, _ draft: inout Draft,
    ) {
        guard limit.needsCalendar,
            let deadline = draft.incident.deadlines.first(where: { $0.kind == kind }),
            !county.calendar.covers(draft.now) || !county.calendar.covers(deadline.limit)
        else { return }
        draft.conclude(.deadlineUncertain(kind))
    }
}
