/// What one evaluation works with: variables, local variables and the rest of the budget.
public struct EvaluationContext {
    let values: ContiguousArray<Value?>
    var locals: ContiguousArray<Value>
    private(set) var remaining: Int
    private var budget: Int

    init(values: ContiguousArray<Value?>, localCount: Int, budget: Int) {
        self.values = values
        locals = ContiguousArray(repeating: .null, count: localCount)
        remaining = budget
        self.budget = budget
    }

    /// The cost that was charged so far.
    var spent: Int { budget - remaining }

    /// Begins with a new budget.
    mutating func refill(_ budget: Int) {
        self.budget = budget
        remaining = budget
    }

    /// Charges the budget for work; one unit is about the evaluation of one node, the visit of one
    /// element, or the touch of 16 bytes.
    ///
    /// - Throws: `cel.evaluate.budget_exceeded` when the budget is used up. `&&`, `||`, `all` and
    ///   `exists` do not absorb it.
    @inline(__always)
    public mutating func charge(_ cost: Int = 1) throws(EvaluationFailure) {
        // As unsigned numbers, so that a negative cost cannot refill the budget.
        guard UInt(bitPattern: cost) <= UInt(bitPattern: remaining) else {
            remaining = 0
            throw exceeded
        }
        remaining -= cost
    }

    /// Charges for the touch of a number of bytes.
    @inline(__always)
    mutating func charge(bytes count: Int) throws(EvaluationFailure) {
        try charge(count >> 4)
    }

    private var exceeded: EvaluationFailure {
        EvaluationFailure(.budgetExceeded, "the evaluation cost more than its budget of \(budget)")
    }
}
