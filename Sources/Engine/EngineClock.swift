public import Governance
import Synchronization

/// The clock that live dispatch reads: the only place where time enters.
public protocol EngineClock: Sendable {
    /// The present moment.
    var now: Instant { get }
    /// How fast this clock runs beside the wall clock; 1 for ordinary dispatch.
    var speed: Double { get }
    /// Waits until deadlines should be looked at again; throws when the task is cancelled.
    func nextTick() async throws
}

/// The wall clock, at its own speed or, for demonstrations, faster.
public struct WallClock: EngineClock {
    /// How much faster than the wall this clock runs.
    public let speed: Double
    private let origin: Instant
    private let started: ContinuousClock.Instant
    private let tick: Duration
    private let followsSystem: Bool

    /// A clock that shows `origin` now and runs `speed` times as fast as the wall.
    ///
    /// - Parameters:
    ///   - speed: 1 for live dispatch.
    ///   - origin: what the clock shows now; nil follows the system's clock, also when that is set.
    ///   - tick: how often deadlines are looked at, in wall time.
    public init(speed: Double = 1, origin: Instant? = nil, tick: Duration = .milliseconds(100)) {
        self.speed = speed
        self.origin = origin ?? .system
        self.tick = tick
        started = .now
        followsSystem = origin == nil && speed == 1
    }

    /// The present moment of this clock.
    public var now: Instant {
        guard !followsSystem else { return .system }
        return origin + (ContinuousClock.now - started) * speed
    }

    /// Waits one tick of wall time.
    public func nextTick() async throws {
        try await Task.sleep(for: tick)
    }
}

/// A clock that stands still until it is moved, for tests and rehearsals.
public final class ManualClock: EngineClock {
    private struct State {
        var now: Instant
        /// Whether it was moved while nobody waited.
        var isMoved = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    /// A clock that shows `now`.
    public init(_ now: Instant) {
        state = Mutex(State(now: now))
    }

    /// The moment to which the clock was last moved.
    public var now: Instant { state.withLock { $0.now } }

    /// A clock that is moved by hand has no speed of its own; it counts as 1.
    public var speed: Double { 1 }

    /// Moves the clock, either way, and lets deadlines be looked at.
    public func advance(by duration: Duration) {
        let waiting = state.withLock { state in
            state.now = state.now + duration
            state.isMoved = state.waiting.isEmpty
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Waits until the clock is moved, or has been since the last wait.
    public func nextTick() async throws {
        try Task.checkCancellation()
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // Cancellation is looked at under the lock: either it is seen here, or its handler
                // comes after this and finds the continuation waiting.
                let mayGoOn = state.withLock { state in
                    defer { state.isMoved = false }
                    if Task.isCancelled || state.isMoved { return true }
                    state.waiting.append(continuation)
                    return false
                }
                if mayGoOn { continuation.resume() }
            }
        } onCancel: {
            advance(by: .zero)
        }
        try Task.checkCancellation()
    }
}
