/// A value of the language.
///
/// `==` is exact, as tests want it: `Value.int(1) != Value.uint(1)`, and NaN equals itself. The
/// language's own equality, where `1 == 1u` and `NaN != NaN`, is what expressions evaluate.
public enum Value: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    /// Code points, never normalized.
    case string(String)
    case bytes([UInt8])
    case list([Value])
    case map(MapValue)
    case timestamp(Timestamp)
    case duration(Timespan)
    /// A type as a value, such as `int`.
    case type(TypeName)
    /// CEL's `optional_type`.
    indirect case optional(Value?)
    case record(Record)
}

extension Value {
    /// The type of the value, as the function `type` gives it.
    public var typeName: TypeName {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        case .list: .list
        case .map: .map
        case .timestamp: .timestamp
        case .duration: .duration
        case .type: .type
        case .optional: .optional
        case .record(let record): TypeName(record.type.name)
        }
    }
}

extension Value: Equatable {
    /// Whether two values are of the same type and exactly equal.
    public static func == (left: Value, right: Value) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.int(let left), .int(let right)): left == right
        case (.uint(let left), .uint(let right)): left == right
        case (.double(let left), .double(let right)): left == right || (left.isNaN && right.isNaN)
        case (.string(let left), .string(let right)): left.hasSameCodePoints(as: right)
        case (.bytes(let left), .bytes(let right)): left == right
        case (.list(let left), .list(let right)): left == right
        case (.map(let left), .map(let right)): left == right
        case (.timestamp(let left), .timestamp(let right)): left == right
        case (.duration(let left), .duration(let right)): left == right
        case (.type(let left), .type(let right)): left == right
        case (.optional(let left), .optional(let right)): left == right
        case (.record(let left), .record(let right)): left == right
        default: false
        }
    }
}
