import Governance

extension DecisionTable<Int> {
    /// The one number of a table, as its hit policy makes it of the rules that count.
    ///
    /// Where a rule failed, the default takes part in its place; a count is then at least the
    /// default.
    func number(_ verdict: Verdict) -> Int {
        switch hitPolicy {
        case .collectSum: verdict.outputs.reduce(0, +)
        case .collectMinimum: verdict.outputs.min() ?? fallback
        case .collectMaximum: verdict.outputs.max() ?? fallback
        case .collectCount:
            verdict.outcome.usedDefault
                ? max(fallback, verdict.outcome.fired.count) : verdict.outcome.fired.count
        default: verdict.outputs.first ?? fallback
        }
    }
}
