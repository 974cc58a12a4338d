/// What one evaluation works with: variables, local variables and the rest of the budget.
public struct EvaluationContext {
    let values: ContiguousArray<Value?>
    var locals: ContiguousArray<Value>
    /// Why a local variable has no value, by its slot, while it is in scope.
    var failures: [Int: EvaluationFailure] = [:]
    private(set) var remaining: Int
    private var budget: Int
    private var depth = 0

    /// The most levels of lists and maps that are compared or shown.
    private static let maximumDepth = 200

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

    /// Charges for looking a key up, or for its comparison: a long text takes longer.
    @inline(__always)
    mutating func charge(key: Value) throws(EvaluationFailure) {
        if case .string(let string) = key { try charge(bytes: string.utf8.count) }
    }

    /// The value of a local variable.
    ///
    /// - Throws: The failure of what was bound to it.
    @inline(__always)
    func local(at slot: Int) throws(EvaluationFailure) -> Value {
        if !failures.isEmpty, let failure = failures[slot] { throw failure }
        return locals[slot]
    }

    /// Goes down into the elements of a value.
    ///
    /// - Throws: `cel.evaluate.value_too_deep` where that needs more stack than is safe.
    mutating func descend<Result>(
        _ body: (inout EvaluationContext) throws(EvaluationFailure) -> Result
    ) throws(EvaluationFailure) -> Result {
        guard depth < Self.maximumDepth else {
            throw EvaluationFailure(
                .valueTooDeep, "the value is nested more than \(Self.maximumDepth) levels deep")
        }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    private var exceeded: EvaluationFailure {
        EvaluationFailure(.budgetExceeded, "the evaluation cost more than its budget of \(budget)")
    }
}
