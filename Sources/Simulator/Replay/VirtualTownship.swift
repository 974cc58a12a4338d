public import DispatchCore
public import Governance

/// A township on a virtual clock, dispatched by the same core as a live one.
///
/// Time passes only by ``advance(to:)``; on the way every deadline is met or missed at its own
/// moment, just as the live engine's timers would have it.
public struct VirtualTownship: Sendable {
    /// The rules of dispatch.
    public let dispatcher: Dispatcher
    /// What the core remembers.
    public private(set) var state = TownshipState()
    /// What the clock shows.
    public private(set) var now: Instant

    /// A township without history, its clock at `now`.
    public init(dispatcher: Dispatcher, now: Instant) {
        self.dispatcher = dispatcher
        self.now = now
    }

    /// Moves the clock forward to `instant`, never back, and lets what is due on the way expire.
    public mutating func advance(to instant: Instant) {
        while let id = state.nextDue(at: instant), let due = state[id]?.nextMoment {
            now = max(now, due)
            let outcome = dispatcher.expire(
                id, in: state, at: now, endedBefore: now + .microseconds(1))
            guard let outcome, !outcome.events.isEmpty else { break }
            for part in outcome.all { state.apply(part) }
        }
        now = max(now, instant)
    }

    /// Decides `command` now, and takes what it makes of the township.
    ///
    /// - Throws: ``Rejection`` if the core refuses it; then nothing has changed.
    @discardableResult
    public mutating func perform(_ command: Command) throws(Rejection) -> Outcome {
        let outcome = try dispatcher.decide(command, in: state, at: now)
        for part in outcome.all { state.apply(part) }
        return outcome
    }

    /// Carries out a change of duty now; returns its events.
    ///
    /// - Throws: ``Rejection`` if the core refuses it; then nothing has changed.
    @discardableResult
    public mutating func perform(_ command: RosterCommand) throws(Rejection) -> [Event] {
        let events = try dispatcher.decide(command, in: state.duty, at: now)
        for event in events { state.evolve(event) }
        return events
    }
}
