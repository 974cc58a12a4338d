import GRDB

/// Runs `body` on the database at `path`, past the log, and closes it again.
func withDatabase<Value>(_ path: String, _ body: (Database) throws -> Value) throws -> Value {
    let queue = try DatabaseQueue(path: path)
    let result = Result { try queue.writeWithoutTransaction(body) }
    try queue.close()
    return try result.get()
}

/// Changes the database at `path`, past the log.
func alter(_ path: String, _ sql: String) throws {
    try withDatabase(path) { try $0.execute(sql: sql) }
}
