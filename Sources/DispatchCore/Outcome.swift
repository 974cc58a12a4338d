public import Governance

/// What a decision makes of an incident: the events, and the incident after them.
///
/// The incident always equals what ``Incident/evolve(_:)`` makes of the events; it is handed over
/// so that nobody has to compute it twice.
public struct Outcome: Hashable, Sendable {
    /// What happened, in order; empty when the command changed nothing.
    public let events: [Event]
    /// The incident after the events.
    public let incident: Incident
    /// What follows at once for other incidents of the township, as where people were called away;
    /// whoever keeps this keeps that with it.
    public let others: [Outcome]

    init(events: [Event], incident: Incident, others: [Outcome] = []) {
        self.events = events
        self.incident = incident
        self.others = others
    }

    /// This outcome and the others, in the order in which they are to be taken.
    public var all: [Outcome] { [self] + others }
}
