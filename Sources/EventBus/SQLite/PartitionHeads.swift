import Governance

/// The last record of each partition, as far as it has been asked for, with what the batch at hand
/// has changed and not yet committed.
struct PartitionHeads {
    /// A partition's version and the hash of its last record.
    struct Head: Hashable {
        var version: Int
        var hash: ChainHash

        /// The head of a partition without records.
        static let empty = Head(version: 0, hash: .genesis)
    }

    /// Beyond this many partitions the known ones are dropped and read again when needed.
    private static let maximumCount = 16_384

    private var known: [AreaCode: Head] = [:]
    private var changed: Set<AreaCode> = []

    /// The head of `partition`, from the table if it is not known yet.
    mutating func head(
        of partition: AreaCode, from statements: WriterStatements,
    ) throws -> Head {
        if let head = known[partition] { return head }
        let statement = statements.readHead
        statement.bind(1, Int64(partition.number))
        let head =
            try statement.firstRow { row in
                let hash = row.withBytes(1) { ChainHash($0) } ?? .genesis
                return Head(version: Int(row.integer(0)), hash: hash)
            } ?? .empty
        known[partition] = head
        return head
    }

    /// Moves the head of `partition`; the table is written by ``store(with:)``.
    mutating func move(_ partition: AreaCode, to head: Head) {
        known[partition] = head
        changed.insert(partition)
    }

    /// Writes the heads that the batch has moved, once each.
    mutating func store(with statements: WriterStatements) throws {
        for partition in changed {
            guard let head = known[partition] else { continue }
            let statement = statements.writeHead
            statement.bind(1, Int64(partition.number))
            statement.bind(2, Int64(head.version))
            try head.hash.withUnsafeBytes { bytes in
                statement.bind(3, blobInPlace: bytes)
                try statement.run()
            }
        }
        changed.removeAll(keepingCapacity: true)
        if known.count > Self.maximumCount { known.removeAll() }
    }

    /// Forgets everything after a transaction that failed; it is read again from the tables.
    mutating func reset() {
        self = PartitionHeads()
    }
}
