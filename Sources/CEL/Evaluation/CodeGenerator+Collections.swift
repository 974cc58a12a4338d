extension CodeGenerator {
    func list(_ elements: [CheckedExpression.Element]) -> Code {
        if let constant = Self.constant(elements) {
            return { context throws(EvaluationFailure) in
                try context.charge()
                return constant
            }
        }
        let codes = ContiguousArray(
            elements.map { (code(for: $0.value), $0.isOptional, $0.value.range) })
        return { context throws(EvaluationFailure) in
            try context.charge(1 + codes.count)
            var values: [Value] = []
            values.reserveCapacity(codes.count)
            for (code, isOptional, range) in codes {
                let value = try code(&context)
                if let value = try Self.unwrap(value, isOptional: isOptional, range) {
                    values.append(value)
                }
            }
            return .list(values)
        }
    }

    /// The list, if all its elements are literals.
    private static func constant(_ elements: [CheckedExpression.Element]) -> Value? {
        var values: [Value] = []
        for element in elements {
            guard case .literal(let value) = element.value.kind, !element.isOptional
            else { return nil }
            values.append(value)
        }
        return .list(values)
    }

    func map(_ entries: [CheckedExpression.Entry], _ range: Range<Int>) -> Code {
        let codes = ContiguousArray(
            entries.map {
                (
                    code(for: $0.key), code(for: $0.value), $0.isOptional, $0.key.range,
                    $0.value.range
                )
            })
        return { context throws(EvaluationFailure) in
            try context.charge(1 + 2 * codes.count)
            var map = MapValue()
            for (keyCode, valueCode, isOptional, keyRange, valueRange) in codes {
                let key = try keyCode(&context)
                try context.charge(key: key)
                let value = try valueCode(&context)
                guard let value = try Self.unwrap(value, isOptional: isOptional, valueRange)
                else { continue }
                do throws(EvaluationFailure) {
                    try map.insert(value, for: key)
                } catch {
                    throw error.placed(at: keyRange)
                }
            }
            return .map(map)
        }
    }

    func record(_ type: RecordType, _ fields: [CheckedExpression.Initializer]) -> Code {
        let codes = ContiguousArray(
            fields.map { ($0.index, code(for: $0.value), $0.isOptional, $0.value.range) })
        return { context throws(EvaluationFailure) in
            try context.charge(1 + type.fields.count)
            var values = ContiguousArray<Value?>(repeating: nil, count: type.fields.count)
            for (index, code, isOptional, range) in codes {
                let value = try code(&context)
                values[index] = try Self.unwrap(value, isOptional: isOptional, range)
            }
            return .record(Record(type, values: values))
        }
    }

    /// The value itself, or what an optional holds.
    private static func unwrap(
        _ value: Value, isOptional: Bool, _ range: Range<Int>,
    ) throws(EvaluationFailure) -> Value? {
        guard isOptional else { return value }
        guard case .optional(let wrapped) = value else {
            throw EvaluationFailure(
                .noMatchingOverload,
                "no matching overload: an optional is needed, not \(value.typeName.name)",
                at: range)
        }
        return wrapped
    }

    /// `optional.or(other)` or `optional.orValue(other)`: the other is evaluated only for none.
    func alternative(
        _ arguments: [CheckedExpression], isWrapped: Bool, _ range: Range<Int>,
    ) -> Code {
        let operand = code(for: arguments[0])
        let other = code(for: arguments[1])
        let name = isWrapped ? "or" : "orValue"
        return { context throws(EvaluationFailure) in
            try context.charge()
            let value = try operand(&context)
            guard case .optional(let wrapped) = value else {
                throw EvaluationFailure.noMatchingOverload(name, [value]).placed(at: range)
            }
            if let wrapped { return isWrapped ? value : wrapped }
            let result = try other(&context)
            if isWrapped, case .optional = result { return result }
            guard !isWrapped else {
                throw EvaluationFailure.noMatchingOverload(name, [value, result]).placed(at: range)
            }
            return result
        }
    }

    func optionalMap(
        _ operand: CheckedExpression, _ local: CheckedExpression.LocalVariable,
        _ body: CheckedExpression, isFlat: Bool,
    ) -> Code {
        let range = operand.range
        let operand = code(for: operand)
        let body = code(for: body)
        let slot = local.slot
        return { context throws(EvaluationFailure) in
            try context.charge()
            let value = try operand(&context)
            guard case .optional(let wrapped) = value else {
                throw EvaluationFailure.noMatchingOverload("optMap", [value]).placed(at: range)
            }
            guard let wrapped else { return .optional(nil) }
            context.locals[slot] = wrapped
            let result = try body(&context)
            guard isFlat else { return .optional(result) }
            guard case .optional = result else {
                throw EvaluationFailure.noMatchingOverload("optFlatMap", [result]).placed(at: range)
            }
            return result
        }
    }
}
