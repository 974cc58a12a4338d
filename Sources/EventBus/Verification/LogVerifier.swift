import GRDB
public import Governance

/// Recomputes everything about a log file that follows from something else in it.
///
/// It reads one snapshot and changes nothing, also while a server has the log open; the write-ahead
/// log then grows until it is done, so a large log is better verified as a copy. Without the
/// county key it cannot tell whether personal parts and keys are whole; the chain over the sealed
/// bytes, and so every record, is verified all the same.
public struct LogVerifier: Sendable {
    /// What an event makes of an incident: the dispatch core's `evolve`.
    public typealias Fold = @Sendable (Incident?, Event) -> Incident?

    /// The path of the log file.
    public let path: String
    /// The county's secret, if it is at hand.
    public let countyKey: CountyKey?

    /// A verifier of the log at `path`.
    public init(path: String, countyKey: CountyKey? = nil) {
        self.path = path
        self.countyKey = countyKey
    }

    /// Verifies the log, and with `fold` also that the read models are what the log makes of them.
    ///
    /// - Throws: ``EventLogError`` if the file cannot be read at all. A damaged file is no error
    ///   but a finding.
    public func verify(fold: Fold? = nil) throws(EventLogError) -> LogReport {
        guard LogFile.size(of: path) > 0 else {
            throw EventLogError(.io, "The file \(path) is empty, or there is none.")
        }
        do {
            return try read(fold)
        } catch {
            let error = EventLogError(error, path: path)
            guard error.code == .corrupt else { throw error }
            var report = LogReport()
            report.add(.database, at: .file, error.message)
            return report
        }
    }

    private func read(_ fold: Fold?) throws -> LogReport {
        let queue = try DatabaseQueue.forReading(path, label: "griddispatch.verify")
        return try queue.read { database in
            // What a newer version has added to all that this one knows is not damage.
            if let applied = try? Schema.migrator.appliedIdentifiers(database),
                applied.isStrictSuperset(of: Schema.migrator.migrations)
            {
                throw LogInspection.newerVersion(path)
            }
            var report = LogReport()
            let steps: [(inout LogReport) throws -> Void] = [
                { try checkDatabase(database, &$0) },
                { try checkSchema(database, &$0) },
                { try checkCountyKey(database, &$0) },
                { try checkChain(database, &$0) },
                { try checkKeys(database, &$0) },
                { try checkAnswers(database, &$0) },
                { report in
                    guard let fold else { return }
                    var check = ReadModelCheck(database, fold: fold)
                    try check.run(&report)
                },
            ]
            // A page that cannot be read ends one step and not the others.
            for step in steps {
                do {
                    try step(&report)
                } catch {
                    report.add(.database, at: .file, EventLogError(error, path: path).message)
                }
            }
            return report
        }
    }

    /// SQLite's own check of pages, indexes, types and constraints.
    private func checkDatabase(_ database: Database, _ report: inout LogReport) throws {
        let lines = try String.fetchAll(database, sql: "PRAGMA integrity_check(100)")
        for line in lines where line != "ok" { report.add(.database, at: .file, line) }
    }

    /// Compares the tables with those that the migrations of this version make.
    private func checkSchema(_ database: Database, _ report: inout LogReport) throws {
        let reference = try DatabaseQueue()
        try Schema.migrator.migrate(reference)
        let query = """
            SELECT type || ' ' || name || ' on ' || tbl_name || ': ' || coalesce(sql, '')
            FROM sqlite_schema ORDER BY 1
            """
        let expected = try reference.read { try String.fetchAll($0, sql: query) }
        let actual = try String.fetchAll(database, sql: query)
        for line in Set(expected).symmetricDifference(actual).sorted() {
            report.add(.schema, at: .file, "The tables differ from this version's at: \(line)")
        }
        let marks = try Int64.fetchOne(database, sql: "PRAGMA application_id")
        let applied = try Schema.migrator.appliedIdentifiers(database)
        guard marks == Schema.applicationID, applied == Set(Schema.migrator.migrations) else {
            report.add(.schema, at: .file, "The file is not marked as a log of this version.")
            return
        }
    }

    private func checkCountyKey(_ database: Database, _ report: inout LogReport) throws {
        guard let countyKey else { return }
        report.checksSeals = true
        guard try KeyCheck.accepts(countyKey, database) else {
            report.add(
                .countyKey, at: .file,
                "The county key is not the log's, or the text to check it by is damaged.")
            return
        }
    }

    private func checkChain(_ database: Database, _ report: inout LogReport) throws {
        var check = ChainCheck(database, countyKey: countyKey)
        try check.run(&report)
    }

    /// Checks the keys of all incidents, and that those who were forgotten have none.
    private func checkKeys(_ database: Database, _ report: inout LogReport) throws {
        try SQLStatement(database, "SELECT incident, wrapped FROM incident_key").forEachRow { row in
            let id = row.withBytes(0) { Incident.ID(bytes: $0) }
            let place = LogFinding.Place.incident(id?.description ?? "?")
            guard let id, row.bytes(1).count == IncidentKey.wrappedByteCount else {
                report.add(.incidentKey, at: place, "The key has no valid form.")
                return
            }
            guard let countyKey else { return }
            let key = row.withBytes(1) { IncidentKey(unwrapping: $0, of: id, with: countyKey) }
            if key == nil { report.add(.incidentKey, at: place, "The key cannot be unwrapped.") }
        }
        var expected: Int64 = 0
        let forgotten = """
            SELECT f.number, f.incident, k.incident IS NOT NULL,
                EXISTS (SELECT 1 FROM record r WHERE r.subject = f.incident)
            FROM forgotten f LEFT JOIN incident_key k ON k.incident = f.incident ORDER BY f.number
            """
        try SQLStatement(database, forgotten).forEachRow { row in
            expected += 1
            let id = row.withBytes(1) { Incident.ID(bytes: $0) }
            let place = LogFinding.Place.incident(id?.description ?? "?")
            guard id != nil, row.integer(0) == expected else {
                report.add(.incidentKey, at: place, "The list of the forgotten is damaged.")
                return
            }
            if row.integer(2) == 1 {
                report.add(.incidentKey, at: place, "It was forgotten, but still has a key.")
            }
        }
    }

    private func checkAnswers(_ database: Database, _ report: inout LogReport) throws {
        let query = "SELECT number, key, fingerprint, answer, recorded_at, digest FROM answer"
        try SQLStatement(database, query).forEachRow { row in
            let digest = AnswerKeeper.digest(
                key: row.bytes(1), fingerprint: row.bytes(2), answer: row.bytes(3),
                recordedAt: row.integer(4))
            guard digest != row.bytes(5) else { return }
            report.add(.answer, at: .answer(row.integer(0)), "The answer is not as it was kept.")
        }
    }
}
