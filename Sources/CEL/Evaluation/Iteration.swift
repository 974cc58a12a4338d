/// Goes through the list or map of a macro, setting the macro's variables.
struct Iteration: Sendable {
    private let range: Code
    private let sourceRange: Range<Int>
    private let slot: Int
    private let secondSlot: Int?

    init(_ macro: Comprehension, range: @escaping Code) {
        self.range = range
        sourceRange = macro.range.range
        slot = macro.variable.slot
        secondSlot = macro.second?.slot
    }

    /// Runs a body for each element, with the value of the macro's first variable, until it
    /// returns false.
    func run(
        _ context: inout EvaluationContext,
        _ body: (inout EvaluationContext, Value) throws(EvaluationFailure) -> Bool,
    ) throws(EvaluationFailure) {
        let collection = try range(&context)
        switch collection {
        case .list(let list):
            for (index, element) in list.enumerated() {
                try context.charge()
                let first = secondSlot == nil ? element : .int(Int64(index))
                context.locals[slot] = first
                if let secondSlot { context.locals[secondSlot] = element }
                guard try body(&context, first) else { return }
            }
        case .map(let map):
            for entry in map.entries {
                try context.charge()
                context.locals[slot] = entry.key
                if let secondSlot { context.locals[secondSlot] = entry.value }
                guard try body(&context, entry.key) else { return }
            }
        default:
            throw EvaluationFailure(
                .noMatchingOverload,
                "no matching overload: a list or a map is needed, not \(collection.typeName.name)",
                at: sourceRange)
        }
    }
}
