import Governance
import Synchronization

/// A record tail that subscribers can wait at.
///
/// The writer publishes and goes on: nothing that a subscriber does or leaves undone holds it up.
final class LiveTail: Sendable {
    private enum Awakening {
        case records, cancelled, closed, overloaded
    }

    private struct Waiter {
        let after: Offset
        let continuation: CheckedContinuation<Awakening, Never>
    }

    private struct State {
        var tail: RecordTail
        var waiters: [Int: Waiter] = [:]
        var nextWaiter = 0
        var isClosed = false

        mutating func takeWaiters(where isWoken: (Waiter) -> Bool) -> [Waiter] {
            guard !waiters.isEmpty else { return [] }
            let woken = waiters.filter { isWoken($0.value) }
            for number in woken.keys { waiters[number] = nil }
            return Array(woken.values)
        }
    }

    private let state: Mutex<State>
    private let limits: LogLimits

    init(head: Offset, limits: LogLimits) {
        state = Mutex(State(tail: RecordTail(head: head, limits: limits)))
        self.limits = limits
    }

    /// The offset of the last record.
    var head: Offset { state.withLock { $0.tail.head } }

    /// How many records are held.
    var count: Int { state.withLock { $0.tail.count } }

    /// Takes records that are durable, and wakes those who wait for them.
    func publish(_ records: [CommittedRecord]) {
        wake { tail in
            for record in records { tail.append(record) }
        }
    }

    /// Wakes those who wait for records up to `offset`, which are kept elsewhere.
    func advance(to offset: Offset) {
        wake { $0.advance(to: offset) }
    }

    private func wake(_ change: (inout RecordTail) -> Void) {
        let woken = state.withLock { state in
            change(&state.tail)
            return state.takeWaiters { [head = state.tail.head] in $0.after < head }
        }
        for waiter in woken { waiter.continuation.resume(returning: .records) }
    }

    /// Records after `offset` as `filter` wants them, or nil if they must come from the disk.
    func page(after offset: Offset, filter: RecordFilter) -> RecordPage? {
        let limit = limits.recordsPerPage
        let records = state.withLock { $0.tail.records(after: offset, limit: limit) }
        guard let records else { return nil }
        var wanted: [Record] = []
        wanted.reserveCapacity(records.count)
        for record in records {
            if let record = record.record(for: filter) { wanted.append(record) }
        }
        return RecordPage(records: wanted, through: records.last?.place.offset ?? offset)
    }

    /// Returns true once there is a record after `offset`, or false if the task is cancelled.
    func wait(after offset: Offset) async throws(EventLogError) -> Bool {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        let awakening = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waiter = Waiter(after: offset, continuation: continuation)
                if let known = register(waiter, as: number) {
                    continuation.resume(returning: known)
                }
            }
        } onCancel: {
            let waiter = state.withLock { $0.waiters.removeValue(forKey: number) }
            waiter?.continuation.resume(returning: .cancelled)
        }
        switch awakening {
        case .records: return true
        case .cancelled: return false
        case .closed: throw .logClosed
        case .overloaded:
            throw EventLogError(
                .overloaded, "\(limits.subscribers) subscribers wait already. Try again later.")
        }
    }

    /// Drops what is personal about an incident.
    func forget(_ incident: Incident.ID) {
        state.withLock { $0.tail.forget(incident) }
    }

    /// Sends everybody away who waits or will wait.
    func close() {
        let woken = state.withLock { state in
            state.isClosed = true
            return state.takeWaiters { _ in true }
        }
        for waiter in woken { waiter.continuation.resume(returning: .closed) }
    }

    /// Lets `waiter` wait, unless it is known already what it would wake to.
    private func register(_ waiter: Waiter, as number: Int) -> Awakening? {
        state.withLock { state in
            if state.tail.head > waiter.after { return .records }
            if state.isClosed { return .closed }
            // Cancelled before it could be registered: nobody would wake it any more.
            if Task.isCancelled { return .cancelled }
            guard state.waiters.count < limits.subscribers else { return .overloaded }
            state.waiters[number] = waiter
            return nil
        }
    }
}

extension EventLogError {
    /// The log has been closed.
    static let logClosed = EventLogError(.closed, "The log has been closed.")
}
