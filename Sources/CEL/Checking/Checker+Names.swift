extension Checker {
    /// Checks an identifier or a selection; the longest prefix that is a declared name wins.
    mutating func checkName(_ syntax: SyntaxNode) -> CheckedExpression {
        if let (name, isRooted) = syntax.qualifiedName,
            let resolved = resolve(name, isRooted: isRooted, at: syntax.range)
        {
            return resolved
        }
        switch syntax.kind {
        case .select(let operand, let field, let isOptional):
            if let (name, isRooted) = syntax.qualifiedName, Unsupported.isMessage(name),
                !isDeclared(name, isRooted: isRooted)
            {
                return unresolved(
                    .unsupported, Unsupported.message(message: name), at: syntax.range)
            }
            let operand = check(operand)
            return select(field, of: operand, isOptional: isOptional, at: syntax.range)
        case .identifier(let name, let isRooted):
            return undeclared(name, isRooted: isRooted, at: syntax.range)
        default: return check(syntax)
        }
    }

    private mutating func resolve(
        _ name: String, isRooted: Bool, at range: Range<Int>,
    ) -> CheckedExpression? {
        if !isRooted, shadows(name) {
            return local(named: name).map { make(.local($0.variable), $0.type, at: range) }
        }
        for candidate in environment.candidates(for: name, isRooted: isRooted) {
            if let slot = environment.slots[candidate] {
                let type = environment.variables[slot].type
                return make(.variable(name: candidate, slot: slot), type, at: range)
            }
            if let type = typeName(candidate) {
                return make(.literal(.type(type)), .type, at: range)
            }
        }
        return nil
    }

    /// Whether the first part of a dotted name is a local variable.
    func shadows(_ name: String) -> Bool {
        local(named: String(name.prefix { $0 != "." })) != nil
    }

    /// Whether a dotted name or a beginning of it is a variable or a type.
    func isDeclared(_ name: String, isRooted: Bool) -> Bool {
        if !isRooted, shadows(name) { return true }
        var prefix: Substring? = Substring(name)
        while let known = prefix {
            let candidates = environment.candidates(for: String(known), isRooted: isRooted)
            if candidates.contains(where: { environment.slots[$0] != nil || typeName($0) != nil }) {
                return true
            }
            prefix = known.lastIndex(of: ".").map { known[..<$0] }
        }
        return false
    }

    private func typeName(_ name: String) -> TypeName? {
        if let type = TypeName.named[name] {
            return type == .optional && !environment.libraries.contains(.optionals) ? nil : type
        }
        return environment.records[name].map { TypeName($0.name) }
    }

    private mutating func undeclared(
        _ name: String, isRooted: Bool, at range: Range<Int>,
    ) -> CheckedExpression {
        // A dot before a name passes over the variables of macros and the container.
        let dot = isRooted ? "." : ""
        let inScope = isRooted ? [] : locals.map(\.variable.name)
        let names = inScope + environment.variables.map(\.name)
        let hint =
            isRooted && shadows(name)
            ? "; did you mean '\(name)'?" : Suggestion.didYouMean(name, among: names, dot: dot)
        let place =
            environment.container.isEmpty || isRooted
            ? "" : " (in container '\(environment.container)')"
        return unresolved(
            .undeclaredReference, "undeclared reference to '\(dot)\(name)'\(place)\(hint)",
            at: range)
    }

    /// A field of a record, a key of a map or of something dynamic.
    mutating func select(
        _ field: SyntaxNode.Name, of operand: CheckedExpression, isOptional: Bool,
        at range: Range<Int>,
    ) -> CheckedExpression {
        guard let type = selectedType(field, of: operand) else {
            return make(.unresolved(EvaluationFailure(.unknownField, "")), .dyn, at: range)
        }
        if isOptional {
            guard environment.libraries.contains(.optionals) else {
                return unresolved(.unsupported, "optional values are not enabled", at: field.range)
            }
            let wrapped: ValueType = if case .optional = type { type } else { .optional(type) }
            return make(.optionalSelect(operand, name: field.text), wrapped, at: range)
        }
        if case .record(let name) = substitution.resolve(operand.openType).withoutNull,
            let record = environment.records[name], let index = record.index(of: field.text)
        {
            let reference = CheckedExpression.FieldReference(record: record, index: index)
            return make(.field(operand, reference), type, at: range)
        }
        return make(.select(operand, name: field.text), type, at: range)
    }

    /// The type of a field; nil after the error that there is none.
    private mutating func selectedType(
        _ field: SyntaxNode.Name, of operand: CheckedExpression,
    ) -> ValueType? {
        let type = substitution.resolve(operand.openType)
        switch type.withoutNull {
        case .map(_, let value): return value
        case .dyn, .unknown: return .dyn
        case .record(let name):
            if let fieldType = self.type(of: field, in: name) { return fieldType }
        case .optional(let wrapped):
            switch substitution.resolve(wrapped).withoutNull {
            case .map(_, let value): return .optional(value)
            case .dyn, .unknown: return .optional(.dyn)
            case .record(let name):
                if let fieldType = self.type(of: field, in: name) { return .optional(fieldType) }
            default: reportNoFields(describe(type), at: field.range)
            }
        default: reportNoFields(describe(type), at: field.range)
        }
        return checking == .strict ? nil : .dyn
    }

    private mutating func type(of field: SyntaxNode.Name, in name: String) -> ValueType? {
        guard let record = environment.records[name] else { return .dyn }
        if let index = record.index(of: field.text) { return record.fields[index].type }
        if checking == .strict {
            let fields = record.fields.map(\.name)
            report(
                .unknownField, Suggestion.noField(field.text, in: name, of: fields),
                at: field.range)
        }
        return nil
    }

    private mutating func reportNoFields(_ type: String, at range: Range<Int>) {
        guard checking == .strict else { return }
        report(.typeMismatch, "type '\(type)' does not support field selection", at: range)
    }
}

extension ValueType {
    /// The type without `nullable` around it.
    var withoutNull: ValueType {
        if case .nullable(let wrapped) = self { return wrapped.withoutNull }
        return self
    }
}
