import GRDB
import Governance

/// The end of the log as the tables have it.
struct LastRecord {
    let offset: Offset
    let id: Record.ID
    /// When it was recorded, or nil if there is none.
    let recordedAt: Instant?

    /// Reads the last record.
    init(_ database: Database) throws {
        let statement = try SQLStatement(
            database,
            #"SELECT "offset", id, recorded_at FROM record ORDER BY "offset" DESC LIMIT 1"#)
        let last = try statement.firstRow { row in
            (
                offset: Offset(row.integer(0)), id: row.withBytes(1) { Record.ID(bytes: $0) },
                recordedAt: Instant(microsecondsSinceEpoch: row.integer(2))
            )
        }
        offset = last?.offset ?? .start
        id = last?.id ?? Record.ID(high: 0, low: 0)
        recordedAt = last?.recordedAt
    }
}
