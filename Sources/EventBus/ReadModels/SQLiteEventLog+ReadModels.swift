import GRDB
public import Governance
import Synchronization

extension SQLiteEventLog: ReadModels {
    /// One incident, or nil if there is none of this id.
    public func incident(_ id: Incident.ID) async throws(EventLogError) -> StoredIncident? {
        try await snapshot { database throws in
            let statement = try SQLStatement(
                database, "SELECT \(StoredIncident.columns) AND i.id = ?")
            statement.bind(1, id.bytes)
            return try statement.firstRow { try StoredIncident($0) }
        }
    }

    /// A page of the incidents that `query` wants, newest first.
    public func incidents(
        _ query: IncidentQuery,
    ) async throws(EventLogError) -> IncidentPage {
        try await snapshot { database throws in
            try IncidentSelection(query).page(in: database)
        }
    }

    /// The incidents in which a responder has live assignments, newest first, at most 200.
    public func assignments(
        of responder: Responder.ID,
    ) async throws(EventLogError) -> [ResponderAssignment] {
        let places = liveAssignments.withLock { $0.newest(of: responder, limit: 200) }
        guard !places.isEmpty else { return [] }
        return try await snapshot { database throws in
            let statement = try SQLStatement(
                database, "SELECT \(StoredIncident.columns) AND i.rank = ?")
            return try places.compactMap { place in
                statement.bind(1, place.rank)
                return try statement.firstRow { row in
                    ResponderAssignment(incident: try StoredIncident(row), number: place.number)
                }
            }
        }
    }

    /// Where the log ends; nil while it is empty.
    public func end() async throws(EventLogError) -> LogEnd? {
        try await snapshot { database throws in try LogEnd(database) }
    }

    /// A page of the histories that `query` wants, in the order of the reports.
    public func histories(_ query: HistoryQuery) async throws(EventLogError) -> HistoryPage {
        try await snapshot { database throws in
            var reader = RecordReader(database, county: nil)
            return try reader.histories(query)
        }
    }
}
