import GRDB
public import Governance

/// The records and histories of a log file, read beside the server that has it open, or without one.
///
/// Nothing is changed, and no key is needed, since personal data is not read.
public struct LogFileReader: HistorySource {
    /// The path of the file.
    public let path: String
    private let queue: DatabaseQueue

    /// Opens the log at `path` for reading.
    ///
    /// - Throws: ``EventLogError`` if there is no log.
    public init(path: String) throws(EventLogError) {
        self.path = path
        guard LogFile.size(of: path) > 0 else {
            throw EventLogError(.io, "There is no log at \(path).")
        }
        do {
            queue = try DatabaseQueue.forReading(path, label: "griddispatch.log.reader")
            let mark = try queue.read { try Int64.fetchOne($0, sql: "PRAGMA application_id") }
            guard mark == Schema.applicationID else {
                throw EventLogError(.corrupt, "The file \(path) is not an event log.")
            }
        } catch {
            throw EventLogError(error, path: path)
        }
    }

    /// Where the log ends; nil while it is empty.
    public func end() async throws(EventLogError) -> LogEnd? {
        try await queue.read(at: path) { database throws in try LogEnd(database) }
    }

    /// A page of the histories that `query` wants, in the order of the reports.
    public func histories(_ query: HistoryQuery) async throws(EventLogError) -> HistoryPage {
        try await queue.read(at: path) { database throws in
            var reader = RecordReader(database, county: nil)
            return try reader.histories(query)
        }
    }

    /// At most `limit` records after `offset`, in order.
    public func read(after offset: Offset, limit: Int) async throws(EventLogError) -> RecordPage {
        try await queue.read(at: path) { database throws in
            var reader = RecordReader(database, county: nil)
            return try reader.page(
                after: offset, limit: limit, filter: RecordFilter(includesPersonalData: false))
        }
    }

    /// The whole history of an incident, in order.
    public func records(
        of incident: Incident.ID,
    ) async throws(EventLogError) -> [Record] {
        try await queue.read(at: path) { database throws in
            var reader = RecordReader(database, county: nil)
            return try reader.records(of: incident)
        }
    }

    /// Has SQLite read every byte of every record, for the benchmark; tells how many there are.
    public func readEveryByte() async throws(EventLogError) -> (records: Int, bytes: Int) {
        try await queue.read(at: path) { database throws in
            let statement = try SQLStatement(
                database, #"SELECT \#(RecordReader.columns) FROM record r ORDER BY r."offset""#)
            var (records, bytes) = (0, 0)
            try statement.forEachRow { row in
                records += 1
                for column in 0..<13 as Range<Int32> {
                    bytes += row.withBytes(column) { $0.count }
                }
            }
            return (records, bytes)
        }
    }
}
