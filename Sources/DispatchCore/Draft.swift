import Governance

/// An incident while a decision about it is being made.
///
/// Each recorded event changes the draft at once, by the same function that replays it, so the
/// next thought of the decision sees what the last one did.
struct Draft {
    private(set) var incident: Incident
    private(set) var events: [Event]
    private(set) var others: [Outcome] = []
    /// Assignments of other incidents from which somebody is called away for this one.
    var calledAway: [Assignment.ID] = []
    let now: Instant
    let occurredAt: Instant
    /// Whether the command says when it was done.
    let hasOwnTime: Bool
    let actor: Actor

    /// A draft on an incident that exists.
    init(of incident: Incident, for command: Command, at now: Instant) {
        self.incident = incident
        self.now = now
        events = []
        occurredAt = command.occurredAt ?? now
        hasOwnTime = command.occurredAt != nil
        actor = command.actor
    }

    /// A draft on another incident that the same decision touches.
    init(of incident: Incident, beside draft: Draft) {
        self.incident = incident
        (now, occurredAt, actor) = (draft.now, draft.occurredAt, draft.actor)
        hasOwnTime = draft.hasOwnTime
        events = []
    }

    /// A draft for what the system does by itself.
    init(of incident: Incident, at now: Instant) {
        self.incident = incident
        self.now = now
        events = []
        occurredAt = now
        hasOwnTime = false
        actor = .system
    }

    /// A draft that begins with the report that makes the incident.
    init(
        accepting report: Report, number: Int, fileBy: Instant?, for command: Command,
        at now: Instant,
    ) {
        occurredAt = report.occurredAt
        hasOwnTime = true
        actor = command.actor
        self.now = now
        incident = Incident(
            id: command.incident, number: number, report: report, acceptedAt: now)
        let accepted = Event(
            subject: .incident(command.incident), occurredAt: occurredAt, recordedAt: now,
            actor: actor, kind: .reportAccepted(report, number: number, fileBy: fileBy),
            personal: command.personal)
        events = []
        // Accepted, filed, roles called, and one more: most reports grow no further.
        events.reserveCapacity(4)
        events.append(accepted)
        incident = Incident.made(by: accepted) ?? incident
    }

    /// Records what the actor did.
    mutating func record(_ kind: Event.Kind, personal: PersonalData? = nil) {
        append(kind, actor: actor, occurredAt: occurredAt, personal: personal)
    }

    /// Records what follows from it by rule, now.
    mutating func conclude(_ kind: Event.Kind) {
        append(kind, actor: .system, occurredAt: now, personal: nil)
    }

    /// Takes what the decision makes of another incident.
    mutating func add(_ other: Draft) {
        others.append(other.outcome)
    }

    var outcome: Outcome { Outcome(events: events, incident: incident, others: others) }

    private mutating func append(
        _ kind: Event.Kind, actor: Actor, occurredAt: Instant, personal: PersonalData?,
    ) {
        let event = Event(
            subject: .incident(incident.id), occurredAt: occurredAt, recordedAt: now,
            actor: actor, kind: kind, personal: personal)
        events.append(event)
        incident.evolve(event)
    }
}
