import GRDB

/// The statements of the writer, prepared once.
struct WriterStatements {
    let begin: SQLStatement
    let commit: SQLStatement
    let rollback: SQLStatement
    let insertRecord: SQLStatement
    let readHead: SQLStatement
    let writeHead: SQLStatement
    let readKey: SQLStatement
    let insertKey: SQLStatement
    let readAnswer: SQLStatement
    let insertAnswer: SQLStatement
    let readOldestAnswer: SQLStatement
    let pruneAnswers: SQLStatement

    init(_ database: Database) throws {
        begin = try SQLStatement(database, "BEGIN IMMEDIATE")
        commit = try SQLStatement(database, "COMMIT")
        rollback = try SQLStatement(database, "ROLLBACK")
        insertRecord = try SQLStatement(
            database,
            """
            INSERT INTO record ("offset", id, "partition", version, type, subject, occurred_at,
                recorded_at, actor, cause, data, personal, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        readHead = try SQLStatement(
            database, #"SELECT version, hash FROM partition_head WHERE "partition" = ?"#)
        writeHead = try SQLStatement(
            database,
            """
            INSERT INTO partition_head ("partition", version, hash) VALUES (?, ?, ?)
            ON CONFLICT ("partition") DO UPDATE SET version = excluded.version, hash = excluded.hash
            """)
        readKey = try SQLStatement(
            database, "SELECT wrapped FROM incident_key WHERE incident = ?")
        insertKey = try SQLStatement(
            database,
            """
            INSERT OR IGNORE INTO incident_key (incident, wrapped)
            SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM forgotten WHERE incident = ?1)
            """)
        readAnswer = try SQLStatement(database, AnswerKeeper.readAnswer)
        insertAnswer = try SQLStatement(
            database,
            """
            INSERT INTO answer (key, fingerprint, answer, recorded_at, digest)
            VALUES (?, ?, ?, ?, ?)
            """)
        readOldestAnswer = try SQLStatement(
            database, "SELECT number, recorded_at FROM answer ORDER BY number LIMIT 1")
        pruneAnswers = try SQLStatement(
            database, "DELETE FROM answer WHERE number BETWEEN ? AND ? AND recorded_at < ?")
    }
}
