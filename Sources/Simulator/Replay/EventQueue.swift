import Governance

/// What is still to happen on a virtual clock, earliest first.
///
/// Of what is due at the same instant, the first to be put in comes out first, so that equal runs
/// stay equal.
struct EventQueue<Item> {
    private struct Entry: Comparable {
        let due: Instant
        let sequence: Int
        let item: Item

        static func < (left: Entry, right: Entry) -> Bool {
            (left.due, left.sequence) < (right.due, right.sequence)
        }

        static func == (left: Entry, right: Entry) -> Bool {
            left.sequence == right.sequence
        }
    }

    private var heap = Heap<Entry>()
    private var lastSequence = 0

    /// When the first item is due, or nil if there is none.
    var nextDue: Instant? { heap.first?.due }

    /// Puts an item in; O(log n).
    mutating func insert(_ item: Item, due: Instant) {
        lastSequence += 1
        heap.insert(Entry(due: due, sequence: lastSequence, item: item))
    }

    /// Takes the first item out; O(log n).
    mutating func removeFirst() -> (due: Instant, item: Item)? {
        heap.removeFirst().map { ($0.due, $0.item) }
    }
}
