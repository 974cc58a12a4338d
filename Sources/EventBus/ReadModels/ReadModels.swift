public import Governance

/// What can be asked about incidents; it changes in the same transaction as the log.
public protocol ReadModels: Sendable {
    /// One incident, or nil if there is none of this id.
    func incident(_ id: Incident.ID) async throws(EventLogError) -> StoredIncident?

    /// A page of the incidents that `query` wants, newest first.
    func incidents(_ query: IncidentQuery) async throws(EventLogError) -> IncidentPage

    /// The incidents in which a responder has live assignments, newest first, at most 200.
    func assignments(
        of responder: Responder.ID,
    ) async throws(EventLogError) -> [ResponderAssignment]

    /// The response times of the incidents accepted in a period, by group; exercises are left out.
    func responseTimes(
        _ query: ResponseTimeQuery,
    ) async throws(EventLogError) -> [ResponseTimeGroup]
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

/// Which response times are wanted.
public struct ResponseTimeQuery: Hashable, Sendable {
    /// By what incidents are put together.
    public enum Grouping: String, CaseIterable, Sendable {
        /// By category, township or severity.
        case category, township, severity
    }

    /// By what incidents are put together.
    public var grouping: Grouping
    /// Only those accepted from then on.
    public var from: Instant?
    /// Only those accepted before then.
    public var to: Instant?

    /// A query over all time.
    public init(by grouping: Grouping) {
        self.grouping = grouping
    }
}

/// The response times of one group of incidents, raw, so that percentiles can be taken of them.
public struct ResponseTimeGroup: Hashable, Sendable {
    /// The category, the township's code or the severity's number; empty where it is not decided.
    public let group: String
    /// From the accepted report to the last required role on scene, shortest first.
    public let samples: [Duration]
    /// Incidents that are still open and have no such time yet.
    public let open: Int
    /// Incidents that are closed without one.
    public let missing: Int

    /// A group.
    public init(group: String, samples: [Duration], open: Int, missing: Int) {
        self.group = group
        self.samples = samples
        self.open = open
        self.missing = missing
    }
}
