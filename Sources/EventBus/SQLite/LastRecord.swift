import GRDB
import Governance

/// The end of the log as the tables have it.
struct LastRecord {
    let offset: Offset
    let id: Record.ID

    /// Reads the last record.
    init(_ database: Database) throws {
        let statement = try SQLStatement(
            database, #"SELECT "offset", id FROM record ORDER BY "offset" DESC LIMIT 1"#)
        let last = try statement.firstRow { row in
            (Offset(row.integer(0)), row.withBytes(1) { Record.ID(bytes: $0) })
        }
        offset = last?.0 ?? .start
        id = last?.1 ?? Record.ID(high: 0, low: 0)
    }
}
