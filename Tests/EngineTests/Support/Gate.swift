import Synchronization

/// A door that a test closes to see what happens before somebody comes through.
final class Gate: Sendable {
    private struct State {
        var isOpen = true
        var held: [CheckedContinuation<Void, Never>] = []
        var watchers: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Holds whoever comes from now on.
    func close() {
        state.withLock { $0.isOpen = false }
    }

    /// Lets everybody through.
    func open() {
        let held = state.withLock { state in
            state.isOpen = true
            defer { state.held = [] }
            return state.held
        }
        for continuation in held { continuation.resume() }
    }

    /// Goes through, or waits until the gate is opened.
    func pass() async {
        await withCheckedContinuation { continuation in
            let next: [CheckedContinuation<Void, Never>] = state.withLock { state in
                guard !state.isOpen else { return [continuation] }
                state.held.append(continuation)
                defer { state.watchers = [] }
                return state.watchers
            }
            for continuation in next { continuation.resume() }
        }
    }

    /// Waits until somebody is held.
    func waitUntilHolding() async {
        await withCheckedContinuation { continuation in
            let isHolding = state.withLock { state in
                if state.held.isEmpty { state.watchers.append(continuation) }
                return !state.held.isEmpty
            }
            if isHolding { continuation.resume() }
        }
    }
}
