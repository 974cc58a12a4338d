/// How a county chooses whom it asks, beyond what roles and roster say.
public struct DispatchPolicy: Hashable, Sendable {
    /// How long people are thought to take to a place.
    public var travel = TravelEstimate()
    /// What counts in the choice between those on one rung of the ladder.
    public var choice = Choice()
    /// Whether people are called away from less severe incidents; nil for never.
    public var preemption: Preemption?

    /// The policy of a county that states none.
    public init() {}

    /// What counts in the choice between people on one rung of the ladder.
    ///
    /// Those who are free go before those who are busy, then the narrower coverage goes before the
    /// wider, then whoever costs least: the estimated travel time and what is added to it here.
    public struct Choice: Hashable, Sendable {
        /// Who has so many live assignments is busy, and asked after everybody who is not.
        public var busy = 1
        /// What each live assignment adds.
        public var load = Duration.minutes(10)
        /// What each call of the last days adds; a call counts less with each day that passes.
        public var recent = Duration.seconds(60)
        /// How many days a call counts, 0 to ``maximumDays``.
        public var days = 7
        /// The severities for which calls of the last days count; where minutes matter they do not.
        public var fairFor: Set<Severity> = [.ordinary, .low]
        /// What each skill or language adds that the category asks for and somebody lacks.
        public var skill = Duration.minutes(15)

        /// The most days that calls are remembered for.
        public static let maximumDays = 14

        /// The ordinary weights.
        public init() {}
    }

    /// When somebody is called away from a less severe incident.
    public struct Preemption: Hashable, Sendable {
        /// The severities that may call somebody away.
        public var severities: Set<Severity> = [.critical]
        /// The severities from which somebody may be called away, if less urgent.
        public var from: Set<Severity> = [.ordinary, .low]
        /// How far somebody may have come there: `requested` to `onScene`.
        public var until = Assignment.State.enRoute
        /// How many people one incident may lose so.
        public var most = 2

        /// The rule that a county has which asks for no other.
        public init() {}
    }
}

extension DispatchPolicy.Preemption {
    /// Whether an assignment may be taken from its incident for one of `severity`.
    public func allows(
        _ assignment: Assignment, of incident: Incident, for severity: Severity,
    ) -> Bool {
        severities.contains(severity) && from.contains(incident.severity)
            && severity < incident.severity && assignment.state.isLive
            && assignment.state.progress <= until.progress
            && incident.assignments.count(where: \.wasCalledAway) < most
    }
}

extension Assignment.State {
    /// How far along a live assignment is.
    fileprivate var progress: Int {
        switch self {
        case .requested, .notified: 0
        case .acknowledged: 1
        case .enRoute: 2
        case .onScene: 3
        case .done, .declined, .timedOut, .released: 4
        }
    }
}
