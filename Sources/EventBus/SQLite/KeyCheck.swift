import Crypto
import Foundation
import GRDB

/// Tells whether a county key is the one under which a log was begun.
///
/// The log keeps a fixed text sealed under the key; whoever can unseal it has the key.
enum KeyCheck {
    private static let name = "key_check"
    private static var nothing: UnsafeRawBufferPointer { .init(start: nil, count: 0) }
    private static let text = Array("griddispatch county key".utf8)

    /// Makes the key the log's, if the log has none yet.
    static func keep(_ key: CountyKey, _ database: Database) throws {
        guard try sealedText(database) == nil else { return }
        try database.execute(
            sql: "INSERT INTO meta (name, value) VALUES (?, ?)",
            arguments: [name, Sealing.seal(text, with: key.key, associated: nothing)])
    }

    /// Whether `key` is the log's; a log without a kept text takes any.
    static func accepts(_ key: CountyKey, _ database: Database) throws -> Bool {
        try sealedText(database).map { opens($0, with: key) } ?? true
    }

    static func wrongKey(_ path: String) -> EventLogError {
        EventLogError(
            .keyWrong,
            "The county key is not the one under which the log \(path) was begun. Give that one.")
    }

    private static func sealedText(_ database: Database) throws -> Data? {
        try Data.fetchOne(
            database, sql: "SELECT value FROM meta WHERE name = ?", arguments: [name])
    }

    private static func opens(_ sealed: Data, with key: CountyKey) -> Bool {
        sealed.withUnsafeBytes {
            Sealing.open($0, with: key.key, associated: nothing)
        } == text
    }
}
