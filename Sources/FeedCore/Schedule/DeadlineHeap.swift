import Governance

/// Feeds by the moment at which they are due, the earliest first.
///
/// A binary heap (J. W. J. Williams, CACM 7 (6), 1964); of equal moments the smaller name is first,
/// so that the order does not depend on how they came in.
struct DeadlineHeap: Sendable {
    /// A feed and when it is due.
    struct Entry: Hashable, Sendable {
        let deadline: Instant
        let id: DataItem.ID

        fileprivate func isBefore(_ other: Entry) -> Bool {
            (deadline, id) < (other.deadline, other.id)
        }
    }

    private var entries: [Entry] = []

    /// The earliest entry.
    var first: Entry? { entries.first }

    /// Adds an entry.
    mutating func insert(_ id: DataItem.ID, at deadline: Instant) {
        entries.append(Entry(deadline: deadline, id: id))
        var index = entries.count - 1
        while index > 0 {
            let parent = (index - 1) / 2
            guard entries[index].isBefore(entries[parent]) else { return }
            entries.swapAt(index, parent)
            index = parent
        }
    }

    /// Takes the earliest entry away.
    mutating func removeFirst() {
        guard let last = entries.popLast(), !entries.isEmpty else { return }
        entries[0] = last
        var index = 0
        while true {
            var smallest = index
            for child in [2 * index + 1, 2 * index + 2] where child < entries.count {
                if entries[child].isBefore(entries[smallest]) { smallest = child }
            }
            guard smallest != index else { return }
            entries.swapAt(index, smallest)
            index = smallest
        }
    }
}
