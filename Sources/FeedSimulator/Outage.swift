import FeedCore
import Governance

/// What a simulated source does instead of answering, on a schedule.
enum Outage: String, CaseIterable, Sendable {
    /// It answers that it is out of order.
    case unavailable
    /// It says that it is asked too often, and for how long not to.
    case tooManyRequests
    /// It answers with something that is not what it promised.
    case garbled
    /// It takes the request and does not answer for a long while.
    case silent

    /// How long the sources take turns; each is out once a cycle.
    static let cycle = Duration.minutes(24)
    /// How long one is out.
    static let length = Duration.minutes(3)

    /// What is wrong at `now` with the source at a place in the catalogue; nil if nothing is.
    static func of(source index: Int, among count: Int, at now: Instant) -> Outage? {
        let cycle = cycle.wholeMicroseconds
        let turn = cycle / Int64(max(1, count))
        let passed = now.microsecondsSinceEpoch % cycle - Int64(index) * turn
        guard passed >= 0, passed < min(turn, length.wholeMicroseconds) else { return nil }
        let round = Int(now.microsecondsSinceEpoch / cycle) + index
        return allCases[round % allCases.count]
    }
}
