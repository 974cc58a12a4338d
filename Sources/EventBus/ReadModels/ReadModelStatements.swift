import GRDB
import Governance

/// The statements that write the tables of incidents.
struct ReadModelStatements {
    let readRank: SQLStatement
    let readFirstOffset: SQLStatement
    private let insertIncident: SQLStatement
    private let updateIncident: SQLStatement
    private let insertDocument: SQLStatement
    private let updateDocument: SQLStatement

    init(_ database: Database) throws {
        readRank = try SQLStatement(database, "SELECT rank FROM incident WHERE id = ?")
        readFirstOffset = try SQLStatement(
            database, #"SELECT min("offset") FROM record WHERE subject = ?"#)
        insertIncident = try SQLStatement(
            database,
            """
            INSERT OR IGNORE INTO incident (version, stage, is_open, severity, full_assignment, live,
                rank, id, number, category, township, area, accepted_at, is_exercise)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        updateIncident = try SQLStatement(
            database,
            """
            UPDATE incident
            SET version = ?, stage = ?, is_open = ?, severity = ?, full_assignment = ?, live = ?
            WHERE rank = ?
            """)
        insertDocument = try SQLStatement(
            database, "INSERT INTO incident_document (document, rank) VALUES (?, ?)")
        updateDocument = try SQLStatement(
            database, "UPDATE incident_document SET document = ? WHERE rank = ?")
    }

    /// Adds an incident; false if there is one of its id.
    func insert(_ document: IncidentDocument, _ id: [UInt8], rank: Int64) throws -> Bool {
        let incident = document.incident
        bindChanging(incident, to: insertIncident)
        insertIncident.bind(7, rank)
        insertIncident.bind(8, id)
        insertIncident.bind(9, Int64(incident.number))
        insertIncident.bind(10, incident.report.category.name)
        insertIncident.bind(11, Int64(incident.partition.number))
        insertIncident.bind(12, Int64(incident.report.area.number))
        insertIncident.bind(13, incident.acceptedAt.microsecondsSinceEpoch)
        insertIncident.bind(14, incident.report.isExercise ? 1 : 0)
        try insertIncident.run()
        guard insertIncident.changes == 1 else { return false }
        try run(insertDocument, document.bytes, rank)
        return true
    }

    /// Changes an incident.
    func update(_ document: IncidentDocument, rank: Int64) throws {
        bindChanging(document.incident, to: updateIncident)
        updateIncident.bind(7, rank)
        try updateIncident.run()
        try run(updateDocument, document.bytes, rank)
    }

    private func bindChanging(_ incident: Incident, to statement: SQLStatement) {
        statement.bind(1, Int64(incident.version))
        statement.bind(2, incident.stage.rawValue)
        statement.bind(3, incident.isOpen ? 1 : 0)
        statement.bind(4, (incident.decision?.severity.rawValue).map(Int64.init))
        statement.bind(5, incident.fullAssignmentTime?.wholeMicroseconds)
        statement.bind(6, incident.liveAssignments)
    }

    private func run(_ statement: SQLStatement, _ document: [UInt8], _ rank: Int64) throws {
        try document.withUnsafeBytes { bytes in
            statement.bind(1, blobInPlace: bytes)
            statement.bind(2, rank)
            try statement.run()
        }
    }
}

extension Incident {
    /// Whether somebody must still act on it.
    var isOpen: Bool { stage != .closed }

    /// From the accepted report to the last required role on scene, or nil while one is missing.
    var fullAssignmentTime: Duration? {
        fullAssignment.map { $0.at - acceptedAt }
    }
}
