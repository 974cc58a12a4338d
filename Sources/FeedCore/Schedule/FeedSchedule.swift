public import Governance

/// When each feed is asked: a state machine that is told the time and what happened.
///
/// Feeds with one interval are spread over it by chance, so that they are not asked all at once. A
/// feed that fails is asked less and less often; one that is slow or dead delays no other.
public struct FeedSchedule: Sendable {
    /// The longest pause that back-off makes.
    static let longestBackOff = Duration.hours(1)
    /// The longest pause that a source may ask for.
    static let longestRetryAfter = Duration.hours(24)
    /// The longest time over which the first tries are spread.
    static let longestStart = Duration.seconds(60)
    /// The share of a pause by which chance makes it shorter or longer.
    static let jitter = 0.1

    /// How each feed is doing.
    public private(set) var health: [DataItem.ID: FeedHealth] = [:]
    private var intervals: [DataItem.ID: Duration] = [:]
    private var queue = DeadlineHeap()

    /// A schedule without feeds.
    public init() {}

    /// Adds a feed; it is first asked within one interval, and within a minute, or never if its source
    /// calls us.
    public mutating func add(
        _ id: DataItem.ID, every interval: Duration, lastSuccess: Instant? = nil,
        isQuarantined: Bool = false, isAsked: Bool = true, at now: Instant,
        using generator: inout some RandomNumberGenerator,
    ) {
        precondition(interval > .zero, "the interval of \(id) is not positive")
        guard health[id] == nil else { return }
        let share = Double.random(in: 0..<1, using: &generator)
        let first = now + min(interval, Self.longestStart) * share
        intervals[id] = interval
        var feed = FeedHealth(nextTry: isAsked ? first : nil)
        feed.lastSuccess = lastSuccess
        feed.isQuarantined = isQuarantined
        health[id] = feed
        if isAsked { queue.insert(id, at: first) }
    }

    /// Notes that a source has sent something good without being asked.
    public mutating func noteSuccess(_ id: DataItem.ID, at now: Instant) {
        health[id]?.lastSuccess = now
        health[id]?.isQuarantined = false
    }

    /// Notes that new data of a feed is not kept out any more.
    public mutating func release(_ id: DataItem.ID) {
        health[id]?.isQuarantined = false
    }

    /// When a feed is due next; nil while every feed is waited for.
    public var nextDeadline: Instant? { queue.first?.deadline }

    /// The feeds that are due, earliest first, `limit` at most; they count as under way now.
    public mutating func startDue(at now: Instant, limit: Int = .max) -> [DataItem.ID] {
        var due: [DataItem.ID] = []
        while due.count < limit, let first = queue.first, first.deadline <= now {
            queue.removeFirst()
            health[first.id]?.isUnderWay = true
            health[first.id]?.lastTry = now
            health[first.id]?.lateness = now - first.deadline
            due.append(first.id)
        }
        return due
    }

    /// Notes how a try ended and sets the next one.
    ///
    /// After a success the next try is an interval after the time at which the last one was due,
    /// so that the schedule does not drift; what was missed meanwhile is not made up for.
    public mutating func finish(
        _ id: DataItem.ID, _ result: PollResult, at now: Instant,
        using generator: inout some RandomNumberGenerator,
    ) {
        guard var feed = health[id], feed.isUnderWay, let interval = intervals[id] else { return }
        feed.isUnderWay = false
        switch result {
        case .taken, .quarantined:
            feed.failures = 0
            feed.lastError = nil
            feed.isQuarantined = result == .quarantined
            if !feed.isQuarantined { feed.lastSuccess = now }
            feed.nextTry = Self.following(feed.nextTry ?? now, every: interval, after: now)
        case .failed(let error, let retryAfter):
            feed.failures += 1
            feed.lastError = error
            let pause = Self.backOff(interval, failures: feed.failures)
            var next = now + Self.jittered(pause, using: &generator)
            if let retryAfter { next = max(next, min(retryAfter, now + Self.longestRetryAfter)) }
            feed.nextTry = next
        }
        health[id] = feed
        queue.insert(id, at: feed.nextTry ?? now)
    }

    /// The first moment after `now` that is a whole number of intervals after `due`.
    private static func following(
        _ due: Instant, every interval: Duration, after now: Instant,
    ) -> Instant {
        let step = max(1, interval.wholeMicroseconds)
        let passed = max(0, (now - due).wholeMicroseconds)
        return due + .microseconds((passed / step + 1) * step)
    }

    /// Twice as long after each failure, never shorter than the interval.
    private static func backOff(_ interval: Duration, failures: Int) -> Duration {
        let doubled = interval * (1 << min(failures - 1, 20))
        return max(interval, min(doubled, longestBackOff))
    }

    private static func jittered(
        _ pause: Duration, using generator: inout some RandomNumberGenerator,
    ) -> Duration {
        pause * (1 - jitter + 2 * jitter * Double.random(in: 0..<1, using: &generator))
    }
}
