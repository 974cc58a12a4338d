public import Governance

extension Report {
    /// A report of a grid worker in the first grid of Qiaotou, with what the test cares about.
    public static func example(
        _ category: ReportCategory.ID = .elderSupport, in area: AreaCode = .qiaotouFirst,
        at coordinate: Coordinate? = nil, from source: Source = .worker,
        answers: [String: Bool] = [:], occurredAt: Instant = SmallCounty.morning,
        serial: UInt64 = 1,
    ) -> Report {
        Report(
            id: ID(high: 0x019A_8000_0000_7000, low: 0x8000_0000_0000_0000 | serial),
            category: category, area: area, coordinate: coordinate, source: source,
            answers: answers, occurredAt: occurredAt)
    }
}

extension Command {
    /// A command on the first incident, by the operator `wang` unless told otherwise.
    public static func example(
        _ action: Action, on incident: Incident.ID = SmallCounty.incident(1),
        by actor: Actor = .operator("wang"), occurredAt: Instant? = nil,
        personal: PersonalData? = nil, expectedVersion: Int? = nil,
    ) -> Command {
        Command(
            incident: incident, occurredAt: occurredAt, actor: actor, action: action,
            personal: personal, expectedVersion: expectedVersion)
    }
}

extension Event {
    /// An event of the first incident; by the system and at once unless told otherwise.
    public static func example(
        _ kind: Kind, at recordedAt: Instant, of incident: Incident.ID = SmallCounty.incident(1),
        by actor: Actor = .system, occurredAt: Instant? = nil, personal: PersonalData? = nil,
    ) -> Event {
        Event(
            subject: .incident(incident), occurredAt: occurredAt ?? recordedAt,
            recordedAt: recordedAt, actor: actor, kind: kind, personal: personal)
    }
}

extension SelectionReason {
    /// A reason as the ladder states it for somebody who travels in the ordinary way.
    public static func weighed(
        _ rung: Rung, _ distance: Double, others: Int = 0, load: Int = 0,
        level: AreaCode.Level? = nil,
    ) -> SelectionReason {
        var reason = SelectionReason(
            rung: rung, distance: Metres(distance), others: others, load: load)
        let travel = TravelEstimate().time(over: Metres(distance))
        (reason.level, reason.travelSeconds) = (level, Int(travel.inSeconds))
        return reason
    }
}

extension RosterCommand {
    /// The change of duty with this serial number, by the operator `wang` unless told otherwise.
    public static func example(
        _ action: Action, serial: UInt64 = 1, by actor: Actor = .operator("wang"),
    ) -> RosterCommand {
        RosterCommand(
            change: DutyChange.ID(high: 0x019A_A000_0000_7000, low: serial), actor: actor,
            action: action)
    }
}
