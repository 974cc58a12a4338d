extension CodeGenerator {
    /// A macro that gives a list or a map; those that give a `bool` are conditions.
    func comprehension(_ macro: Comprehension) -> Code {
        switch macro.form {
        case .all, .exists, .existsOne:
            guard let quantifier = quantifier(macro) else { break }
            return { context throws(EvaluationFailure) in .bool(try quantifier(&context)) }
        case .map, .filter: return listBuilder(macro)
        case .transformMap, .transformMapEntry: return mapBuilder(macro)
        }
        preconditionFailure("a macro of the form \(macro.form) has no condition")
    }

    /// `all`, `exists` and `exists_one`; nil for other macros.
    func quantifier(_ macro: Comprehension) -> Condition? {
        guard let predicate = macro.predicate.map({ condition(for: $0) }) else { return nil }
        let iteration = Iteration(macro, range: code(for: macro.range))
        switch macro.form {
        case .all, .exists:
            let deciding = macro.form == .exists
            return { context throws(EvaluationFailure) in
                var failure: EvaluationFailure?
                var isDecided = false
                try iteration.run(&context) { (context, _) throws(EvaluationFailure) in
                    do throws(EvaluationFailure) {
                        isDecided = try predicate(&context) == deciding
                    } catch {
                        guard error.isAbsorbable else { throw error }
                        failure = failure ?? error
                    }
                    return !isDecided
                }
                if isDecided { return deciding }
                if let failure { throw failure }
                return !deciding
            }
        case .existsOne:
            return { context throws(EvaluationFailure) in
                var count = 0
                try iteration.run(&context) { (context, _) throws(EvaluationFailure) in
                    if try predicate(&context) { count += 1 }
                    return true
                }
                return count == 1
            }
        case .map, .filter, .transformMap, .transformMapEntry: return nil
        }
    }

    private func listBuilder(_ macro: Comprehension) -> Code {
        let iteration = Iteration(macro, range: code(for: macro.range))
        let predicate = macro.predicate.map { condition(for: $0) }
        let transform = macro.transform.map { code(for: $0) }
        return { context throws(EvaluationFailure) in
            var values: [Value] = []
            try iteration.run(&context) { (context, element) throws(EvaluationFailure) in
                if let predicate, try !predicate(&context) { return true }
                try context.charge()
                values.append(try transform?(&context) ?? element)
                return true
            }
            return .list(values)
        }
    }

    private func mapBuilder(_ macro: Comprehension) -> Code {
        let range = macro.transform?.range ?? macro.range.range
        let iteration = Iteration(macro, range: code(for: macro.range))
        let predicate = macro.predicate.map { condition(for: $0) }
        let transform = macro.transform.map { code(for: $0) }
        let makesEntries = macro.form == .transformMapEntry
        return { context throws(EvaluationFailure) in
            var map = MapValue()
            try iteration.run(&context) { (context, key) throws(EvaluationFailure) in
                if let predicate, try !predicate(&context) { return true }
                guard let value = try transform?(&context) else { return true }
                do throws(EvaluationFailure) {
                    if makesEntries {
                        try map.insert(entriesOf: value, &context)
                    } else {
                        try context.charge()
                        try context.charge(key: key)
                        try map.insert(value, for: key)
                    }
                } catch {
                    throw error.placed(at: range)
                }
                return true
            }
            return .map(map)
        }
    }
}

extension MapValue {
    /// Inserts the entries of a value that must be a map.
    fileprivate mutating func insert(
        entriesOf value: Value, _ context: inout EvaluationContext,
    ) throws(EvaluationFailure) {
        guard case .map(let entries) = value else {
            throw EvaluationFailure.noMatchingOverload("transformMapEntry", [value])
        }
        try context.charge(entries.count)
        for entry in entries.entries {
            try context.charge(key: entry.key)
            try insert(entry.value, for: entry.key)
        }
    }
}
