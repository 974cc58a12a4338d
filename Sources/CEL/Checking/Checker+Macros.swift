extension Checker {
    /// Checks a call that is a macro; nil if it is not one.
    mutating func checkMacro(
        _ call: SyntaxNode.Call, at range: Range<Int>,
    ) -> CheckedExpression? {
        let name = call.function.text
        let libraries = environment.libraries
        guard let target = call.target else {
            guard name == "has", call.arguments.count == 1, libraries.contains(.macros)
            else { return nil }
            return checkPresence(call.arguments[0], at: range)
        }
        if let block = checkBlockMacro(call, at: range) { return block }
        if name == "bind", call.arguments.count == 3, libraries.contains(.bindings),
            case ("cel", _)? = target.qualifiedName
        {
            return checkBinding(call.arguments, at: range)
        }
        if name == "optMap" || name == "optFlatMap", call.arguments.count == 2,
            libraries.contains(.optionals)
        {
            return checkOptionalMap(target, call, isFlat: name == "optFlatMap", at: range)
        }
        guard let macro = Macro.comprehending(name, call.arguments.count, in: libraries)
        else { return nil }
        return checkComprehension(macro, over: target, call, at: range)
    }

    private mutating func checkPresence(
        _ argument: SyntaxNode, at range: Range<Int>,
    ) -> CheckedExpression {
        guard case .select(let operand, let field, isOptional: false) = argument.kind else {
            report(
                .invalidMacro, "has() takes a field selection, such as has(report.category)",
                at: argument.range)
            return make(.literal(.null), .bool, at: range)
        }
        let checked = check(operand)
        let selected = select(field, of: checked, isOptional: false, at: argument.range)
        if case .unresolved(let failure) = selected.kind {
            return make(.unresolved(failure), .bool, at: range)
        }
        return make(.presence(checked, name: field.text), .bool, at: range)
    }

    /// The name that a macro declares; nil after the error that there is none.
    private mutating func variableName(_ syntax: SyntaxNode, of macro: String) -> String? {
        if case .identifier(let name, isRooted: false) = syntax.kind { return name }
        if case .call(let call) = syntax.kind, environment.libraries.contains(.blocks),
            let name = Self.numberedName(call)
        {
            return name
        }
        report(
            .invalidMacro, "\(macro)() declares a variable here, so this must be a simple name",
            at: syntax.range)
        return nil
    }

    private mutating func checkBinding(
        _ arguments: [SyntaxNode], at range: Range<Int>,
    ) -> CheckedExpression {
        guard let name = variableName(arguments[0], of: "cel.bind") else {
            return make(.literal(.null), .dyn, at: range)
        }
        let value = check(arguments[1])
        return withLocals([(name, value.openType)]) { checker, variables in
            let body = checker.check(arguments[2])
            return checker.make(
                .bind(variables[0], value, body: body), body.openType, at: range)
        }
    }

    private mutating func checkOptionalMap(
        _ target: SyntaxNode, _ call: SyntaxNode.Call, isFlat: Bool, at range: Range<Int>,
    ) -> CheckedExpression {
        let macro = call.function.text
        guard let name = variableName(call.arguments[0], of: macro) else {
            return make(.literal(.null), .dyn, at: range)
        }
        let operand = check(target)
        let wrapped = substitution.makeVariable()
        require(.optional(wrapped), operand, "the receiver of \(macro)()")
        return withLocals([(name, substitution.resolve(wrapped))]) { checker, variables in
            let body = checker.check(call.arguments[1])
            var type = ValueType.optional(body.openType)
            if isFlat {
                let result = checker.substitution.makeVariable()
                checker.require(.optional(result), body, "the body of \(macro)()")
                type = .optional(result)
            }
            return checker.make(
                .optionalMap(operand, variables[0], body: body, isFlat: isFlat), type, at: range)
        }
    }

    private mutating func checkComprehension(
        _ macro: Macro.Comprehending, over target: SyntaxNode, _ call: SyntaxNode.Call,
        at range: Range<Int>,
    ) -> CheckedExpression {
        let name = call.function.text
        let names = call.arguments.prefix(macro.variableCount).compactMap {
            variableName($0, of: name)
        }
        guard names.count == macro.variableCount else {
            return make(.literal(.null), .dyn, at: range)
        }
        if names.count == 2, names[0] == names[1] {
            report(
                .invalidMacro, "\(name)() needs two different variable names",
                at: call.arguments[1].range)
        }
        let iterated = check(target)
        let types = variableTypes(of: iterated, count: names.count, macro: name)
        return withLocals(Array(zip(names, types)).map { (name: $0, type: $1) }) {
            checker, variables in
            var bodies = call.arguments.dropFirst(names.count)
            let predicate = macro.hasPredicate ? bodies.popFirst().map { checker.check($0) } : nil
            let transform = macro.hasTransform ? bodies.popFirst().map { checker.check($0) } : nil
            if let predicate { checker.require(.bool, predicate, "the condition of \(name)()") }
            let comprehension = Comprehension(
                form: macro.form, range: iterated, variable: variables[0],
                second: variables.dropFirst().first, predicate: predicate, transform: transform)
            let type = checker.type(of: comprehension, elements: types[0])
            return checker.make(.comprehension(comprehension), type, at: range)
        }
    }

    /// The types of a macro's variables.
    private mutating func variableTypes(
        of range: CheckedExpression, count: Int, macro: String,
    ) -> [ValueType] {
        let type = substitution.resolve(range.openType)
        switch type.withoutNull {
        case .list(let element): return count == 1 ? [element] : [.int, element]
        case .map(let key, let value): return count == 1 ? [key] : [key, value]
        case .dyn, .unknown: break
        default:
            if checking == .strict {
                report(
                    .typeMismatch,
                    "\(macro)() goes through a list or a map, not \(describe(type))",
                    at: range.range)
            }
        }
        return Array(repeating: .dyn, count: count)
    }

    private mutating func type(of macro: Comprehension, elements: ValueType) -> ValueType {
        switch macro.form {
        case .all, .exists, .existsOne: return .bool
        case .filter: return .list(elements)
        case .map: return .list(macro.transform?.openType ?? .dyn)
        case .transformMap:
            return .map(key: elements, value: macro.transform?.openType ?? .dyn)
        case .transformMapEntry:
            guard let transform = macro.transform else { return .dyn }
            let key = substitution.makeVariable()
            let value = substitution.makeVariable()
            require(.map(key: key, value: value), transform, "the entry of transformMapEntry()")
            return .map(key: key, value: value)
        }
    }
}
