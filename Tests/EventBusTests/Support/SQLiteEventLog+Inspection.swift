import Foundation
import GRDB
import Governance
import Testing

@testable import EventBus

extension SQLiteEventLog {
    /// The settings of the writing connection.
    func writerSettings(_ names: [String]) async throws -> [String] {
        try await pool.writeWithoutTransaction { database in
            try names.map { name in
                try String.fetchOne(database, sql: "PRAGMA \(name)") ?? ""
            }
        }
    }

    /// The key of an incident as it is kept.
    func wrappedKey(of incident: Incident.ID) async throws -> Data {
        try await pool.read { database in
            let key = try Data.fetchOne(
                database, sql: "SELECT wrapped FROM incident_key WHERE incident = ?",
                arguments: [Data(incident.bytes)])
            return try #require(key)
        }
    }

    /// How many records are held in memory for live subscribers.
    var tailCount: Int { tail.count }
}
