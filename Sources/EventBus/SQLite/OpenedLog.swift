import GRDB

/// The opening of a log file: its connections, its schema, its key and its end.
struct OpenedLog {
    let pool: DatabasePool
    let checkpointer: Checkpointer
    let writer: LogWriter

    init(
        _ configuration: SQLiteEventLog.Configuration, keys: KeyRing, costs: WriterCosts,
    ) throws {
        let path = configuration.path
        let options = WriterOptions(
            keys: keys, answerRetention: configuration.limits.answerRetention, costs: costs)
        pool = try DatabasePool(path: path, configuration: Self.connections)
        try pool.writeWithoutTransaction { database in
            try Self.prepareConnection(database)
            try Self.checkIdentity(database, path: path)
        }
        try Schema.migrator.migrate(pool)
        checkpointer = try Checkpointer(path: path)
        writer = try pool.writeWithoutTransaction { [checkpointer] database in
            try KeyCheck.run(database, configuration.countyKey, path: path)
            try Self.checkEnd(database, path: path)
            try checkpointer.watch(database)
            return try LogWriter(database, options: options)
        }
    }

    /// Reading connections wait for nobody; the writing one only for a checkpoint to let go.
    private static var connections: Configuration {
        var configuration = Configuration()
        configuration.label = "griddispatch.log"
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.persistentReadOnlyConnections = true
        configuration.prepareDatabase { database in
            // Takes effect while the file is empty. A record takes about 1 KiB and an incident's
            // document 2 to 5: with pages of 8 KiB a third fewer pages are written for them than
            // with SQLite's 4, and appends are a fifth faster (measured with the benchmark).
            guard !database.configuration.readonly else { return }
            try database.execute(sql: "PRAGMA page_size = 8192")
        }
        return configuration
    }

    /// What the writing connection needs beside what GRDB sets.
    private static func prepareConnection(_ database: Database) throws {
        try database.execute(
            sql: """
                PRAGMA synchronous = FULL;
                PRAGMA wal_autocheckpoint = 0;
                PRAGMA secure_delete = ON;
                PRAGMA cache_size = -65536;
                """)
    }

    /// Checks that the file is empty or a log, and none of a later version.
    private static func checkIdentity(_ database: Database, path: String) throws {
        let id = try Int64.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
        guard id == Schema.applicationID || (id == 0 && isEmpty) else {
            throw EventLogError(
                .corrupt, "The file \(path) is a database of something else, not an event log.")
        }
        if try Schema.migrator.hasBeenSuperseded(database) {
            throw EventLogError(
                .newerVersion,
                "The log \(path) was written by a newer version of GridDispatch. Use that version, "
                    + "or a copy of the log from before.")
        }
    }

    /// Checks that the heads of the partitions account for every record.
    private static func checkEnd(_ database: Database, path: String) throws {
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
