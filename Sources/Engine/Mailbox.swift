import Synchronization

/// The bounded queue in which commands wait for the engine's next batch.
///
/// Any task puts in; only the engine's loop takes out. Putting in never waits: a full mailbox says so.
/// What is urgent goes ahead of what waits, and each has as much room; of two portions in a row one
/// is of what is not urgent.
final class Mailbox<Message: Sendable>: Sendable {
    enum Refusal: Error { case full, closed }

    private struct State {
        var messages: [Message] = []
        var urgent: [Message] = []
        var wasUrgent = false
        var isClosed = false
    }

    private let state = Mutex(State())
    private let capacity: Int
    private let arrivals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation

    init(capacity: Int) {
        self.capacity = capacity
        (arrivals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// One element whenever the mailbox should be looked at; ends when it is closed and empty.
    var wakeUps: AsyncStream<Void> { arrivals }

    /// Puts a message in.
    func put(_ message: Message, isUrgent: Bool = false) throws(Refusal) {
        let refusal: Refusal? = state.withLock { state in
            if state.isClosed { return .closed }
            let waiting = isUrgent ? state.urgent.count : state.messages.count
            if waiting >= capacity { return .full }
            if isUrgent { state.urgent.append(message) } else { state.messages.append(message) }
            return nil
        }
        if let refusal { throw refusal }
        signal.yield()
    }

    /// Asks the loop to look, also without a message.
    func wake() {
        signal.yield()
    }

    /// Takes out up to `limit` messages, the oldest first; those that are urgent by themselves.
    func take(_ limit: Int) -> [Message] {
        state.withLock { state in
            let isUrgent =
                !state.urgent.isEmpty && (!state.wasUrgent || state.messages.isEmpty)
            state.wasUrgent = isUrgent
            let batch =
                isUrgent
                ? Self.take(limit, from: &state.urgent) : Self.take(limit, from: &state.messages)
            if !state.urgent.isEmpty || !state.messages.isEmpty { signal.yield() }
            return batch
        }
    }

    private static func take(_ limit: Int, from lane: inout [Message]) -> [Message] {
        guard lane.count > limit else {
            defer { lane = [] }
            return lane
        }
        defer { lane.removeFirst(limit) }
        return Array(lane.prefix(limit))
    }

    /// Puts what was taken out back before all that waits.
    func putBack(_ messages: some Sequence<Message>) {
        state.withLock { $0.messages.insert(contentsOf: Array(messages), at: 0) }
        signal.yield()
    }

    /// Lets nothing more in; what is inside can still be taken out.
    func close() {
        state.withLock { $0.isClosed = true }
        signal.yield()
        signal.finish()
    }
}
