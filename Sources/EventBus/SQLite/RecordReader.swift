import GRDB
import Governance

/// Reads records within one snapshot of the database.
struct RecordReader {
    /// The columns in the order in which every query here asks for them.
    static let columns = """
        r."offset", r.id, r."partition", r.version, r.type, r.subject, r.occurred_at,
        r.recorded_at, r.actor, r.cause, r.data, r.personal, r.hash
        """

    let database: Database
    private let county: CountyKey?
    private var keys: [Incident.ID: IncidentKey?] = [:]

    /// A reader that unseals personal data with the county key, or leaves it out if that is nil.
    init(_ database: Database, county: CountyKey?) {
        self.database = database
        self.county = county
    }

    /// Records after `offset` that pass `filter`.
    mutating func page(
        after offset: Offset, limit: Int, filter: RecordFilter,
    ) throws -> RecordPage {
        let head = try LastRecord(database).offset
        let statement = try statement(for: filter)
        statement.bind(1, offset.value)
        statement.bind(2, Int64(limit))
        var records: [Record] = []
        try read(statement, into: &records)
        let isWhole = records.count < limit
        let last = records.last?.offset ?? offset
        return RecordPage(records: records, through: isWhole ? max(head, last) : last)
    }

    /// The records about one incident.
    mutating func records(of incident: Incident.ID) throws -> [Record] {
        let statement = try SQLStatement(
            database,
            """
            SELECT \(Self.columns) FROM record r WHERE r.subject = ? ORDER BY r."offset"
            """)
        statement.bind(1, incident.bytes)
        var records: [Record] = []
        try read(statement, into: &records)
        return records
    }

    /// The records that a statement whose values are bound gives.
    mutating func records(_ statement: SQLStatement) throws -> [Record] {
        var records: [Record] = []
        try read(statement, into: &records)
        return records
    }

    private func statement(for filter: RecordFilter) throws -> SQLStatement {
        var conditions = #"r."offset" > ?1"#
        // The plus keeps SQLite from walking an index that is not in the order of the log.
        if filter.partition != nil { conditions += #" AND +r."partition" = ?3"# }
        if !filter.typePrefix.isEmpty { conditions += " AND substr(r.type, 1, ?4) = ?5" }
        let statement = try SQLStatement(
            database,
            """
            SELECT \(Self.columns) FROM record r WHERE \(conditions) ORDER BY r."offset" LIMIT ?2
            """)
        if let partition = filter.partition { statement.bind(3, Int64(partition.number)) }
        if !filter.typePrefix.isEmpty {
            statement.bind(4, Int64(filter.typePrefix.unicodeScalars.count))
            statement.bind(5, filter.typePrefix)
        }
        return statement
    }

    private mutating func read(_ statement: SQLStatement, into records: inout [Record]) throws {
        defer { statement.reset() }
        while try statement.step() { records.append(try record(statement)) }
    }

    private mutating func record(_ row: SQLStatement) throws -> Record {
        let offset = Offset(row.integer(0))
        guard
            let id = row.withBytes(1, { Record.ID(bytes: $0) }),
            let partition = AreaCode(stored: row.integer(2)),
            let actor = Actor(row.text(8)),
            let hash = row.withBytes(12, { ChainHash($0) })
        else { throw EventLogError.damaged(offset, "a column has no valid value") }
        let subject = row.isNull(5) ? nil : row.withBytes(5) { Incident.ID(bytes: $0) }
        guard (subject == nil) == row.isNull(5) else {
            throw EventLogError.damaged(offset, "the subject is no identifier")
        }
        let event = Event(
            subject: subject.map { .incident($0) } ?? .county,
            occurredAt: Instant(microsecondsSinceEpoch: row.integer(6)),
            recordedAt: Instant(microsecondsSinceEpoch: row.integer(7)), actor: actor,
            kind: try RecordCoding.kind(type: row.text(4), data: row.bytes(10), at: offset),
            personal: try personal(row, of: subject, at: offset))
        return Record(
            offset: offset, id: id, partition: partition, version: Int(row.integer(3)),
            event: event, cause: row.optionalText(9), hash: hash)
    }

    private mutating func personal(
        _ row: SQLStatement, of subject: Incident.ID?, at offset: Offset,
    ) throws -> PersonalData? {
        guard let county, let subject, !row.isNull(11) else { return nil }
        guard let key = try key(of: subject, with: county) else { return nil }
        let body = RecordBody(row, subject: subject)
        let bytes = row.withBytes(11) { key.open($0, boundTo: body) }
        guard let bytes else {
            throw EventLogError.damaged(offset, "the personal part cannot be unsealed")
        }
        return try RecordCoding.personal(bytes, at: offset)
    }

    /// The key of an incident, or nil if it was forgotten.
    private mutating func key(
        of incident: Incident.ID, with county: CountyKey,
    ) throws -> IncidentKey? {
        if let known = keys[incident] { return known }
        let statement = try SQLStatement(
            database, "SELECT wrapped FROM incident_key WHERE incident = ?")
        statement.bind(1, incident.bytes)
        let wrapped = try statement.firstRow { $0.bytes(0) }
        let key = wrapped?.withUnsafeBytes {
            IncidentKey(unwrapping: $0, of: incident, with: county)
        }
        guard wrapped == nil || key != nil else {
            throw EventLogError(
                .corrupt, "The key of incident \(incident) is damaged. Verify the log.")
        }
        keys[incident] = .some(key)
        return key
    }
}

extension RecordBody {
    /// What a row with the columns of every query here says, but for the personal part.
    init(_ row: SQLStatement, subject: Incident.ID?) {
        self.init(
            subject: subject, occurredAt: row.integer(6), recordedAt: row.integer(7),
            type: row.bytes(4), actor: row.bytes(8),
            cause: row.isNull(9) ? nil : row.bytes(9)
        ) { bytes in
            row.withBytes(10) { bytes.append(contentsOf: $0) }
        }
    }
}

extension EventLogError {
    /// A record that is not as it was written.
    static func damaged(_ offset: Offset, _ what: String) -> EventLogError {
        EventLogError(.corrupt, "Record \(offset) is damaged: \(what). Verify the log.")
    }
}

extension AreaCode {
    /// The area with this number of 15 digits, as the tables keep it.
    init?(stored number: Int64) {
        self.init(String(number))
    }
}
