import Governance
import Testing

@testable import EventBus

struct AppendQueueTests {
    /// Puts a call with so many requests into the queue and says what became of it.
    private func admit(
        _ requests: Int, to queue: AppendQueue, text: String = "x",
    ) async throws -> EventLogError.Code? {
        let prepared = try PreparedRequest(
            AppendRequest(partition: Sample.huabu, events: [Sample.accepted(1, text: text)]),
            limits: LogLimits(), keys: nil)
        let answer = await withCheckedContinuation { continuation in
            let ticket = AppendQueue.Ticket(
                requests: Array(repeating: prepared, count: requests), continuation: continuation)
            switch queue.admit(ticket) {
            case .refused(let error): continuation.resume(returning: .failure(error))
            case .waits, .wakesWriter:
                for ticket in queue.takeBatch() {
                    ticket.continuation.resume(returning: .success([]))
                }
                #expect(queue.takeBatch().isEmpty)
            }
        }
        guard case .failure(let error) = answer else { return nil }
        return error.code
    }

    @Test
    func `the queue is bounded by requests and by bytes, and serves again`() async throws {
        var limits = LogLimits()
        limits.waitingRequests = 8
        limits.waitingBytes = 40_000
        let queue = AppendQueue(limits: limits)
        for _ in 0..<3 {
            #expect(try await admit(8, to: queue) == nil)
            #expect(try await admit(9, to: queue) == .overloaded)
            let long = String(repeating: "x", count: 15_000)
            #expect(try await admit(1, to: queue, text: long) == nil)
            #expect(try await admit(2, to: queue, text: long) == .overloaded)
        }
    }

    @Test
    func `a closed queue takes nothing`() async throws {
        let queue = AppendQueue(limits: LogLimits())
        #expect(queue.close())
        #expect(!queue.close())
        #expect(try await admit(1, to: queue) == .closed)
    }

    @Test
    func `a batch takes whole calls up to its bounds, and always one`() async throws {
        var limits = LogLimits()
        limits.requestsPerCommit = 4
        let queue = AppendQueue(limits: limits)
        let prepared = try PreparedRequest(
            AppendRequest(partition: Sample.huabu, events: []), limits: limits, keys: nil)
        await withTaskGroup(of: Void.self) { group in
            // Each call waits until it is answered, so they are put in from tasks of their own.
            var batches: [[Int]] = []
            for size in [9, 3, 2, 1, 1, 1] {
                let waiting = queue.waitingRequests
                group.addTask {
                    _ = await withCheckedContinuation { continuation in
                        _ = queue.admit(
                            AppendQueue.Ticket(
                                requests: Array(repeating: prepared, count: size),
                                continuation: continuation))
                    }
                }
                while queue.waitingRequests == waiting { await Task.yield() }
            }
            while queue.isWriterNeeded {
                let batch = queue.takeBatch()
                batches.append(batch.map(\.requests.count))
                for ticket in batch { ticket.continuation.resume(returning: .success([])) }
            }
            #expect(batches == [[9], [3], [2, 1, 1], [1]])
        }
    }
}
