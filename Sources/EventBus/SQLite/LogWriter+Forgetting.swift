import Foundation
import GRDB
import Governance

extension LogWriter {
    /// Deletes the key of an incident and remembers that it was forgotten.
    mutating func forget(_ incident: Incident.ID, in database: Database) throws {
        // First of all, so that nobody seals with the key any more.
        keys.forget(incident)
        let id = incident.bytes
        try database.inTransaction(.immediate) {
            try database.execute(
                sql: "DELETE FROM incident_key WHERE incident = ?", arguments: [Data(id)])
            try database.execute(
                sql: "INSERT OR IGNORE INTO forgotten (incident) VALUES (?)",
                arguments: [Data(id)])
            return .commit
        }
    }
}
