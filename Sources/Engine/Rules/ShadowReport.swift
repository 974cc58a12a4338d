public import Governance
public import RulesEngine

/// What a candidate would have decided since it began to run beside the version in force.
public struct ShadowReport: Sendable {
    /// Since when both are compared.
    public let since: Instant
    /// Who gains and who loses; reports behind the numbers are named up to a bound.
    public internal(set) var comparison: RuleBacktest
    /// How many filings wait to be compared.
    public internal(set) var waiting = 0
    /// How many were let go because too many waited.
    public internal(set) var dropped = 0
    /// For how many the candidate took longer than it may.
    public internal(set) var slow = 0
    /// Whether the candidate was halted because it was too slow too often.
    public internal(set) var isHalted = false

    init(since: Instant, comparison: RuleBacktest) {
        self.since = since
        self.comparison = comparison
    }

    /// Takes a comparison; a candidate that was too slow too often is halted.
    mutating func note(_ change: DecisionChange, isSlow: Bool, haltingAt limit: Int) {
        comparison.note(change)
        guard isSlow else { return }
        slow += 1
        isHalted = slow >= limit
    }
}
