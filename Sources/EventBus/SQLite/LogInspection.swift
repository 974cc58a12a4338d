import GRDB

/// The look at a log's file before it is opened for writing, so that a file which is refused stays
/// as it is to the byte.
struct LogInspection {
    let path: String
    let countyKey: CountyKey

    static func newerVersion(_ path: String) -> EventLogError {
        EventLogError(
            .newerVersion,
            "The log \(path) was written by a newer version of GridDispatch. Use that version, "
                + "or a copy of the log from before.")
    }

    /// Throws what is in the way of opening the file; an empty one is still to be made.
    func run() throws {
        guard LogFile.size(of: path) > 0 else { return }
        let queue = try DatabaseQueue.forReading(path, label: "griddispatch.log.inspection")
        let result = Result { try queue.read(check) }
        try queue.close()
        try result.get()
    }

    private func check(_ database: Database) throws {
        guard try isLog(database) else { return }
        if try Schema.migrator.hasBeenSuperseded(database) {
            throw Self.newerVersion(path)
        }
        guard try KeyCheck.accepts(countyKey, database) else { throw KeyCheck.wrongKey(path) }
        try checkEnd(database)
    }

    /// Whether the file is a log; not yet, if there is no table in it.
    private func isLog(_ database: Database) throws -> Bool {
        let id = try Int64.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        if id == Schema.applicationID { return true }
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
        guard id == 0, tables == 0 else {
            throw EventLogError(
                .corrupt, "The file \(path) is a database of something else, not an event log.")
        }
        return false
    }

    /// Checks that the heads of the partitions account for every record.
    private func checkEnd(_ database: Database) throws {
        let last = try LastRecord(database).offset.value
        let sum = try Int64.fetchOne(
            database, sql: "SELECT coalesce(sum(version), 0) FROM partition_head")
        guard sum == last else {
            throw EventLogError(
                .corrupt,
                "The log \(path) ends at record \(last), but its partitions have \(sum ?? 0). "
                    + "Verify it, and restore it from a copy.")
        }
    }
}
