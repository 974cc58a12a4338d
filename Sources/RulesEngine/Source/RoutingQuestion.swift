public import Governance

/// What a decision table decides; the raw value is its name in files.
public enum RoutingQuestion: String, CaseIterable, Sendable {
    /// Which roles must come.
    case roles
    /// How urgent it is.
    case severity
    /// Which time limits apply.
    case standard
}

/// Which of the rules that hold count: a hit policy, with the name that DMN gives it.
public enum HitPolicy: String, CaseIterable, Sendable {
    /// All of them; their roles are united.
    case collect
    /// The first in the order of the table.
    case first
    /// The only one; two that hold at once are a fault.
    case unique
}

/// What a rule contributes to the answer of its table's question.
public enum RoutingOutcome: Hashable, Sendable {
    /// Roles that must come, in the order of the rule.
    case roles([Role.ID])
    /// How urgent it is.
    case severity(Severity)
    /// The time limits that apply.
    case standard(ResponseStandard.ID)
}
