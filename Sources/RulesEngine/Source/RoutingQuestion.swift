public import Governance

/// What a decision table decides; the raw value is its name in files.
public enum RoutingQuestion: String, CaseIterable, Sendable {
    /// Which roles must come.
    case roles
    /// How urgent it is.
    case severity
    /// Which time limits apply.
    case standard
    /// How many or how much of something the table is named after, such as how many mediators are
    /// needed; told beside the decision.
    case number

    /// Whether a county has exactly one table that answers it; numbers have any number of tables.
    public var isAnsweredOnce: Bool { self != .number }
}

/// Which of the rules that hold count: a hit policy, with the name that DMN gives it.
public enum HitPolicy: String, CaseIterable, Sendable {
    /// The only one; two that hold at once are a fault.
    case unique
    /// Any of them, since all must say the same; two that differ are a fault.
    case any
    /// The one whose answer comes first: the most urgent severity, the standard or the role that
    /// the county's files list first.
    case priority
    /// The first in the order of the table.
    case first
    /// All of them; their roles are united.
    case collect
    /// All of them; of their severities the one with the least number, the most urgent, is taken.
    case collectMinimum = "collect min"
    /// All of them; of their severities the one with the greatest number is taken.
    case collectMaximum = "collect max"
    /// All of them; their numbers are added up.
    case collectSum = "collect sum"
    /// All of them; how many hold is the number.
    case collectCount = "collect count"
    /// All of them; their roles come in the order of the rules.
    case ruleOrder = "rule order"

    /// Whether the answers of all rules that hold stand side by side.
    public var collectsAll: Bool {
        switch self {
        case .collect, .collectMinimum, .collectMaximum, .collectSum, .collectCount, .ruleOrder:
            true
        case .unique, .any, .priority, .first: false
        }
    }

    /// The policies that give a table of a question one answer.
    ///
    /// Roles can be united; severities can be compared; of standards there is one; numbers can be
    /// added, compared and counted.
    public static func allowed(for question: RoutingQuestion) -> [HitPolicy] {
        switch question {
        case .roles: [.unique, .any, .priority, .first, .collect, .ruleOrder]
        case .severity: [.unique, .any, .priority, .first, .collectMinimum, .collectMaximum]
        case .standard: [.unique, .any, .priority, .first]
        case .number:
            [
                .unique, .any, .first, .collectSum, .collectMinimum, .collectMaximum,
                .collectCount,
            ]
        }
    }
}

/// What a rule contributes to the answer of its table's question.
public enum RoutingOutcome: Hashable, Sendable {
    /// Roles that must come, in the order of the rule.
    case roles([Role.ID])
    /// How urgent it is.
    case severity(Severity)
    /// The time limits that apply.
    case standard(ResponseStandard.ID)
    /// A number, within ``numbers``.
    case number(Int)

    /// The numbers that a rule may give; sums of any number of rules stay far from overflow.
    public static let numbers = -1_000_000...1_000_000
}
