import GRDB
public import Governance

extension SQLiteEventLog {
    /// At most `limit` records after `offset` that pass `filter`, in order.
    public func read(
        after offset: Offset, limit: Int, filter: RecordFilter,
    ) async throws(EventLogError) -> RecordPage {
        let limit = min(max(1, limit), configuration.limits.recordsPerPage)
        let county = filter.includesPersonalData ? configuration.countyKey : nil
        return try await snapshot { database throws in
            var reader = RecordReader(database, county: county)
            return try reader.page(after: offset, limit: limit, filter: filter)
        }
    }

    /// The whole history of an incident, in order.
    public func records(of incident: Incident.ID) async throws(EventLogError) -> [Record] {
        let county = configuration.countyKey
        return try await snapshot { database throws in
            var reader = RecordReader(database, county: county)
            return try reader.records(of: incident)
        }
    }

    /// The version of a township's or the county's history; 0 while it has none.
    public func version(of partition: AreaCode) async throws(EventLogError) -> Int {
        try await snapshot { database throws in
            let statement = try SQLStatement(
                database, #"SELECT version FROM partition_head WHERE "partition" = ?"#)
            statement.bind(1, Int64(partition.number))
            return Int(try statement.firstRow { $0.integer(0) } ?? 0)
        }
    }

    /// The answers that were kept under these idempotency keys, by key.
    public func answers(
        for keys: [String],
    ) async throws(EventLogError) -> [String: IdempotentAnswer] {
        guard !keys.isEmpty else { return [:] }
        return try await snapshot { database throws in
            let statement = try SQLStatement(database, AnswerKeeper.readAnswer)
            var answers: [String: IdempotentAnswer] = [:]
            for key in keys {
                answers[key] = try AnswerKeeper.answer(for: key, from: statement)
            }
            return answers
        }
    }

    /// The incidents that were forgotten, the first first, after so many of them.
    public func forgotten(after count: Int) async throws(EventLogError) -> [Incident.ID] {
        try await snapshot { database throws in
            let statement = try SQLStatement(
                database, "SELECT incident FROM forgotten WHERE number > ? ORDER BY number")
            statement.bind(1, Int64(count))
            var incidents: [Incident.ID] = []
            try statement.forEachRow { row in
                if let id = row.withBytes(0, { Incident.ID(bytes: $0) }) { incidents.append(id) }
            }
            return incidents
        }
    }

    /// Reads within one snapshot, beside the writer.
    func snapshot<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value,
    ) async throws(EventLogError) -> Value {
        do {
            return try await pool.read(body)
        } catch {
            if case DatabaseError.SQLITE_MISUSE = error { throw .logClosed }
            throw EventLogError(error, path: path)
        }
    }
}

extension SQLiteEventLog: RecordSource {
    func page(
        after offset: Offset, filter: RecordFilter,
    ) async throws(EventLogError) -> RecordPage {
        if let page = tail.page(after: offset, filter: filter) { return page }
        return try await read(
            after: offset, limit: configuration.limits.recordsPerPage, filter: filter)
    }

    func waitForRecords(after offset: Offset) async throws(EventLogError) -> Bool {
        try await tail.wait(after: offset)
    }
}
