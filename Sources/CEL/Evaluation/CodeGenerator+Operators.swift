extension CodeGenerator {
    /// `&&` or `||`: an operand that decides the result makes errors of the others irrelevant.
    func logical(_ logical: LogicalOperator, _ operands: [CheckedExpression]) -> Condition {
        let deciding = logical == .or
        let operands = ContiguousArray(operands.map { condition(for: $0) })
        return { context throws(EvaluationFailure) in
            try context.charge()
            var failure: EvaluationFailure?
            for operand in operands {
                do throws(EvaluationFailure) {
                    if try operand(&context) == deciding { return deciding }
                } catch {
                    guard error.isAbsorbable else { throw error }
                    failure = failure ?? error
                }
            }
            if let failure { throw failure }
            return !deciding
        }
    }

    func negation(of operand: CheckedExpression, _ range: Range<Int>) -> Code {
        let operand = code(for: operand)
        return { context throws(EvaluationFailure) in
            try context.charge()
            do throws(EvaluationFailure) {
                return try Arithmetic.negate(try operand(&context))
            } catch {
                throw error.placed(at: range)
            }
        }
    }

    func arithmetic(
        _ operation: @escaping Arithmetic.Operation, _ left: CheckedExpression,
        _ right: CheckedExpression, _ range: Range<Int>,
    ) -> Code {
        let left = code(for: left)
        let right = code(for: right)
        return { context throws(EvaluationFailure) in
            try context.charge()
            let first = try left(&context)
            let second = try right(&context)
            do throws(EvaluationFailure) {
                return try operation(first, second, &context)
            } catch {
                throw error.placed(at: range)
            }
        }
    }

    /// A comparison or `in`; nil for an operator that does not give a `bool`.
    func comparison(
        _ binary: BinaryOperator, _ left: CheckedExpression, _ right: CheckedExpression,
        _ range: Range<Int>,
    ) -> Condition? {
        switch binary {
        case .equal: return equality(left, right, negated: false, range)
        case .notEqual: return equality(left, right, negated: true, range)
        case .contained: return containment(left, right, range)
        case .less: return ordering("<", left, right, range) { $0 == .less }
        case .lessOrEqual:
            return ordering("<=", left, right, range) { $0 == .less || $0 == .equal }
        case .greater: return ordering(">", left, right, range) { $0 == .greater }
        case .greaterOrEqual:
            return ordering(">=", left, right, range) { $0 == .greater || $0 == .equal }
        case .add, .subtract, .multiply, .divide, .remainder: return nil
        }
    }

    private func equality(
        _ left: CheckedExpression, _ right: CheckedExpression, negated: Bool, _ range: Range<Int>,
    ) -> Condition {
        if case .literal(let literal) = right.kind {
            return equality(of: code(for: left), literal, negated: negated, range)
        }
        if case .literal(let literal) = left.kind {
            return equality(of: code(for: right), literal, negated: negated, range)
        }
        let left = code(for: left)
        let right = code(for: right)
        return { context throws(EvaluationFailure) in
            try context.charge()
            let first = try left(&context)
            let second = try right(&context)
            do throws(EvaluationFailure) {
                return try context.areEqual(first, second) != negated
            } catch {
                throw error.placed(at: range)
            }
        }
    }

    /// The comparison with a literal; a string literal is compared without unpacking it each time.
    private func equality(
        of operand: @escaping Code, _ literal: Value, negated: Bool, _ range: Range<Int>,
    ) -> Condition {
        if case .string(let wanted) = literal {
            return { context throws(EvaluationFailure) in
                try context.charge()
                guard case .string(let string) = try operand(&context) else { return negated }
                return string.hasSameCodePoints(as: wanted) != negated
            }
        }
        return { context throws(EvaluationFailure) in
            try context.charge()
            let value = try operand(&context)
            do throws(EvaluationFailure) {
                return try context.areEqual(value, literal) != negated
            } catch {
                throw error.placed(at: range)
            }
        }
    }

    private func ordering(
        _ name: String, _ left: CheckedExpression, _ right: CheckedExpression,
        _ range: Range<Int>, _ accepts: @escaping @Sendable (Ordering) -> Bool,
    ) -> Condition {
        let left = code(for: left)
        let right = code(for: right)
        return { context throws(EvaluationFailure) in
            try context.charge()
            let first = try left(&context)
            let second = try right(&context)
            try context.charge(key: first)
            guard let ordering = Ordering(of: first, second) else {
                throw EvaluationFailure.noMatchingOverload(name, [first, second]).placed(at: range)
            }
            return accepts(ordering)
        }
    }

    /// `in`; membership in a literal list of keys is one look-up.
    private func containment(
        _ left: CheckedExpression, _ right: CheckedExpression, _ range: Range<Int>,
    ) -> Condition {
        let element = code(for: left)
        if let keys = Self.literalKeys(of: right) {
            return { context throws(EvaluationFailure) in
                try context.charge(2)
                let value = try element(&context)
                try context.charge(key: value)
                return MapKey(lookup: value).map(keys.contains) ?? false
            }
        }
        let container = code(for: right)
        return { context throws(EvaluationFailure) in
            try context.charge()
            let value = try element(&context)
            let collection = try container(&context)
            do throws(EvaluationFailure) {
                return try context.contains(collection, value)
            } catch {
                throw error.placed(at: range)
            }
        }
    }

    /// The elements of a list literal, if all are literals that may be keys.
    private static func literalKeys(of node: CheckedExpression) -> Set<MapKey>? {
        guard case .list(let elements) = node.kind else { return nil }
        var keys: Set<MapKey> = []
        for element in elements {
            guard case .literal(let value) = element.value.kind, !element.isOptional,
                let key = MapKey(entry: value)
            else { return nil }
            keys.insert(key)
        }
        return keys
    }
}
