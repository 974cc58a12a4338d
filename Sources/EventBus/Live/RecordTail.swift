import Governance

/// The last records of a log, kept in memory for those who follow it live.
///
/// The tail is bounded by count and by bytes. Whoever needs a record that has fallen out of it
/// reads from the disk.
struct RecordTail {
    /// The offset of the log's last record, whether the tail still has it or not.
    private(set) var head: Offset
    /// How many records are held.
    private(set) var count = 0
    /// Each record in the slot that follows from its offset, so that one goes as another comes.
    private var slots: [CommittedRecord?]
    private var byteCount = 0
    private let byteLimit: Int

    init(head: Offset, limits: LogLimits) {
        self.head = head
        slots = Array(repeating: nil, count: max(1, limits.tailRecords))
        byteLimit = limits.tailBytes
    }

    /// Takes the next record of the log.
    mutating func append(_ entry: CommittedRecord) {
        precondition(
            entry.place.offset == head.next, "record \(entry.place.offset) follows \(head)")
        if count == slots.count { dropOldest() }
        head = entry.place.offset
        slots[slot(of: head)] = entry
        count += 1
        byteCount += entry.byteCount
        while byteCount > byteLimit, count > 0 { dropOldest() }
    }

    /// Takes note of records that are kept elsewhere.
    mutating func advance(to offset: Offset) {
        while count > 0 { dropOldest() }
        head = offset
    }

    /// At most `limit` records after `offset`, or nil if the tail no longer has all of them.
    func records(after offset: Offset, limit: Int) -> [CommittedRecord]? {
        guard offset < head, limit > 0 else { return [] }
        let distance = head.value - offset.value
        guard distance <= count else { return nil }
        let last = offset.value + min(distance, Int64(limit))
        var records: [CommittedRecord] = []
        records.reserveCapacity(Int(last - offset.value))
        for value in offset.value + 1...last {
            if let record = slots[slot(of: Offset(value))] { records.append(record) }
        }
        return records
    }

    /// Drops what is personal about an incident.
    mutating func forget(_ incident: Incident.ID) {
        for index in slots.indices where slots[index]?.incident == incident {
            slots[index]?.hasPersonalData = false
        }
    }

    private mutating func dropOldest() {
        let oldest = slot(of: Offset(head.value - Int64(count) + 1))
        byteCount -= slots[oldest]?.byteCount ?? 0
        slots[oldest] = nil
        count -= 1
    }

    private func slot(of offset: Offset) -> Int {
        Int(offset.value % Int64(slots.count))
    }
}
