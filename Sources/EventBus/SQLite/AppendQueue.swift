import Synchronization

/// The requests that wait to be written, in the order in which they came.
///
/// Whatever gathers here while one transaction is made durable goes into the next one together:
/// that is the whole of group commit.
final class AppendQueue: Sendable {
    /// One call's requests and where its answer goes.
    struct Ticket: Sendable {
        let requests: [PreparedRequest]
        let continuation: CheckedContinuation<Answer, Never>

        var byteCount: Int { requests.reduce(0) { $0 + $1.byteCount } }
    }

    typealias Answer = Result<[AppendResult], EventLogError>

    /// What became of putting a ticket into the queue.
    enum Admission {
        /// The ticket waits; the writer is at work already.
        case waits
        /// The ticket waits, and the writer must be woken.
        case wakesWriter
        /// The ticket was refused.
        case refused(EventLogError)
    }

    private struct State {
        var tickets: [Ticket] = []
        var requestCount = 0
        var byteCount = 0
        var isWriterAwake = false
        var isClosed = false
    }

    private let state = Mutex(State())
    private let limits: LogLimits

    init(limits: LogLimits) {
        self.limits = limits
    }

    /// Puts a ticket at the end.
    func admit(_ ticket: Ticket) -> Admission {
        state.withLock { state in
            guard !state.isClosed else { return .refused(.logClosed) }
            let (requests, bytes) = (ticket.requests.count, ticket.byteCount)
            guard
                state.requestCount + requests <= limits.waitingRequests,
                state.byteCount + bytes <= limits.waitingBytes
            else { return .refused(overload(waiting: state.requestCount)) }
            state.tickets.append(ticket)
            state.requestCount += requests
            state.byteCount += bytes
            defer { state.isWriterAwake = true }
            return state.isWriterAwake ? .waits : .wakesWriter
        }
    }

    /// Takes what goes into the next transaction; when nothing waits, the writer sleeps.
    func takeBatch() -> [Ticket] {
        state.withLock { state in
            var (count, requests, bytes) = (0, 0, 0)
            for ticket in state.tickets {
                let (more, size) = (ticket.requests.count, ticket.byteCount)
                let fits =
                    requests + more <= limits.requestsPerCommit
                    && bytes + size <= limits.bytesPerCommit
                guard count == 0 || fits else { break }
                (count, requests, bytes) = (count + 1, requests + more, bytes + size)
            }
            state.requestCount -= requests
            state.byteCount -= bytes
            state.isWriterAwake = count > 0
            guard count < state.tickets.count else {
                defer { state.tickets = [] }
                return state.tickets
            }
            defer { state.tickets.removeFirst(count) }
            return Array(state.tickets.prefix(count))
        }
    }

    /// Takes nothing more, though what waits is still written; false if it was closed before.
    func close() -> Bool {
        state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
    }

    /// How many requests wait.
    var waitingRequests: Int { state.withLock { $0.requestCount } }

    /// Whether there is still something to write.
    var isWriterNeeded: Bool { state.withLock { !$0.tickets.isEmpty } }

    /// Whether it takes nothing more.
    var isClosed: Bool { state.withLock { $0.isClosed } }

    private func overload(waiting count: Int) -> EventLogError {
        EventLogError(
            .overloaded, "\(count) requests wait to be written already. Try again later.")
    }
}
