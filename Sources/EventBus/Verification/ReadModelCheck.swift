import GRDB
import Governance

/// Compares the tables of incidents with what the log makes of them.
struct ReadModelCheck {
    private let database: Database
    private let fold: LogVerifier.Fold
    private var reader: RecordReader

    init(_ database: Database, fold: @escaping LogVerifier.Fold) {
        self.database = database
        self.fold = fold
        reader = RecordReader(database, county: nil)
    }

    mutating func run(_ report: inout LogReport) throws {
        report.incidents = 0
        let query = """
            SELECT i.rank, i.id, i.number, i.version, i.stage, i.is_open, i.category, i.severity,
                i.township, i.area, i.accepted_at, i.full_assignment, i.is_exercise, i.live,
                d.document
            FROM incident i LEFT JOIN incident_document d ON d.rank = i.rank ORDER BY i.rank
            """
        let statement = try SQLStatement(database, query)
        defer { statement.reset() }
        while try statement.step() {
            report.incidents? += 1
            try check(statement, &report)
        }
        try checkMissing(&report)
        try checkStray(&report)
    }

    private mutating func check(_ row: SQLStatement, _ report: inout LogReport) throws {
        guard let id = row.withBytes(1, { Incident.ID(bytes: $0) }) else {
            report.add(.readModel, at: .incident("?"), "Its id has a wrong length.")
            return
        }
        let place = LogFinding.Place.incident(id.description)
        let records: [Record]
        do {
            records = try reader.records(of: id)
        } catch let error as EventLogError {
            report.add(.readModel, at: place, "Its history cannot be read: \(error.message)")
            return
        }
        var incident: Incident?
        for record in records { incident = fold(incident, record.event) }
        guard let incident, let first = records.first else {
            report.add(.readModel, at: place, "The log knows no such incident.")
            return
        }
        let expected = IncidentRow(incident, rank: first.offset.value)
        if let column = expected.difference(from: row) {
            report.add(.readModel, at: place, "Its \(column) is not what the log makes of it.")
        }
    }

    /// Every report that was accepted has made an incident.
    private func checkMissing(_ report: inout LogReport) throws {
        let query = """
            SELECT r."offset", r."partition", r.version FROM record r
            WHERE r.type = 'griddispatch.report.accepted'
                AND NOT EXISTS (SELECT 1 FROM incident i WHERE i.rank = r."offset")
            """
        try SQLStatement(database, query).forEachRow { row in
            let place = LogFinding.Place.record(
                Offset(row.integer(0)), partition: AreaCode(stored: row.integer(1)),
                version: Int(row.integer(2)))
            report.add(.readModel, at: place, "Its incident is missing from the read models.")
        }
    }

    /// There is nothing in the tables that belongs to nothing.
    private func checkStray(_ report: inout LogReport) throws {
        let documents = try Int64.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM incident_document d
                WHERE NOT EXISTS (SELECT 1 FROM incident i WHERE i.rank = d.rank)
                """)
        if documents != 0 {
            report.add(.readModel, at: .file, "A document belongs to no incident.")
        }
    }
}
