extension Checker {
    mutating func checkList(
        _ elements: [SyntaxNode.Element], at range: Range<Int>,
    ) -> CheckedExpression {
        var type: ValueType?
        var checked: [CheckedExpression.Element] = []
        for element in elements {
            let value = check(element.value)
            let elementType = unwrapped(value, isOptional: element.isOptional)
            type = type.map { substitution.join($0, elementType) } ?? elementType
            checked.append(.init(value: value, isOptional: element.isOptional))
        }
        return make(.list(checked), .list(type ?? substitution.makeVariable()), at: range)
    }

    mutating func checkMap(
        _ entries: [SyntaxNode.Entry], at range: Range<Int>,
    ) -> CheckedExpression {
        var types: (key: ValueType, value: ValueType)?
        var checked: [CheckedExpression.Entry] = []
        for entry in entries {
            let key = check(entry.key)
            let value = check(entry.value)
            let keyType = keyType(key)
            let valueType = unwrapped(value, isOptional: entry.isOptional)
            if let known = types {
                types = (
                    substitution.join(known.key, keyType),
                    substitution.join(known.value, valueType)
                )
            } else {
                types = (keyType, valueType)
            }
            checked.append(.init(key: key, value: value, isOptional: entry.isOptional))
        }
        let key = types?.key ?? substitution.makeVariable()
        let value = types?.value ?? substitution.makeVariable()
        return make(.map(checked), .map(key: key, value: value), at: range)
    }

    /// The type that a key gives to its map: `dyn` unless it is known to be one for keys, so that a
    /// map's type cannot grow on both sides.
    private mutating func keyType(_ key: CheckedExpression) -> ValueType {
        let type = substitution.resolve(key.openType).withoutNull
        switch type {
        case .bool, .int, .uint, .string: return type
        case .dyn, .unknown: return .dyn
        default:
            if checking == .strict {
                report(
                    .typeMismatch,
                    "a map key must be bool, int, uint or string, not \(describe(type))",
                    at: key.range)
            }
            return .dyn
        }
    }

    /// The type that an element adds to its list or map.
    private mutating func unwrapped(_ value: CheckedExpression, isOptional: Bool) -> ValueType {
        guard isOptional else { return value.openType }
        let wrapped = substitution.makeVariable()
        require(.optional(wrapped), value, "what follows '?'")
        return substitution.resolve(wrapped)
    }

    mutating func checkRecord(
        _ literal: SyntaxNode.RecordLiteral, at range: Range<Int>,
    ) -> CheckedExpression {
        let name = literal.type
        let candidates = environment.candidates(for: name.text, isRooted: literal.isRooted)
        guard let record = candidates.compactMap({ environment.records[$0] }).first else {
            let hint = Suggestion.didYouMean(name.text, among: environment.records.keys)
            if hint.isEmpty, name.text.contains(".") {
                return unresolved(
                    .unsupported, Unsupported.message(message: name.text), at: name.range)
            }
            return unresolved(
                .unknownRecord, "undeclared record type '\(name.text)'\(hint)", at: name.range)
        }
        var fields: [CheckedExpression.Initializer] = []
        for field in literal.fields {
            let value = check(field.value)
            guard let index = record.index(of: field.name.text) else {
                let names = record.fields.map(\.name)
                return unresolved(
                    .unknownField,
                    Suggestion.noField(field.name.text, in: record.name, of: names),
                    at: field.name.range)
            }
            if fields.contains(where: { $0.index == index }) {
                report(
                    .duplicateDeclaration, "the field '\(field.name.text)' is set twice",
                    at: field.name.range)
            }
            let wanted = record.fields[index].type
            require(
                field.isOptional ? .optional(wanted) : wanted, value,
                "the field '\(field.name.text)'")
            fields.append(.init(index: index, value: value, isOptional: field.isOptional))
        }
        return make(.record(record, fields), .record(record.name), at: range)
    }
}
