import Governance
import GridTesting
import Testing

@testable import DispatchCore

/// The heap against the plainest thing that does the same: looking at all deadlines.
struct DeadlineQueueTests {
    @Test(arguments: SeededGenerator.seeds(20))
    func `it always names the earliest deadline that still holds`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var queue = DeadlineQueue()
        var deadlines: [Incident.ID: Instant] = [:]
        for step in 0..<2_000 {
            let id = SmallCounty.incident(UInt64.random(in: 0..<40, using: &generator))
            if generator.happens(0.2) {
                deadlines[id] = nil
            } else {
                let seconds = Int.random(in: 0..<60, using: &generator)
                let due = SmallCounty.morning + .seconds(seconds)
                deadlines[id] = due
                queue.insert(DeadlineQueue.Entry(due: due, incident: id))
            }
            if generator.happens(0.3) { queue.compact(whenOver: 1) { deadlines[$0] } }
            guard generator.happens(0.5) else { continue }
            let earliest = queue.earliest { deadlines[$0] }
            let expected = deadlines.map { ($1, $0) }.min { $0 < $1 }
            #expect(earliest?.due == expected?.0, "step \(step)")
            #expect(earliest?.incident == expected?.1, "step \(step)")
        }
    }

    @Test func `an empty queue has no earliest`() {
        var queue = DeadlineQueue()
        #expect(queue.earliest { _ in SmallCounty.morning } == nil)
    }

    @Test func `what is outdated is thrown away before it fills the memory`() {
        var queue = DeadlineQueue()
        let id = SmallCounty.incident(1)
        var largest = 0
        for second in 0..<10_000 {
            let due = SmallCounty.morning + .seconds(second)
            queue.insert(DeadlineQueue.Entry(due: due, incident: id))
            queue.compact(whenOver: 1) { _ in due }
            largest = max(largest, queue.count)
        }
        #expect(largest <= 68)
        #expect(queue.earliest { _ in SmallCounty.morning + .seconds(9_999) } != nil)
    }
}
