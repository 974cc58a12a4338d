import FeedCore

/// Lets those who change what is known of a data item do it one after the other, in order.
///
/// An actor may begin with the next call while it waits in one, so the order is kept here.
struct Turns {
    /// How many may wait for one data item.
    static let maximumWaiting = 64

    private var waiting: [DataItem.ID: [CheckedContinuation<Void, Never>]] = [:]

    /// Whether nobody has a turn; then the caller has it.
    mutating func begin(_ id: DataItem.ID) -> Bool {
        guard waiting[id] == nil else { return false }
        waiting[id] = []
        return true
    }

    /// Whether one more may wait.
    func hasRoom(_ id: DataItem.ID) -> Bool { waiting[id]?.count ?? 0 < Self.maximumWaiting }

    mutating func append(_ continuation: CheckedContinuation<Void, Never>, _ id: DataItem.ID) {
        waiting[id, default: []].append(continuation)
    }

    /// Gives the turn to whoever waits longest.
    mutating func end(_ id: DataItem.ID) {
        guard var others = waiting[id], !others.isEmpty else {
            waiting[id] = nil
            return
        }
        let next = others.removeFirst()
        waiting[id] = others
        next.resume()
    }
}

extension FeedService {
    /// Waits for a turn at a data item; false if too many wait.
    func beginTurn(_ id: DataItem.ID) async -> Bool {
        if turns.begin(id) { return true }
        guard turns.hasRoom(id) else { return false }
        await withCheckedContinuation { turns.append($0, id) }
        return true
    }
}
