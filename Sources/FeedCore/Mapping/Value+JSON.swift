import CEL
import Governance
import TextFormats

extension Value {
    /// The value that JSON spells; numbers without fraction are `int`, others `double`.
    init(_ json: JSON) {
        switch json {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .integer(let value): self = .int(value)
        case .number(let value): self = .double(value)
        case .string(let value): self = .string(value)
        case .array(let elements): self = .list(elements.map { Value($0) })
        case .object(let object):
            var map = MapValue()
            for member in object { map[member.key] = Value(member.value) }
            self = .map(map)
        }
    }

    /// The moment as a timestamp, or null.
    init(_ instant: Instant?) {
        guard let instant else {
            self = .null
            return
        }
        let microseconds = instant.microsecondsSinceEpoch
        var seconds = microseconds / 1_000_000
        var rest = microseconds % 1_000_000
        if rest < 0 { (seconds, rest) = (seconds - 1, rest + 1_000_000) }
        self =
            Timestamp(seconds: seconds, nanoseconds: Int32(rest * 1_000)).map(Value.timestamp)
            ?? .null
    }

    /// The value as JSON; nil for a value that JSON has no form for.
    var json: JSON? {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .int(let value): .integer(value)
        case .uint(let value): Int64(exactly: value).map(JSON.integer) ?? .number(Double(value))
        case .double(let value): value.isFinite ? .number(value) : nil
        case .string(let value): .string(value)
        case .timestamp(let value): .string("\(value)")
        case .list(let values): Self.array(values)
        case .map(let map): Self.object(map)
        case .bytes, .duration, .type, .optional, .record: nil
        }
    }

    private static func array(_ values: [Value]) -> JSON? {
        let elements = values.compactMap(\.json)
        return elements.count == values.count ? .array(elements) : nil
    }

    private static func object(_ map: MapValue) -> JSON? {
        var object = JSONObject()
        for entry in map.entries {
            guard case .string(let key) = entry.key, let value = entry.value.json else {
                return nil
            }
            object[key] = value
        }
        return .object(object)
    }
}

extension Timestamp {
    /// The moment, cut to whole microseconds.
    var instant: Instant {
        Instant(microsecondsSinceEpoch: seconds * 1_000_000 + Int64(nanoseconds) / 1_000)
    }
}
