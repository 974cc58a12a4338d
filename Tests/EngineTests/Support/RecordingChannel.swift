import Governance
import GridTesting
import Synchronization

@testable import Engine

/// A channel that notes whom it told, and fails as often as a test wants.
final class RecordingChannel: NotificationChannel {
    private struct State {
        var told: [String] = []
        var attempts = 0
        var failures: Int
    }

    let name: String
    /// Whom it can reach at all; nil for everybody.
    private let reachable: Set<Responder.ID>?
    private let state: Mutex<State>

    init(_ name: String = "test", failures: Int = 0, reaches reachable: Set<Responder.ID>? = nil) {
        self.name = name
        self.reachable = reachable
        state = Mutex(State(failures: failures))
    }

    /// Each delivery that succeeded, as the incident's number and those of its assignments.
    var told: [String] { state.withLock { $0.told } }
    /// How often it was asked to deliver.
    var attempts: Int { state.withLock { $0.attempts } }

    func deliver(_ assignments: [Assignment], of incident: Incident) async -> [Int] {
        state.withLock { state in
            state.attempts += 1
            guard state.failures == 0 else {
                state.failures -= 1
                return []
            }
            let numbers = assignments.filter { reachable?.contains($0.responder) ?? true }
                .map(\.number)
            guard !numbers.isEmpty else { return [] }
            let list = numbers.map(String.init).joined(separator: ", ")
            state.told.append("\(incident.number): \(list)")
            return numbers
        }
    }
}
