public import Governance

/// What two versions of the rules decide about one report.
public struct DecisionChange: Hashable, Sendable {
    /// The report.
    public let routing: RecordedRouting
    /// What the rules in force decide.
    public let live: RoutingDecision
    /// What the candidate decides.
    public let candidate: RoutingDecision

    /// What both decide about a report.
    public init(_ routing: RecordedRouting, live: RuleSet, candidate: RuleSet) {
        self.init(routing, live: live.route(routing), candidate: candidate)
    }

    /// What a candidate decides about a report that was decided as `live`.
    public init(_ routing: RecordedRouting, live: RoutingDecision, candidate: RuleSet) {
        self.routing = routing
        self.live = live
        self.candidate = candidate.route(routing)
    }

    /// Roles that only the candidate calls, in its county's order.
    public var gained: [Role.ID] { candidate.roles.filter { !live.roles.contains($0) } }
    /// Roles that only the rules in force call, in the county's order.
    public var lost: [Role.ID] { live.roles.filter { !candidate.roles.contains($0) } }

    /// Whether somebody would notice: other roles, another severity, other limits or
    /// numbers.
    public var isChange: Bool {
        Set(live.roles) != Set(candidate.roles) || live.severity != candidate.severity
            || live.standard != candidate.standard || live.numbers != candidate.numbers
    }
}

extension RuleSet {
    fileprivate func route(_ routing: RecordedRouting) -> RoutingDecision {
        route(routing.report, personal: routing.personal, at: routing.time, in: routing.context)
    }
}
