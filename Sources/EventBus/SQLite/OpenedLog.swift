import GRDB

/// The opening of a log file: its connections, its schema and its key.
struct OpenedLog {
    let pool: DatabasePool
    let checkpointer: Checkpointer
    let writer: LogWriter
    let liveAssignments: LiveAssignments

    init(
        _ configuration: SQLiteEventLog.Configuration, keys: KeyRing, costs: WriterCosts,
    ) throws {
        let path = configuration.path
        let options = WriterOptions(
            keys: keys, answerRetention: configuration.limits.answerRetention, costs: costs)
        try LogInspection(path: path, countyKey: configuration.countyKey).run()
        pool = try DatabasePool(path: path, configuration: Self.connections)
        try pool.writeWithoutTransaction { try Self.prepareConnection($0) }
        try Schema.migrator.migrate(pool)
        checkpointer = try Checkpointer(path: path)
        writer = try pool.writeWithoutTransaction { [checkpointer] database in
            try KeyCheck.keep(configuration.countyKey, database)
            try checkpointer.watch(database)
            return try LogWriter(database, options: options)
        }
        liveAssignments = try pool.read { try LiveAssignments($0) }
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
}
