public import DispatchCore
public import Governance
public import Testing

/// A sentence about the core: given what happened, when somebody wants something, then this happens.
///
/// `DispatchSpecification().given(events).when(command, at: now).then(events)` or `.then(rejection)`.
public struct DispatchSpecification: Sendable {
    private let dispatcher: Dispatcher
    private var state = TownshipState()

    /// The beginning of a sentence about a township without history.
    public init(_ dispatcher: Dispatcher = SmallCounty.dispatcher) {
        self.dispatcher = dispatcher
    }

    /// Given that these events happened, in this order.
    public func given(_ events: [Event]) -> Self {
        var sentence = self
        for event in events { sentence.state.evolve(event) }
        return sentence
    }

    /// When somebody wants this at that moment.
    public func when(_ command: Command, at now: Instant) -> Answer {
        do {
            return .outcome(try dispatcher.decide(command, in: state, at: now))
        } catch {
            return .rejection(error)
        }
    }

    /// When it is that moment and nobody did anything about the incident.
    public func whenItIs(
        _ now: Instant, for incident: Incident.ID = SmallCounty.incident(1),
    ) -> Answer {
        dispatcher.expire(incident, in: state, at: now, endedBefore: now + .microseconds(1)).map(
            Answer.outcome) ?? .nothingKnown
    }

    /// What the core answered.
    public enum Answer: Hashable, Sendable {
        /// A decision.
        case outcome(Outcome)
        /// A refusal.
        case rejection(Rejection)
        /// The incident is not open, so that time means nothing to it.
        case nothingKnown
    }
}

extension DispatchSpecification.Answer {
    /// Then exactly these events happen.
    public func then(
        _ expected: [Event], sourceLocation: SourceLocation = #_sourceLocation,
    ) {
        guard case .outcome(let outcome) = self else {
            Issue.record("expected events, got \(self)", sourceLocation: sourceLocation)
            return
        }
        let count = max(outcome.events.count, expected.count)
        for index in 0..<count {
            let actual = index < outcome.events.count ? outcome.events[index] : nil
            let wanted = index < expected.count ? expected[index] : nil
            #expect(actual == wanted, "event \(index + 1)", sourceLocation: sourceLocation)
        }
    }

    /// Then it is refused, for exactly this reason.
    public func then(
        _ expected: Rejection, sourceLocation: SourceLocation = #_sourceLocation,
    ) {
        #expect(self == .rejection(expected), sourceLocation: sourceLocation)
    }
}
