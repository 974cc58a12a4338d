/// Fields of records, keys of maps and elements of lists at run time.
enum Selection {
    /// The value of `value.name`.
    static func select(
        _ name: String, of value: Value, _ range: Range<Int>,
    ) throws(EvaluationFailure) -> Value {
        switch value {
        case .record(let record):
            if let index = record.type.index(of: name) {
                if let field = record.values[index] { return field }
                throw EvaluationFailure(
                    .absentValue, "'\(record.type.name)' has no value for '\(name)'", at: range)
            }
            throw noSuchField(name, of: record.type.name, range)
        case .map(let map):
            if let field = map[name] { return field }
            throw noSuchKey(.string(name), range)
        case .optional(let wrapped):
            guard let wrapped else { return .optional(nil) }
            return try optionalSelect(name, of: wrapped, range)
        default: throw noSuchField(name, of: value.typeName.name, range)
        }
    }

    /// The value of `value.?name`.
    static func optionalSelect(
        _ name: String, of value: Value, _ range: Range<Int>,
    ) throws(EvaluationFailure) -> Value {
        switch value {
        case .record(let record):
            guard let index = record.type.index(of: name) else {
                throw noSuchField(name, of: record.type.name, range)
            }
            return .optional(record.values[index])
        case .map(let map): return .optional(map[name])
        case .optional(let wrapped):
            guard let wrapped else { return .optional(nil) }
            return try optionalSelect(name, of: wrapped, range)
        default: throw noSuchField(name, of: value.typeName.name, range)
        }
    }

    /// The value of `has(value.name)`.
    static func has(
        _ name: String, in value: Value, _ range: Range<Int>,
    ) throws(EvaluationFailure) -> Bool {
        switch value {
        case .record(let record):
            guard let index = record.type.index(of: name) else {
                throw noSuchField(name, of: record.type.name, range)
            }
            return record.values[index] != nil
        case .map(let map): return map[name] != nil
        case .optional(let wrapped):
            guard let wrapped else { return false }
            return try has(name, in: wrapped, range)
        default: throw noSuchField(name, of: value.typeName.name, range)
        }
    }

    /// The value of `container[key]`.
    static func element(
        at key: Value, of container: Value, _ range: Range<Int>,
    ) throws(EvaluationFailure) -> Value {
        switch container {
        case .list(let list):
            let position = try position(key, range)
            guard list.indices.contains(position) else {
                throw EvaluationFailure(
                    .indexOutOfRange,
                    "index \(position) is out of range of a list of \(list.count)", at: range)
            }
            return list[position]
        case .map(let map):
            if let value = map[key] { return value }
            throw noSuchKey(key, range)
        case .optional: return try optionalElement(at: key, of: container, range)
        default:
            throw EvaluationFailure.noMatchingOverload("_[_]", [container, key]).placed(at: range)
        }
    }

    /// The value of `container[?key]`.
    static func optionalElement(
        at key: Value, of container: Value, _ range: Range<Int>,
    ) throws(EvaluationFailure) -> Value {
        switch container {
        case .list(let list):
            let position = try position(key, range)
            return .optional(list.indices.contains(position) ? list[position] : nil)
        case .map(let map): return .optional(map[key])
        case .optional(nil): return .optional(nil)
        case .optional(let wrapped?): return try optionalElement(at: key, of: wrapped, range)
        default:
            throw EvaluationFailure.noMatchingOverload("_[?_]", [container, key]).placed(at: range)
        }
    }

    private static func position(
        _ key: Value, _ range: Range<Int>,
    ) throws(EvaluationFailure) -> Int {
        let position: Int? =
            switch key {
            case .int(let int): Int(exactly: int)
            case .uint(let uint): Int(exactly: uint)
            case .double(let double): double.exactInt64.map(Int.init)
            default: nil
            }
        if let position { return position }
        throw EvaluationFailure(
            .invalidArgument, "\(key.inspected) is not an index of a list", at: range)
    }

    private static func noSuchField(
        _ name: String, of type: String, _ range: Range<Int>,
    ) -> EvaluationFailure {
        EvaluationFailure(.noSuchField, "no such field: '\(name)' of \(type)", at: range)
    }

    private static func noSuchKey(_ key: Value, _ range: Range<Int>) -> EvaluationFailure {
        EvaluationFailure(.noSuchKey, "no such key: \(key.inspected)", at: range)
    }
}
