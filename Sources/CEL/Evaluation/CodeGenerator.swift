/// Computes the value of a node.
typealias Code = @Sendable (inout EvaluationContext) throws(EvaluationFailure) -> Value

/// Computes the value of a node that must be a `bool`.
typealias Condition = @Sendable (inout EvaluationContext) throws(EvaluationFailure) -> Bool

/// Turns a checked expression into closures.
///
/// A node has two forms: `code` gives any value, `condition` a `Bool` without boxing it. Shapes
/// that rules consist of, such as a field compared with a literal, have closures of their own.
struct CodeGenerator: Sendable {
    let environment: Environment
    let patterns: LiteralPatterns

    /// The closure that computes a node's value.
    func code(for node: CheckedExpression) -> Code {
        let range = node.range
        switch node.kind {
        case .literal(let value): return { _ throws(EvaluationFailure) in value }
        case .variable(let name, let slot): return variable(name, slot, range)
        case .local(let local):
            let slot = local.slot
            return { context throws(EvaluationFailure) in
                try context.charge()
                return try context.local(at: slot)
            }
        case .field(let operand, let field): return self.field(field, of: operand, range)
        case .select(let operand, let name): return select(name, of: operand, range)
        case .optionalSelect(let operand, let name): return optionalSelect(name, of: operand)
        case .index(let operand, let index, let isOptional):
            return self.index(operand, index, isOptional: isOptional, range)
        case .unary(.negate, let operand): return negation(of: operand, range)
        case .binary(let binary, let left, let right):
            guard let arithmetic = Arithmetic.operation(binary) else { break }
            return self.arithmetic(arithmetic, left, right, range)
        case .conditional(let condition, let accepted, let rejected):
            return conditional(condition, accepted, rejected)
        case .call(let function, let arguments, _):
            if StringFunctions.tests[function] != nil { break }
            return call(function, arguments, range)
        case .list(let elements): return list(elements)
        case .map(let entries): return map(entries, range)
        case .record(let type, let fields): return record(type, fields)
        case .comprehension(let macro): return comprehension(macro)
        case .bind(let local, let value, let body): return bind(local, value, body)
        case .optionalMap(let operand, let local, let body, let isFlat):
            return optionalMap(operand, local, body, isFlat: isFlat)
        case .unresolved(let failure): return { _ throws(EvaluationFailure) in throw failure }
        case .presence, .unary(.not, _), .logical: break
        }
        let condition = condition(for: node)
        return { context throws(EvaluationFailure) in .bool(try condition(&context)) }
    }

    /// The closure that computes a node's value as a `Bool`.
    func condition(for node: CheckedExpression) -> Condition {
        switch node.kind {
        case .literal(.bool(let bool)): return { _ throws(EvaluationFailure) in bool }
        case .logical(let logical, let operands):
            return self.logical(logical, operands)
        case .unary(.not, let operand):
            let operand = condition(for: operand)
            return { context throws(EvaluationFailure) in
                try context.charge()
                return try !operand(&context)
            }
        case .binary(let binary, let left, let right):
            if let comparison = comparison(binary, left, right, node.range) { return comparison }
        case .presence(let operand, let name): return presence(of: name, in: operand, node.range)
        case .call(let function, let arguments, isMethod: true):
            if let test = stringTest(function, arguments, node.range) { return test }
        case .comprehension(let macro):
            if let quantifier = quantifier(macro) { return quantifier }
        default: break
        }
        let code = code(for: node)
        let range = node.range
        return { context throws(EvaluationFailure) in
            let value = try code(&context)
            guard case .bool(let bool) = value else {
                throw EvaluationFailure.notBool(value).placed(at: range)
            }
            return bool
        }
    }

    private func variable(_ name: String, _ slot: Int, _ range: Range<Int>) -> Code {
        { context throws(EvaluationFailure) in
            try context.charge()
            guard let value = context.values[slot] else {
                throw EvaluationFailure.unbound(name).placed(at: range)
            }
            return value
        }
    }

    private func conditional(
        _ condition: CheckedExpression, _ accepted: CheckedExpression,
        _ rejected: CheckedExpression,
    ) -> Code {
        let condition = self.condition(for: condition)
        let accepted = code(for: accepted)
        let rejected = code(for: rejected)
        return { context throws(EvaluationFailure) in
            try context.charge()
            return try condition(&context) ? try accepted(&context) : try rejected(&context)
        }
    }

    /// `cel.bind` and `cel.block`: a value that fails is an error only where the body reads it.
    private func bind(
        _ local: CheckedExpression.LocalVariable, _ value: CheckedExpression,
        _ body: CheckedExpression,
    ) -> Code {
        let range = value.range
        let value = code(for: value)
        let body = code(for: body)
        let slot = local.slot
        return { context throws(EvaluationFailure) in
            try context.charge()
            do throws(EvaluationFailure) {
                context.locals[slot] = try value(&context)
            } catch {
                guard error.isAbsorbable else { throw error }
                context.failures[slot] = error.placed(at: range)
                // The slot is another variable's when this one is out of scope.
                defer { context.failures[slot] = nil }
                return try body(&context)
            }
            return try body(&context)
        }
    }
}

extension EvaluationFailure {
    static func notBool(_ value: Value) -> EvaluationFailure {
        EvaluationFailure(
            .noMatchingOverload,
            "no matching overload: a bool is needed, not \(value.typeName.name)")
    }

    static func unbound(_ name: String) -> EvaluationFailure {
        EvaluationFailure(.unboundVariable, "the variable '\(name)' has no value")
    }

    /// Whether `&&`, `||`, `all` and `exists` may ignore the failure.
    var isAbsorbable: Bool { code != .budgetExceeded }
}
