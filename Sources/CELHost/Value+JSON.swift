public import CEL
import Foundation
public import TextFormats

extension Value {
    /// The value that JSON text stands for: whole numbers are `int`, other numbers `double`, arrays
    /// lists and objects maps.
    public init(_ json: JSON) {
        switch json {
        case .null: self = .null
        case .bool(let bool): self = .bool(bool)
        case .integer(let integer): self = .int(integer)
        case .number(let number): self = .double(number)
        case .string(let string): self = .string(string)
        case .array(let elements): self = .list(elements.map { Value($0) })
        case .object(let object):
            var map = MapValue()
            for member in object {
                // A name is a key, and no name stands twice in an object.
                try? map.insert(Value(member.value), for: .string(member.key))
            }
            self = .map(map)
        }
    }

    /// Why a value cannot be written.
    public struct TooLarge: Error, Equatable, Sendable {
        /// The sentence for people.
        public let message: String
    }

    /// The value as JSON; what JSON lacks is text: bytes in Base64, times by RFC 3339, durations in
    /// seconds, NaN and the infinities by name, a `uint` beyond the 64-bit integers in digits.
    ///
    /// - Throws: ``TooLarge`` for a value of more than 10,000 parts, 200 levels or 1 MiB of text; a
    ///   short expression can make one, since parts may be shared.
    public func json() throws(TooLarge) -> JSON {
        var writer = JSONWriting()
        return try writer.json(self)
    }
}

/// Writes one value.
private struct JSONWriting {
    private static let maximumParts = 10_000
    private static let maximumDepth = 200
    private static let maximumBytes = 1 << 20

    private var parts = 0
    private var bytes = 0
    private var depth = 0

    mutating func json(_ value: Value) throws(Value.TooLarge) -> JSON {
        parts += 1
        depth += 1
        defer { depth -= 1 }
        guard parts <= Self.maximumParts, depth <= Self.maximumDepth else {
            throw tooLarge
        }
        try add(bytesOf: value)
        switch value {
        case .null, .optional(nil): return .null
        case .bool(let bool): return .bool(bool)
        case .int(let int): return .integer(int)
        case .uint(let uint): return Int64(exactly: uint).map(JSON.integer) ?? .string("\(uint)")
        case .double(let double): return Self.json(double)
        case .string(let string): return .string(string)
        case .bytes(let bytes): return .string(Data(bytes).base64EncodedString())
        case .timestamp(let timestamp): return .string("\(timestamp)")
        case .duration(let duration): return .string("\(duration)")
        case .type(let type): return .string(type.name)
        case .optional(let wrapped?): return try json(wrapped)
        case .list(let elements):
            var written: [JSON] = []
            for element in elements { written.append(try json(element)) }
            return .array(written)
        case .map(let map): return try json(map)
        case .record(let record):
            var object = JSONObject()
            for (field, value) in zip(record.type.fields, record.values) {
                if let value { object[field.name] = try json(value) }
            }
            return .object(object)
        }
    }

    /// An object; where keys that differ have one text, as `1` and `"1"` have, a list of pairs.
    private mutating func json(_ map: MapValue) throws(Value.TooLarge) -> JSON {
        var members: [(name: String, key: Value, value: JSON)] = []
        for entry in map.entries {
            let name = if case .string(let name) = entry.key { name } else { entry.key.inspected }
            try add(bytes: name.utf8.count)
            members.append((name, entry.key, try json(entry.value)))
        }
        guard Set(members.map(\.name)).count == members.count else {
            var pairs: [JSON] = []
            for member in members { pairs.append(.array([try json(member.key), member.value])) }
            return .array(pairs)
        }
        return .object(JSONObject(distinct: members.map { ($0.name, $0.value) }))
    }

    /// Counts the text of a value; numbers and the like are bounded by the parts.
    private mutating func add(bytesOf value: Value) throws(Value.TooLarge) {
        switch value {
        case .string(let string): try add(bytes: string.utf8.count)
        case .bytes(let bytes): try add(bytes: bytes.count / 3 * 4)
        default: break
        }
    }

    private mutating func add(bytes count: Int) throws(Value.TooLarge) {
        bytes += count
        guard bytes <= Self.maximumBytes else { throw tooLarge }
    }

    private var tooLarge: Value.TooLarge {
        Value.TooLarge(
            message: "the value has more than \(Self.maximumParts) parts, \(Self.maximumDepth) "
                + "levels or \(Self.maximumBytes) bytes of text and is not shown")
    }

    private static func json(_ double: Double) -> JSON {
        if double.isNaN { return .string("NaN") }
        if double.isInfinite { return .string(double < 0 ? "-Infinity" : "Infinity") }
        return .number(double)
    }
}
