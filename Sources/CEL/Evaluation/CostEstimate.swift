/// What an evaluation may cost, in the units of ``EvaluationContext/charge(_:)``.
public struct CostEstimate: Hashable, Sendable {
    /// The least that an evaluation costs which does not fail early.
    public let minimum: Int

    /// The most, if no collection or text is larger than ``Limits/assumedSize``.
    ///
    /// Capped at `Int.max`. It is an estimate, not a bound; the budget of the evaluation is.
    public let maximum: Int

    /// Makes an estimate.
    public init(minimum: Int, maximum: Int) {
        self.minimum = minimum
        self.maximum = maximum
    }
}
