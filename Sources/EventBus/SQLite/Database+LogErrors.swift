import GRDB

/// Reads and writes whose failures are those of a log, told of the file at a path.
extension DatabaseReader {
    /// Reads within one snapshot.
    func read<Value: Sendable>(
        at path: String, _ body: @escaping @Sendable (Database) throws -> Value,
    ) async throws(EventLogError) -> Value {
        do {
            return try await read(body)
        } catch {
            throw EventLogError(error, path: path)
        }
    }
}

extension DatabaseWriter {
    /// Writes in one transaction.
    func write<Value: Sendable>(
        at path: String, _ body: @escaping @Sendable (Database) throws -> Value,
    ) async throws(EventLogError) -> Value {
        do {
            return try await write(body)
        } catch {
            throw EventLogError(error, path: path)
        }
    }
}
