/// The values of an environment's variables for one evaluation.
///
/// Values are kept by slot. An activation is made once per set of facts and serves every program
/// of its environment; copying it is cheap.
///
///     var activation = environment.makeActivation()
///     activation[reportSlot] = .record(report)
public struct Activation: Sendable {
    private(set) var values: ContiguousArray<Value?>
    private let slots: [String: Int]

    init(environment: Environment) {
        values = ContiguousArray(repeating: nil, count: environment.variables.count)
        slots = environment.slots
    }

    /// The value of the variable with a slot; nil if it has none.
    ///
    /// - Precondition: The slot is one of the environment's.
    public subscript(slot: Int) -> Value? {
        get { values[slot] }
        set { values[slot] = newValue }
    }

    /// Sets the value of a variable by name.
    ///
    /// - Throws: `cel.check.undeclared_reference` if the environment has no such variable.
    public mutating func set(_ variable: String, to value: Value?) throws(CELError) {
        guard let slot = slots[variable] else {
            let hint = Suggestion.didYouMean(variable, among: slots.keys)
            throw CELError(
                code: .undeclaredReference,
                message: "the environment has no variable '\(variable)'\(hint)")
        }
        values[slot] = value
    }
}
