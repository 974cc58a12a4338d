import Synchronization

/// The bounded queue in which commands wait for the engine's next batch.
///
/// Any task puts in; only the engine's loop takes out. Putting in never waits: a full mailbox says so.
final class Mailbox<Message: Sendable>: Sendable {
    enum Refusal: Error { case full, closed }

    private struct State {
        var messages: [Message] = []
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
    func put(_ message: Message) throws(Refusal) {
        let refusal: Refusal? = state.withLock { state in
            if state.isClosed { return .closed }
            if state.messages.count >= capacity { return .full }
            state.messages.append(message)
            return nil
        }
        if let refusal { throw refusal }
        signal.yield()
    }

    /// Asks the loop to look, also without a message.
    func wake() {
        signal.yield()
    }

    /// Takes out up to `limit` messages, the oldest first.
    func take(_ limit: Int) -> [Message] {
        state.withLock { state in
            guard state.messages.count > limit else {
                defer { state.messages = [] }
                return state.messages
            }
            let batch = Array(state.messages.prefix(limit))
            state.messages.removeFirst(limit)
            signal.yield()
            return batch
        }
    }

    /// Lets nothing more in; what is inside can still be taken out.
    func close() {
        state.withLock { $0.isClosed = true }
        signal.yield()
        signal.finish()
    }
}
