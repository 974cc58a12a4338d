import GRDB
import GRDBSQLite

/// A prepared statement whose values are bound and read in place, without boxes in between.
///
/// Columns and parameters count as SQLite counts them: columns from 0, parameters from 1. Bytes
/// that are bound must stay where they are until the statement has run.
struct SQLStatement {
    private let statement: Statement
    private let pointer: OpaquePointer

    /// The statement for `sql`, from the connection's cache if it is there.
    ///
    /// The cache has no bound, so `sql` must be one of few texts.
    init(_ database: Database, _ sql: String) throws {
        try self.init(statement: database.cachedStatement(sql: sql))
    }

    /// A statement for `sql` that is gone after its use.
    init(_ database: Database, once sql: String) throws {
        try self.init(statement: database.makeStatement(sql: sql))
    }

    private init(statement: Statement) {
        self.statement = statement
        pointer = statement.sqliteStatement
        reset()
    }

    /// Runs the statement to its end, ignoring rows, and makes it ready to be bound again.
    func run() throws {
        while try step() {}
        reset()
    }

    /// Moves to the next row; false at the end.
    func step() throws -> Bool {
        switch sqlite3_step(pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let connection = sqlite3_db_handle(pointer)
            let error = DatabaseError(
                resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
                message: String(cString: sqlite3_errmsg(connection)))
            reset()
            throw error
        }
    }

    /// How many rows the last statement of this connection that changed any has changed.
    var changes: Int { Int(sqlite3_changes(sqlite3_db_handle(pointer))) }

    /// Ends the reading of rows, so that the statement holds no snapshot.
    func reset() {
        sqlite3_reset(pointer)
    }

    /// Calls `body` for each row, and makes the statement ready to be bound again.
    func forEachRow(_ body: (SQLStatement) throws -> Void) throws {
        defer { reset() }
        while try step() { try body(self) }
    }

    /// What `body` makes of the first row, or nil if there is none.
    func firstRow<Value>(_ body: (SQLStatement) throws -> Value) throws -> Value? {
        defer { reset() }
        return try step() ? body(self) : nil
    }
}

extension SQLStatement {
    func bind(_ index: Int32, _ value: Int64?) {
        if let value {
            sqlite3_bind_int64(pointer, index, value)
        } else {
            sqlite3_bind_null(pointer, index)
        }
    }

    func bind(_ index: Int32, _ value: Double) {
        sqlite3_bind_double(pointer, index, value)
    }

    /// Binds bytes that stay in place until the statement has run.
    func bind(_ index: Int32, blobInPlace bytes: UnsafeRawBufferPointer?) {
        guard let bytes else {
            sqlite3_bind_null(pointer, index)
            return
        }
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            sqlite3_bind_zeroblob(pointer, index, 0)
            return
        }
        sqlite3_bind_blob64(pointer, index, start, sqlite3_uint64(bytes.count), nil)
    }

    /// Binds UTF-8 text that stays in place until the statement has run.
    func bind(_ index: Int32, textInPlace bytes: UnsafeRawBufferPointer?) {
        guard let bytes else {
            sqlite3_bind_null(pointer, index)
            return
        }
        let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        sqlite3_bind_text64(
            pointer, index, start, sqlite3_uint64(bytes.count), nil, UInt8(SQLITE_UTF8))
    }

    /// Binds a copy of bytes.
    func bind(_ index: Int32, _ bytes: [UInt8]) {
        bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress, !buffer.isEmpty else {
                sqlite3_bind_zeroblob(pointer, index, 0)
                return
            }
            sqlite3_bind_blob64(
                pointer, index, start, sqlite3_uint64(buffer.count), transientDestructor)
        }
    }

    /// Binds a copy of text.
    func bind(_ index: Int32, _ text: String?) {
        guard var text else {
            sqlite3_bind_null(pointer, index)
            return
        }
        text.withUTF8 { buffer in
            buffer.withMemoryRebound(to: CChar.self) { characters in
                _ = sqlite3_bind_text64(
                    pointer, index, characters.baseAddress, sqlite3_uint64(characters.count),
                    transientDestructor, UInt8(SQLITE_UTF8))
            }
        }
    }
}

extension SQLStatement {
    func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(pointer, column) == SQLITE_NULL
    }

    func integer(_ column: Int32) -> Int64 {
        sqlite3_column_int64(pointer, column)
    }

    func optionalInteger(_ column: Int32) -> Int64? {
        isNull(column) ? nil : integer(column)
    }

    func text(_ column: Int32) -> String {
        withBytes(column) { String(decoding: $0, as: UTF8.self) }
    }

    func optionalText(_ column: Int32) -> String? {
        isNull(column) ? nil : text(column)
    }

    func bytes(_ column: Int32) -> [UInt8] {
        withBytes(column) { Array($0) }
    }

    /// Calls `body` with the bytes of a blob or of text, which are gone at the next step.
    func withBytes<Value>(
        _ column: Int32, _ body: (UnsafeRawBufferPointer) throws -> Value,
    ) rethrows -> Value {
        let start = sqlite3_column_blob(pointer, column)
        let count = Int(sqlite3_column_bytes(pointer, column))
        return try body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }
}

/// Tells SQLite to copy what is bound; the C macro for it is a cast that Swift does not import.
private let transientDestructor = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
