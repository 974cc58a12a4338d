import Governance

/// What is still to happen on a virtual clock, earliest first.
///
/// Of what is due at the same instant, the first to be put in comes out first, so that equal runs
/// stay equal.
struct EventQueue<Item> {
    /// The turn of an item, which itself lies still while turns change places.
    private struct Entry: Comparable {
        let due: Instant
        let sequence: Int
        let place: Int

        static func < (left: Entry, right: Entry) -> Bool {
            (left.due, left.sequence) < (right.due, right.sequence)
        }

        static func == (left: Entry, right: Entry) -> Bool {
            left.sequence == right.sequence
        }
    }

    private var heap = Heap<Entry>()
    private var items: [Item?] = []
    private var freePlaces: [Int] = []
    private var lastSequence = 0

    /// How many items are waiting.
    var count: Int { items.count - freePlaces.count }

    /// When the first item is due, or nil if there is none.
    var nextDue: Instant? { heap.first?.due }

    /// The first item, or nil if there is none.
    var nextItem: Item? { heap.first.flatMap { items[$0.place] } }

    /// Puts an item in; O(log n).
    mutating func insert(_ item: Item, due: Instant) {
        lastSequence += 1
        let place = freePlaces.popLast() ?? items.count
        if place == items.count { items.append(item) } else { items[place] = item }
        heap.insert(Entry(due: due, sequence: lastSequence, place: place))
    }

    /// Takes the first item out; O(log n).
    mutating func removeFirst() -> (due: Instant, item: Item)? {
        guard let entry = heap.removeFirst(), let item = items[entry.place].take() else {
            return nil
        }
        freePlaces.append(entry.place)
        return (entry.due, item)
    }
}
