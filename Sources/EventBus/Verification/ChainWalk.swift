import Governance

/// Follows the chain of each partition from record to record, wherever the records come from.
///
/// After a record that is wrong it goes on from the hash that stands there, so that each wrong
/// record is named once and those after it are not blamed.
struct ChainWalk {
    /// The last record of a partition so far.
    struct Head {
        var version: Int64
        var hash: ChainHash
    }

    /// The heads, by the numbers of the partitions.
    private(set) var heads: [Int64: Head] = [:]
    private(set) var lastOffset = Offset.start
    private var lastID = Record.ID(high: 0, low: 0)

    /// Comes to the next record, and checks that none is missing before it.
    mutating func enter(
        _ offset: Offset, partition: Int64, version: Int64, _ report: inout LogReport,
    ) -> LogFinding.Place {
        let place = LogFinding.Place.record(
            offset, partition: AreaCode(stored: partition), version: Int(version))
        report.records += 1
        if offset != lastOffset.next {
            report.add(
                .sequence, at: place, "It follows record \(lastOffset); those between are missing.")
        }
        lastOffset = offset
        let head = head(of: partition)
        if version != head.version + 1 {
            report.add(.sequence, at: place, "It follows version \(head.version) of its partition.")
        }
        return place
    }

    /// Checks the record that was entered against the one before it; tells whether its hash is right.
    mutating func check(
        _ spot: RecordPlace, _ body: RecordBody, _ stored: ChainHash, at place: LogFinding.Place,
        _ report: inout LogReport,
    ) -> Bool {
        if spot.id <= lastID {
            report.add(.sequence, at: place, "Its id is not after the one before.")
        }
        lastID = spot.id
        let isRight = spot.hash(of: body, after: head(of: spot.partition).hash) == stored
        if !isRight {
            report.add(
                .hash, at: place,
                "It is not the record of which its hash was taken, or not the one after which it "
                    + "was written.")
        }
        heads[spot.partition] = Head(version: spot.version, hash: stored)
        return isRight
    }

    /// Leaves the record that was entered unchecked, since it cannot be read.
    mutating func skip(partition: Int64, version: Int64) {
        heads[partition] = Head(version: version, hash: head(of: partition).hash)
    }

    /// The heads for a report, by partition.
    var reportedHeads: [LogReport.Head] {
        heads.sorted { $0.key < $1.key }.compactMap { number, head in
            AreaCode(stored: number).map {
                LogReport.Head(partition: $0, version: Int(head.version), hash: head.hash)
            }
        }
    }

    private func head(of partition: Int64) -> Head {
        heads[partition] ?? Head(version: 0, hash: .genesis)
    }
}
