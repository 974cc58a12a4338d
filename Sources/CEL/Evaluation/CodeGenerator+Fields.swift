extension CodeGenerator {
    /// A field of a record: an array access, once the record's type is seen to be the declared one.
    func field(
        _ field: CheckedExpression.FieldReference, of operand: CheckedExpression,
        _ range: Range<Int>,
    ) -> Code {
        let (type, index) = (field.record, field.index)
        if case .variable(let name, let slot) = operand.kind {
            return { context throws(EvaluationFailure) in
                try context.charge(2)
                if case .record(let record)? = context.values[slot], record.type === type,
                    let value = record.values[index]
                {
                    return value
                }
                guard let value = context.values[slot] else {
                    throw EvaluationFailure.unbound(name).placed(at: range)
                }
                return try Selection.select(type.fields[index].name, of: value, range)
            }
        }
        let operand = code(for: operand)
        return { context throws(EvaluationFailure) in
            try context.charge()
            let value = try operand(&context)
            if case .record(let record) = value, record.type === type,
                let value = record.values[index]
            {
                return value
            }
            return try Selection.select(type.fields[index].name, of: value, range)
        }
    }

    func select(_ name: String, of operand: CheckedExpression, _ range: Range<Int>) -> Code {
        let operand = code(for: operand)
        return { context throws(EvaluationFailure) in
            try context.charge()
            return try Selection.select(name, of: try operand(&context), range)
        }
    }

    func optionalSelect(_ name: String, of operand: CheckedExpression) -> Code {
        let range = operand.range
        let operand = code(for: operand)
        return { context throws(EvaluationFailure) in
            try context.charge()
            return try Selection.optionalSelect(name, of: try operand(&context), range)
        }
    }

    func presence(
        of name: String, in operand: CheckedExpression, _ range: Range<Int>,
    ) -> Condition {
        let operand = code(for: operand)
        return { context throws(EvaluationFailure) in
            try context.charge()
            return try Selection.has(name, in: try operand(&context), range)
        }
    }

    func index(
        _ operand: CheckedExpression, _ index: CheckedExpression, isOptional: Bool,
        _ range: Range<Int>,
    ) -> Code {
        let operand = code(for: operand)
        let index = code(for: index)
        return { context throws(EvaluationFailure) in
            try context.charge()
            let container = try operand(&context)
            let key = try index(&context)
            try context.charge(key: key)
            return isOptional
                ? try Selection.optionalElement(at: key, of: container, range)
                : try Selection.element(at: key, of: container, range)
        }
    }
}
