import Governance

/// A binary heap of deadlines, earliest first, in which outdated entries are passed over lazily.
///
/// Whoever asks says what deadline an incident has now; an entry that says otherwise is outdated.
/// The heap after J. W. J. Williams, "Algorithm 232: Heapsort", CACM 7 (6), 1964.
struct DeadlineQueue: Sendable, Codable {
    /// An incident and the moment at which it must be looked at.
    struct Entry: Sendable, Codable {
        let due: Instant
        let incident: Incident.ID

        /// The earlier first; at the same moment the older incident.
        static func < (left: Entry, right: Entry) -> Bool {
            (left.due, left.incident) < (right.due, right.incident)
        }
    }

    private var heap: [Entry] = []

    /// How many entries it holds, outdated ones included.
    var count: Int { heap.count }

    /// Adds an entry in O(log n).
    mutating func insert(_ entry: Entry) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// The earliest entry that still holds; drops the outdated ones before it.
    mutating func earliest(where current: (Incident.ID) -> Instant?) -> Entry? {
        while let first = heap.first {
            if current(first.incident) == first.due { return first }
            removeFirst()
        }
        return nil
    }

    /// Drops all outdated entries once they are the majority, so that memory stays bounded.
    mutating func compact(
        whenOver incidents: Int, _ current: (Incident.ID) -> Instant?,
    ) {
        guard heap.count > 4 * incidents + 64 else { return }
        var seen: Set<Incident.ID> = []
        let valid = heap.filter {
            current($0.incident) == $0.due && seen.insert($0.incident).inserted
        }
        heap = []
        for entry in valid { insert(entry) }
    }

    /// Drops the earliest entry; there must be one.
    mutating func removeFirst() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[child] < heap[least] {
                least = child
            }
            guard least != parent else { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
