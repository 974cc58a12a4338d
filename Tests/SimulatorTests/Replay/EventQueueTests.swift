import Governance
import Testing

@testable import Simulator

struct EventQueueTests {
    private func drained(_ dues: [Int64]) -> [String] {
        var queue = EventQueue<Int>()
        for (index, due) in dues.enumerated() {
            queue.insert(index, due: Instant(secondsSinceEpoch: due))
        }
        var out: [String] = []
        while let (due, item) = queue.removeFirst() {
            out.append("\(due.microsecondsSinceEpoch / 1_000_000):\(item)")
        }
        return out
    }

    @Test func `the earliest comes out first, and of equals the first put in`() {
        #expect(drained([5, 1, 3, 1, 5, 0]) == ["0:5", "1:1", "1:3", "3:2", "5:0", "5:4"])
    }

    @Test func `an empty queue has nothing due`() {
        var queue = EventQueue<Int>()
        #expect(queue.nextDue == nil)
        #expect(queue.removeFirst() == nil)
    }

    @Test func `a thousand items come out in order`() {
        let dues = (0..<1_000).map { Int64($0 * 7_919 % 257) }
        let expected = dues.enumerated().sorted {
            ($0.element, $0.offset) < ($1.element, $1.offset)
        }
        #expect(drained(dues) == expected.map { "\($0.element):\($0.offset)" })
    }
}
