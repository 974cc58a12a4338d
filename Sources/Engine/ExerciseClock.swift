public import Governance
import Synchronization

/// The clock of an exercise: it can be stopped, and made to run faster or slower.
public final class ExerciseClock: EngineClock {
    private struct State {
        /// What the clock showed when it was last changed, and when that was.
        var shown: Instant
        var changed: ContinuousClock.Instant
        var speed: Double
        var isPaused = false

        var now: Instant {
            isPaused ? shown : shown + (ContinuousClock.now - changed) * speed
        }

        /// Goes on from what it shows now.
        mutating func settle() {
            shown = now
            changed = .now
        }
    }

    /// The speeds at which the clock may run.
    public static let speeds = 0.1...3_600.0

    private let state: Mutex<State>
    private let tick: Duration

    /// A clock that shows `start` now and runs `speed` times as fast as the wall, within ``speeds``.
    public init(_ start: Instant, speed: Double, tick: Duration = .milliseconds(50)) {
        state = Mutex(State(shown: start, changed: .now, speed: speed))
        self.tick = tick
    }

    /// What the clock shows.
    public var now: Instant { state.withLock { $0.now } }

    /// How fast it runs when it is not paused.
    public var speed: Double { state.withLock { $0.speed } }

    /// Whether it stands still.
    public var isPaused: Bool { state.withLock { $0.isPaused } }

    /// Stops the clock, or lets it go on.
    public func setPaused(_ isPaused: Bool) {
        state.withLock { state in
            state.settle()
            state.isPaused = isPaused
        }
    }

    /// Makes the clock run at another speed, within ``speeds``.
    public func setSpeed(_ speed: Double) {
        precondition(Self.speeds.contains(speed), "an exercise does not run at speed \(speed)")
        state.withLock { state in
            state.settle()
            state.speed = speed
        }
    }

    /// Waits one tick of wall time.
    public func nextTick() async throws {
        try await Task.sleep(for: tick)
    }
}
