import Synchronization
import TextFormats

/// Many who report at the same time, and what they were answered.
final class Load: Sendable {
    /// What came of one report.
    struct Sent: Hashable, Sendable {
        let number: Int
        /// The incident, if the report was accepted.
        let incident: String?
        /// The status; nil if no answer came.
        let status: Int?
    }

    private struct State {
        var next: Int
        var sent: [Sent] = []
        var isOver = false
    }

    private let state: Mutex<State>

    /// Reports are numbered from `first` on.
    init(from first: Int) {
        state = Mutex(State(next: first))
    }

    /// What was sent so far.
    var sent: [Sent] { state.withLock { $0.sent } }

    /// The number of the next report.
    var next: Int { state.withLock { $0.next } }

    /// Sends from `people` at once, until the server is gone; calls `onAnswer` with the count of
    /// reports that were accepted.
    func run(
        on server: Server, people: Int, onAccepted: @escaping @Sendable (Int) -> Void,
    ) async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<people {
                group.addTask {
                    while let number = self.take() {
                        let answer = await server.report(number)
                        let accepted = self.note(number, answer)
                        if let accepted { onAccepted(accepted) }
                    }
                }
            }
        }
    }

    /// Nobody begins another report.
    func end() { state.withLock { $0.isOver = true } }

    private func take() -> Int? {
        state.withLock { state in
            guard !state.isOver else { return nil }
            defer { state.next += 1 }
            return state.next
        }
    }

    private func note(_ number: Int, _ answer: Server.Answer?) -> Int? {
        state.withLock { state in
            let isAccepted = answer?.status == 201
            let incident = isAccepted ? answer?.json["id"]?.stringValue : nil
            state.sent.append(Sent(number: number, incident: incident, status: answer?.status))
            if !isAccepted { state.isOver = true }
            return isAccepted ? state.sent.count : nil
        }
    }
}
