import GRDB
import Governance

/// Writes a whole log as an evidence file, which can be verified without the log and without a key.
///
/// It reads one snapshot and changes nothing, also while a server has the log open. What is personal
/// stays sealed, and the keys are not in the file.
public struct LogExporter: Sendable {
    /// The path of the log file.
    public let path: String

    /// An exporter of the log at `path`.
    public init(path: String) {
        self.path = path
    }

    /// Hands every line to `write`, with its end, in the order of the log.
    ///
    /// - Returns: How many records there are.
    /// - Throws: What `write` throws, or ``EventLogError`` if the log cannot be read.
    @discardableResult
    public func export(_ write: ([UInt8]) throws -> Void) throws -> Int {
        guard LogFile.size(of: path) > 0 else {
            throw EventLogError(.io, "There is no log at \(path), or it is empty.")
        }
        let queue = try DatabaseQueue.forReading(path, label: "griddispatch.export")
        return try queue.read { database in
            let statement = try SQLStatement(
                database, #"SELECT \#(RecordReader.columns) FROM record r ORDER BY r."offset""#)
            var records = 0
            try statement.forEachRow { row in
                records += 1
                try write(EvidenceLine(row).bytes + [ASCIICode.lineFeed])
            }
            let end = EvidenceFile.end(records: records, heads: try heads(database))
            try write(end + [ASCIICode.lineFeed])
            return records
        }
    }

    private func heads(_ database: Database) throws -> [LogReport.Head] {
        let query = #"SELECT "partition", version, hash FROM partition_head ORDER BY "partition""#
        var heads: [LogReport.Head] = []
        try SQLStatement(database, query).forEachRow { row in
            guard
                let partition = AreaCode(stored: row.integer(0)),
                let hash = row.withBytes(2, { ChainHash($0) })
            else { throw EventLogError(.corrupt, "A head of the log is damaged. Verify the log.") }
            heads.append(
                LogReport.Head(partition: partition, version: Int(row.integer(1)), hash: hash))
        }
        return heads
    }
}

/// The bytes that the lines of an evidence file are told apart by.
enum ASCIICode {
    static let lineFeed = UInt8(ascii: "\n")
    static let openBrace = UInt8(ascii: "{")
}
