import GRDB
public import Governance

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
        try await snapshot { database throws in
            let statement = try SQLStatement(
                database,
                """
                SELECT \(StoredIncident.columns(adding: "a.number", from: "assignment a"))
                    AND i.id = a.incident AND a.responder = ?
                ORDER BY i.rank DESC, a.number LIMIT 200
                """)
            statement.bind(1, responder.name)
            var assignments: [ResponderAssignment] = []
            try statement.forEachRow { row in
                assignments.append(
                    ResponderAssignment(
                        incident: try StoredIncident(row), number: Int(row.integer(4))))
            }
            return assignments
        }
    }

    /// The response times of the incidents accepted in a period, by group.
    public func responseTimes(
        _ query: ResponseTimeQuery,
    ) async throws(EventLogError) -> [ResponseTimeGroup] {
        try await snapshot { database throws in
            let statement = try SQLStatement(
                database,
                """
                SELECT \(query.grouping.column), full_assignment, is_open FROM incident
                WHERE is_exercise = 0 AND accepted_at >= ? AND accepted_at < ?
                """)
            statement.bind(1, query.from?.microsecondsSinceEpoch ?? .min)
            statement.bind(2, query.to?.microsecondsSinceEpoch ?? .max)
            var groups = ResponseTimeGrouping()
            try statement.forEachRow { row in
                groups.add(
                    row.groupName(0, query.grouping),
                    time: row.optionalInteger(1).map { .microseconds($0) },
                    isOpen: row.integer(2) == 1)
            }
            return groups.finished
        }
    }
}

extension ResponseTimeQuery.Grouping {
    fileprivate var column: String {
        switch self {
        case .category: "category"
        case .township: "township"
        case .severity: "severity"
        }
    }
}

extension SQLStatement {
    fileprivate func groupName(_ column: Int32, _ grouping: ResponseTimeQuery.Grouping) -> String {
        switch grouping {
        case .township: AreaCode(stored: integer(column))?.description ?? ""
        case .category, .severity: text(column)
        }
    }
}
