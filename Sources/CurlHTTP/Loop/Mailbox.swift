import CCurl
import Synchronization

/// What callers want from the loop, and how many of them there are: the only state that both share.
///
/// Every request passes `reserve`, then `submit`, then is ended by the loop with `release`. The
/// continuation given to `submit` is at every moment in one place: here among the orders, then in
/// the loop. Whoever takes it out of its place resumes it, so it is resumed once.
final class Mailbox: Sendable {
    typealias ID = UInt64

    /// A request on its way to the loop.
    struct Submission: Sendable {
        let id: ID
        let request: HTTPRequest
        let hop: Hop
        let submitted: TransferClock.Instant
        let continuation: CheckedContinuation<Result<HTTPResponse, HTTPFailure>, Never>
    }

    enum Order: Sendable {
        case submit(Submission)
        case cancel(ID)
    }

    /// How far the client's life has come.
    enum Phase: Sendable, Equatable {
        case running
        /// No new requests; those under way are cut at the deadline.
        case draining(until: TransferClock.Instant)
        case stopped
    }

    private struct State {
        var phase = Phase.running
        var lastID: ID = 0
        var inFlight = 0
        /// Reserved and not yet submitted; true once cancelled.
        var reserved: [ID: Bool] = [:]
        var orders: [Order] = []
        /// The address of the loop's handle, here only to wake it; nil once it may be gone.
        var multi: UInt?
        var awaitingStop: [CheckedContinuation<Void, Never>] = []

        func wake() {
            // The one call that libcurl allows from another thread than the handle's own.
            if let multi { curl_multi_wakeup(UnsafeMutableRawPointer(bitPattern: multi)) }
        }
    }

    let capacity: Int
    private let state: Mutex<State>

    init(capacity: Int, multi: UInt) {
        self.capacity = capacity
        state = Mutex(State(multi: multi))
    }

    // MARK: The callers' side

    /// Takes a place for one more request.
    ///
    /// - Throws: `queueFull` or `shutDown`.
    func reserve() throws(HTTPFailure) -> ID {
        let result: Result<ID, HTTPFailure> = state.withLock { state in
            guard state.phase == .running else { return .failure(.shutDown) }
            guard state.inFlight < capacity else { return .failure(.queueFull(capacity)) }
            state.inFlight += 1
            state.lastID += 1
            state.reserved[state.lastID] = false
            return .success(state.lastID)
        }
        return try result.get()
    }

    /// Hands a reserved request to the loop, or ends it here if it was cancelled meanwhile.
    func submit(_ submission: Submission) {
        let refusal: HTTPFailure? = state.withLock { state in
            let isCancelled = state.reserved.removeValue(forKey: submission.id) ?? true
            if isCancelled || state.phase != .running {
                state.inFlight -= 1
                return isCancelled ? .cancelled : .shutDown
            }
            if state.orders.isEmpty { state.wake() }
            state.orders.append(.submit(submission))
            return nil
        }
        if let refusal { submission.continuation.resume(returning: .failure(refusal)) }
    }

    /// Asks for the end of a request, at whatever point it is; does nothing if it is over.
    func cancel(_ id: ID) {
        state.withLock { state in
            if state.reserved[id] != nil {
                state.reserved[id] = true
            } else if state.phase != .stopped {
                if state.orders.isEmpty { state.wake() }
                state.orders.append(.cancel(id))
            }
        }
    }

    /// Closes the door; the earlier of two deadlines counts.
    func drain(until deadline: TransferClock.Instant) {
        state.withLock { state in
            switch state.phase {
            case .running: state.phase = .draining(until: deadline)
            case .draining(let earlier): state.phase = .draining(until: min(earlier, deadline))
            case .stopped: return
            }
            state.wake()
        }
    }

    /// Returns when the loop has ended.
    func stopped() async {
        await withCheckedContinuation { continuation in
            let isStopped = state.withLock { state in
                if state.phase != .stopped { state.awaitingStop.append(continuation) }
                return state.phase == .stopped
            }
            if isStopped { continuation.resume() }
        }
    }

    // MARK: The loop's side

    /// Takes all orders out, in the order in which they were given.
    func takeOrders() -> (orders: [Order], phase: Phase) {
        state.withLock { state in
            let orders = state.orders
            state.orders.removeAll()
            return (orders, state.phase)
        }
    }

    /// Gives the place of a request that is over to others; called before its caller hears of it.
    func release() {
        state.withLock { $0.inFlight -= 1 }
    }

    /// From here on nobody touches the loop's handle but the loop, which may now free it.
    func forgetHandle() {
        state.withLock { $0.multi = nil }
    }

    /// Tells those who wait for it that the loop has ended.
    func stop() {
        let awaiting = state.withLock { state in
            state.phase = .stopped
            state.orders = []
            let awaiting = state.awaitingStop
            state.awaitingStop = []
            return awaiting
        }
        for continuation in awaiting { continuation.resume() }
    }
}

extension HTTPFailure {
    static let cancelled = HTTPFailure(.cancelled, "The task that made the request was cancelled.")

    static let shutDown = HTTPFailure(
        .shutDown, "The client has been shut down and takes no more requests.")

    static func queueFull(_ capacity: Int) -> HTTPFailure {
        HTTPFailure(
            .queueFull,
            "All \(capacity) places for requests, active and waiting, are taken. Try again later.")
    }
}
