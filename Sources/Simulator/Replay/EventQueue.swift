import Governance

/// What is still to happen on a virtual clock: a binary heap, earliest first.
///
/// Of what is due at the same instant, the first to be put in comes out first, so that equal runs
/// stay equal. The heap after J. W. J. Williams, "Algorithm 232: Heapsort", CACM 7 (6), 1964.
struct EventQueue<Item> {
    private struct Entry {
        let due: Instant
        let sequence: Int
        let item: Item

        func precedes(_ other: Entry) -> Bool {
            (due, sequence) < (other.due, other.sequence)
        }
    }

    private var heap: [Entry] = []
    private var lastSequence = 0

    /// When the first item is due, or nil if there is none.
    var nextDue: Instant? { heap.first?.due }

    /// Puts an item in; O(log n).
    mutating func insert(_ item: Item, due: Instant) {
        lastSequence += 1
        heap.append(Entry(due: due, sequence: lastSequence, item: item))
        var child = heap.count - 1
        while child > 0, heap[child].precedes(heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Takes the first item out; O(log n).
    mutating func removeFirst() -> (due: Instant, item: Item)? {
        guard let first = heap.first else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while let child = leastChild(of: parent), heap[child].precedes(heap[parent]) {
            heap.swapAt(parent, child)
            parent = child
        }
        return (first.due, first.item)
    }

    private func leastChild(of parent: Int) -> Int? {
        let left = 2 * parent + 1
        guard left < heap.count else { return nil }
        let right = left + 1
        return right < heap.count && heap[right].precedes(heap[left]) ? right : left
    }
}
