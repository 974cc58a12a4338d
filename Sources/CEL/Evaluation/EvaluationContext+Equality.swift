extension EvaluationContext {
    /// The language's equality: numbers of different types are equal where they mean the same,
    /// values of other different types are not equal.
    ///
    /// It charges for every element that it visits, since values may share parts and so be far
    /// larger than the memory that they take.
    mutating func areEqual(_ left: Value, _ right: Value) throws(EvaluationFailure) -> Bool {
        switch (left, right) {
        case (.string(let left), .string(let right)):
            try charge(bytes: min(left.utf8.count, right.utf8.count))
            return left.hasSameCodePoints(as: right)
        case (.null, .null): return true
        case (.bool(let left), .bool(let right)): return left == right
        case (.bytes(let left), .bytes(let right)):
            try charge(bytes: min(left.count, right.count))
            return left == right
        case (.type(let left), .type(let right)): return left == right
        case (.list(let left), .list(let right)):
            return try descend { (context) throws(EvaluationFailure) in
                try context.areEqual(left, right)
            }
        case (.map(let left), .map(let right)):
            return try descend { (context) throws(EvaluationFailure) in
                try context.areEqual(left, right)
            }
        case (.record(let left), .record(let right)):
            return try descend { (context) throws(EvaluationFailure) in
                try context.areEqual(left, right)
            }
        case (.optional(let left), .optional(let right)):
            guard let left, let right else { return left == nil && right == nil }
            try charge()
            return try descend { (context) throws(EvaluationFailure) in
                try context.areEqual(left, right)
            }
        default:
            return Ordering(of: left, right) == .equal
        }
    }

    private mutating func areEqual(
        _ left: [Value], _ right: [Value],
    ) throws(EvaluationFailure) -> Bool {
        guard left.count == right.count else { return false }
        for index in left.indices {
            try charge()
            guard try areEqual(left[index], right[index]) else { return false }
        }
        return true
    }

    private mutating func areEqual(
        _ left: MapValue, _ right: MapValue,
    ) throws(EvaluationFailure) -> Bool {
        guard left.count == right.count else { return false }
        for entry in left.entries {
            try charge()
            try charge(key: entry.key)
            guard let other = right[entry.key] else { return false }
            guard try areEqual(entry.value, other) else { return false }
        }
        return true
    }

    private mutating func areEqual(
        _ left: Record, _ right: Record,
    ) throws(EvaluationFailure) -> Bool {
        guard left !== right else { return true }
        guard left.type == right.type else { return false }
        for index in left.values.indices {
            try charge()
            guard let first = left.values[index], let second = right.values[index] else {
                guard left.values[index] == nil, right.values[index] == nil else { return false }
                continue
            }
            guard try areEqual(first, second) else { return false }
        }
        return true
    }

    /// The language's `in`.
    mutating func contains(
        _ collection: Value, _ element: Value,
    ) throws(EvaluationFailure) -> Bool {
        switch collection {
        case .list(let list):
            for candidate in list {
                try charge()
                if try areEqual(candidate, element) { return true }
            }
            return false
        case .map(let map):
            try charge(key: element)
            return map[element] != nil
        default: throw EvaluationFailure.noMatchingOverload("in", [element, collection])
        }
    }
}
