import GRDB
import Governance

extension RecordReader {
    /// A page of the histories that `query` wants.
    mutating func histories(_ query: HistoryQuery) throws -> HistoryPage {
        let found = try reports(query)
        let statement = try SQLStatement(
            database,
            """
            SELECT \(Self.columns) FROM record r WHERE r.subject = ? AND r."offset" <= ?
            ORDER BY r."offset"
            """)
        var histories: [IncidentHistory] = []
        for (rank, id) in found.prefix(query.pageLimit) {
            statement.bind(1, id)
            statement.bind(2, query.through.value)
            let records = try records(statement)
            histories.append(
                IncidentHistory(accepted: Offset(rank), events: records.map(\.event)))
        }
        let isLast = found.count <= query.pageLimit
        return HistoryPage(histories: histories, next: isLast ? nil : histories.last?.accepted)
    }

    /// The reports of a page, and one more if there is one.
    private func reports(_ query: HistoryQuery) throws -> [(rank: Int64, id: [UInt8])] {
        let statement = try SQLStatement(
            database,
            """
            SELECT rank, id FROM incident
            WHERE rank > ? AND rank <= ? AND accepted_at >= ? AND accepted_at < ?
                \(query.onlyOpen ? "AND is_open = 1" : "")
            ORDER BY rank LIMIT ?
            """)
        statement.bind(1, query.after.value)
        statement.bind(2, query.through.value)
        statement.bind(3, query.from?.microsecondsSinceEpoch ?? .min)
        statement.bind(4, query.to?.microsecondsSinceEpoch ?? .max)
        statement.bind(5, Int64(query.pageLimit + 1))
        var reports: [(rank: Int64, id: [UInt8])] = []
        try statement.forEachRow { reports.append(($0.integer(0), $0.bytes(1))) }
        return reports
    }
}

extension LogEnd {
    /// The end of the log as the tables have it; nil while it is empty.
    init?(_ database: Database) throws {
        let last = try LastRecord(database)
        guard let recordedAt = last.recordedAt else { return nil }
        self.init(offset: last.offset, recordedAt: recordedAt)
    }
}
