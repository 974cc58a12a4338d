/// Who may start next: in turn over the origins, and at most so many at once, in all and per origin.
///
/// A plain value. One dead server with many requests fills its own share and no other's.
struct AdmissionQueue: Sendable, Equatable {
    typealias ID = UInt64

    private struct Lane: Equatable {
        var active = 0
        var waiting: [ID] = []
        var isInTurns = false

        var mayTakeTurn: Bool { !waiting.isEmpty && !isInTurns }
    }

    let maximumActive: Int
    let maximumPerOrigin: Int
    private(set) var activeCount = 0
    private(set) var waitingCount = 0
    private var lanes: [String: Lane] = [:]
    /// The origins that have somebody waiting and room for one more, in the order of their turns.
    private var turns: [String] = []

    init(maximumActive: Int, maximumPerOrigin: Int) {
        self.maximumActive = maximumActive
        self.maximumPerOrigin = maximumPerOrigin
    }

    var isEmpty: Bool { activeCount == 0 && waitingCount == 0 }

    /// Puts a request at the end of its origin's line.
    mutating func join(_ id: ID, origin: String) {
        waitingCount += 1
        lanes[origin, default: Lane()].waiting.append(id)
        takeTurn(origin)
    }

    /// The next request to start, or nil when none may.
    mutating func startNext() -> ID? {
        guard activeCount < maximumActive, !turns.isEmpty else { return nil }
        let origin = turns.removeFirst()
        guard var lane = lanes.removeValue(forKey: origin) else { return nil }
        let id = lane.waiting.removeFirst()
        lane.active += 1
        lane.isInTurns = false
        lanes[origin] = lane
        waitingCount -= 1
        activeCount += 1
        takeTurn(origin)
        return id
    }

    /// A request that was started is over.
    mutating func finish(origin: String) {
        precondition(activeCount > 0, "a request of \(origin) ended that had not been started")
        activeCount -= 1
        lanes[origin]?.active -= 1
        takeTurn(origin)
        forgetIfIdle(origin)
    }

    /// A request leaves before it was started.
    mutating func leave(_ id: ID, origin: String) {
        guard let place = lanes[origin]?.waiting.firstIndex(of: id) else { return }
        lanes[origin]?.waiting.remove(at: place)
        waitingCount -= 1
        if lanes[origin]?.waiting.isEmpty == true {
            turns.removeAll { $0 == origin }
            lanes[origin]?.isInTurns = false
        }
        forgetIfIdle(origin)
    }

    private mutating func takeTurn(_ origin: String) {
        guard let lane = lanes[origin], lane.mayTakeTurn, lane.active < maximumPerOrigin else {
            return
        }
        turns.append(origin)
        lanes[origin]?.isInTurns = true
    }

    private mutating func forgetIfIdle(_ origin: String) {
        if lanes[origin] == Lane() { lanes[origin] = nil }
    }
}
