public import TextFormats

extension JSON {
    /// The value as bytes that are equal for equal contents, in whatever order members stand.
    public var canonicalBytes: [UInt8] {
        var writer = JSONWriter()
        sorted.write(to: &writer)
        return writer.bytes
    }

    private var sorted: JSON {
        switch self {
        case .null, .bool, .integer, .number, .string: return self
        case .array(let elements): return .array(elements.map(\.sorted))
        case .object(let object):
            var ordered = JSONObject()
            let members = object.sorted { left, right in
                left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
            }
            for member in members { ordered[member.key] = member.value.sorted }
            return .object(ordered)
        }
    }
}
