import Testing

@testable import CurlHTTP

struct AdmissionQueueTests {
    private func queue(active: Int, perOrigin: Int, _ origins: [String]) -> AdmissionQueue {
        var queue = AdmissionQueue(maximumActive: active, maximumPerOrigin: perOrigin)
        for (index, origin) in origins.enumerated() {
            queue.join(UInt64(index), origin: origin)
        }
        return queue
    }

    private func startAll(_ queue: inout AdmissionQueue) -> [UInt64] {
        var started: [UInt64] = []
        while let id = queue.startNext() { started.append(id) }
        return started
    }

    @Test func `origins take turns`() {
        var queue = queue(active: 10, perOrigin: 10, ["a", "a", "a", "b", "c", "b"])
        #expect(startAll(&queue) == [0, 3, 4, 1, 5, 2])
    }

    @Test func `an origin keeps to its share and gets its next turn when one is over`() {
        var queue = queue(active: 10, perOrigin: 2, ["a", "a", "a", "a", "b"])
        #expect(startAll(&queue) == [0, 4, 1])
        queue.finish(origin: "a")
        #expect(startAll(&queue) == [2])
        queue.finish(origin: "b")
        #expect(startAll(&queue) == [])
    }

    @Test func `no more than so many are active in all`() {
        var queue = queue(active: 3, perOrigin: 10, ["a", "b", "c", "d"])
        #expect(startAll(&queue) == [0, 1, 2])
        queue.finish(origin: "b")
        #expect(startAll(&queue) == [3])
        #expect(queue.activeCount == 3)
        #expect(queue.waitingCount == 0)
    }

    @Test func `who leaves is not started and takes no turn`() {
        var queue = queue(active: 10, perOrigin: 1, ["a", "b", "c"])
        queue.leave(1, origin: "b")
        queue.leave(1, origin: "b")
        queue.join(7, origin: "b")
        #expect(startAll(&queue) == [0, 2, 7])
    }

    /// Against a model that keeps one list and searches it.
    @Test func `every request starts once and within the shares`() {
        for seed in UInt64(0)..<200 { compareWithModel(seed) }
    }

    private func compareWithModel(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let active = Int.random(in: 1...6, using: &random)
        let share = Int.random(in: 1...4, using: &random)
        var queue = AdmissionQueue(maximumActive: active, maximumPerOrigin: share)
        var waiting: [UInt64: String] = [:]
        var running: [UInt64: String] = [:]
        for id in UInt64(0)..<200 {
            let origin = ["a", "b", "c", "d"].randomElement(using: &random) ?? "a"
            switch Int.random(in: 0..<4, using: &random) {
            case 0, 1:
                waiting[id] = origin
                queue.join(id, origin: origin)
            case 2:
                guard let (id, origin) = waiting.min(by: { $0.key < $1.key }) else { continue }
                waiting[id] = nil
                queue.leave(id, origin: origin)
            default:
                guard let (id, origin) = running.min(by: { $0.key < $1.key }) else { continue }
                running[id] = nil
                queue.finish(origin: origin)
            }
            while let id = queue.startNext() {
                running[id] = waiting.removeValue(forKey: id)
                #expect(running[id] != nil, "seed \(seed): \(id) did not wait")
            }
            let shares = Dictionary(grouping: running.values) { $0 }.mapValues(\.count)
            let mayStart = waiting.values.contains { shares[$0, default: 0] < share }
            #expect(shares.values.allSatisfy { $0 <= share }, "seed \(seed)")
            #expect(queue.activeCount == running.count && running.count <= active, "seed \(seed)")
            #expect(queue.waitingCount == waiting.count, "seed \(seed)")
            #expect(!mayStart || running.count == active, "seed \(seed): a free place is left")
        }
    }
}
