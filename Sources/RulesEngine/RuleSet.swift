public import Governance

/// Placeholder until the decision tables arrive.
public struct RuleSet: Sendable {
    /// Decides about one report.
    public let route: @Sendable (Report, PersonalData?, LocalTime) -> RoutingDecision

    /// Temporary.
    public init(route: @escaping @Sendable (Report, PersonalData?, LocalTime) -> RoutingDecision) {
        self.route = route
    }
}
