/// A JSON value (RFC 8259).
///
/// `1` and `1.0` are not equal, and neither are objects whose members stand in another order.
/// Strings compare as Swift's do, by canonical equivalence.
public enum JSON: Hashable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number written without fraction and exponent that fits in 64 bits.
    case integer(Int64)
    /// Any other number, as the nearest double.
    case number(Double)
    /// A text.
    case string(String)
    /// A list of values.
    case array([JSON])
    /// Values by name, in order.
    case object(JSONObject)
}

extension JSON {
    /// The text, or nil if this is not a string.
    public var stringValue: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// Whether it is true, or nil if this is not a boolean.
    public var boolValue: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The whole number, or nil if this is not a number or has a fraction; `1.0` is whole.
    public var integerValue: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let value): Self.wholeNumber(value)
        default: nil
        }
    }

    /// What `Int64(exactly:)` answers, without the functions of libm that it links.
    private static func wholeNumber(_ value: Double) -> Int64? {
        guard value >= -0x1p63, value < 0x1p63, Double(Int64(value)) == value else { return nil }
        return Int64(value)
    }

    /// The number as the nearest double, or nil if this is not a number.
    public var numberValue: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The list, or nil if this is not an array.
    public var arrayValue: [JSON]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// The object, or nil if this is not one.
    public var objectValue: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }

    /// Whether this is `null`.
    public var isNull: Bool { self == .null }

    /// The member `key`, or nil if this is not an object or has no such member.
    public subscript(key: String) -> JSON? {
        if case .object(let object) = self { object[key] } else { nil }
    }

    /// The element at `index`, or nil if this is not an array or is too short.
    public subscript(index: Int) -> JSON? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }
}
