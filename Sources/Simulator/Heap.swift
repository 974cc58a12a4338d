/// A binary heap, the least element first.
///
/// After J. W. J. Williams, "Algorithm 232: Heapsort", CACM 7 (6), 1964.
struct Heap<Element: Comparable> {
    private var elements: [Element] = []

    /// The least element, or nil if there is none.
    var first: Element? { elements.first }

    /// Puts an element in; O(log n).
    mutating func insert(_ element: Element) {
        elements.append(element)
        var child = elements.count - 1
        while child > 0, elements[child] < elements[(child - 1) / 2] {
            elements.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Takes the least element out; O(log n).
    @discardableResult
    mutating func removeFirst() -> Element? {
        guard let first = elements.first else { return nil }
        elements.swapAt(0, elements.count - 1)
        elements.removeLast()
        var parent = 0
        while let child = leastChild(of: parent), elements[child] < elements[parent] {
            elements.swapAt(parent, child)
            parent = child
        }
        return first
    }

    private func leastChild(of parent: Int) -> Int? {
        let left = 2 * parent + 1
        guard left < elements.count else { return nil }
        let right = left + 1
        return right < elements.count && elements[right] < elements[left] ? right : left
    }
}
