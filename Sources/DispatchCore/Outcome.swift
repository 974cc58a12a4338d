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
}
