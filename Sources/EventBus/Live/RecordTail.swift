import Governance

/// The last records of a log, kept in memory for those who follow it live.
///
/// The tail is bounded by count and by bytes. Whoever needs a record that has fallen out of it
/// reads from the disk.
struct RecordTail {
    /// The offset of the log's last record, whether the tail still has it or not.
    private(set) var head: Offset
    private var entries: [CommittedRecord] = []
    private var first = 0
    private var byteCount = 0
    private let limits: LogLimits

    init(head: Offset, limits: LogLimits) {
        self.head = head
        self.limits = limits
    }

    /// How many records are held.
    var count: Int { entries.count - first }

    /// Takes the next record of the log.
    mutating func append(_ entry: CommittedRecord) {
        precondition(
            entry.place.offset == head.next, "record \(entry.place.offset) follows \(head)")
        head = entry.place.offset
        entries.append(entry)
        byteCount += entry.byteCount
        while count > limits.tailRecords || (byteCount > limits.tailBytes && count > 0) {
            byteCount -= entries[first].byteCount
            first += 1
        }
        if first > limits.tailRecords {
            entries.removeFirst(first)
            first = 0
        }
    }

    /// Takes note of records that are kept elsewhere.
    mutating func advance(to offset: Offset) {
        head = offset
        entries = []
        (first, byteCount) = (0, 0)
    }

    /// At most `limit` records after `offset`, or nil if the tail no longer has all of them.
    func records(after offset: Offset, limit: Int) -> ArraySlice<CommittedRecord>? {
        guard offset < head else { return [] }
        let distance = Int(head.value - offset.value)
        guard distance <= count else { return nil }
        let start = entries.count - distance
        return entries[start..<min(entries.count, start + limit)]
    }

    /// Drops what is personal about an incident.
    mutating func forget(_ incident: Incident.ID) {
        for index in first..<entries.count where entries[index].incident == incident {
            entries[index].hasPersonalData = false
        }
    }
}
