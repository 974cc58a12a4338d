public import Governance

/// What can be asked about incidents; it changes in the same transaction as the log.
public protocol ReadModels: HistorySource {
    /// One incident, or nil if there is none of this id.
    func incident(_ id: Incident.ID) async throws(EventLogError) -> StoredIncident?

    /// A page of the incidents that `query` wants, newest first.
    func incidents(_ query: IncidentQuery) async throws(EventLogError) -> IncidentPage

    /// The incidents in which a responder has live assignments, newest first, at most 200.
    func assignments(
        of responder: Responder.ID,
    ) async throws(EventLogError) -> [ResponderAssignment]
}

/// A live assignment of a responder, with its incident.
public struct ResponderAssignment: Hashable, Sendable {
    /// The incident.
    public let incident: StoredIncident
    /// The number of the assignment within it.
    public let number: Int

    /// A live assignment.
    public init(incident: StoredIncident, number: Int) {
        self.incident = incident
        self.number = number
    }
}
