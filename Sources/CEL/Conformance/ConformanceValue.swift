/// Reads the tagged values of the conformance tests, such as `{"int": "-1"}`.
enum ConformanceValue {
    private static let tags: Set = [
        "null", "bool", "list", "map", "int", "uint", "double", "string", "bytes", "type",
        "timestamp", "duration",
    ]

    /// The value that a tagged datum stands for.
    static func read(_ datum: ConformanceDatum) throws(ConformanceCase.Refusal) -> Value {
        guard case .object(let members) = datum, members.count == 1,
            let (tag, content) = members.first
        else { throw .unreadable("a value has no single tag") }
        guard let value = try read(tag, content) else {
            let tag = tag.prefix(100)
            guard tags.contains(String(tag)) else {
                throw .unsupported("needs a value of the kind '\(tag)'")
            }
            throw .unreadable("what stands after '\(tag)' is no such value")
        }
        return value
    }

    private static func read(
        _ tag: String, _ content: ConformanceDatum,
    ) throws(ConformanceCase.Refusal) -> Value? {
        switch (tag, content) {
        case ("null", _): return .null
        case ("bool", .bool(let bool)): return .bool(bool)
        case ("list", .array(let elements)): return .list(try elements.map(read))
        case ("map", .array(let entries)): return .map(try map(entries))
        case (_, .string(let text)): return scalar(tag, text)
        default: return nil
        }
    }

    private static func scalar(_ tag: String, _ text: String) -> Value? {
        switch tag {
        case "int": Int64(text).map(Value.int)
        case "uint": UInt64(text).map(Value.uint)
        case "double": DoubleText.parse(text).map(Value.double)
        case "string": .string(text)
        case "bytes": Base64.decode(text).map(Value.bytes)
        case "type": .type(TypeName(text))
        case "timestamp": Timestamp(rfc3339: text).map(Value.timestamp)
        case "duration": Timespan(parsing: text).map(Value.duration)
        default: nil
        }
    }

    private static func map(
        _ entries: [ConformanceDatum]
    ) throws(ConformanceCase.Refusal) -> MapValue {
        var map = MapValue()
        for entry in entries {
            guard case .array(let pair) = entry, pair.count == 2 else {
                throw .unreadable("a map entry is not a pair")
            }
            let key = try read(pair[0])
            let value = try read(pair[1])
            do throws(EvaluationFailure) {
                try map.insert(value, for: key)
            } catch {
                throw .unreadable(error.message)
            }
        }
        return map
    }
}
