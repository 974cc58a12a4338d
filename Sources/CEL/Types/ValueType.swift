/// A type as the checker knows it.
///
/// It is finer than the type that a value has at run time: lists and maps have element types.
public indirect enum ValueType: Hashable, Sendable {
    case null
    case bool
    case int
    case uint
    case double
    case string
    case bytes
    case timestamp
    case duration
    case list(ValueType)
    case map(key: ValueType, value: ValueType)
    /// CEL's `optional_type`: a value that may be missing.
    case optional(ValueType)
    /// A type as a value, such as `int` or `type(x)`.
    case type
    /// A record declared in the environment, by its name.
    case record(String)
    /// A value of the type, or `null` (a wrapper type in the specification).
    case nullable(ValueType)
    /// Any type; agreement is decided at run time.
    case dyn
    /// A type variable of a signature, such as `A` in `list(A)`.
    case parameter(String)
    /// A type variable of the checker, not yet known; never in the result of a compilation.
    case unknown(Int)
}

extension ValueType: CustomStringConvertible {
    /// The type as the specification writes it, such as `map(string, int)`.
    public var description: String {
        switch self {
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .timestamp: "google.protobuf.Timestamp"
        case .duration: "google.protobuf.Duration"
        case .list(let element): "list(\(element))"
        case .map(let key, let value): "map(\(key), \(value))"
        case .optional(let wrapped): "optional_type(\(wrapped))"
        case .type: "type"
        case .record(let name): name
        case .nullable(let wrapped): "wrapper(\(wrapped))"
        case .dyn: "dyn"
        case .parameter(let name): name
        case .unknown(let number): "_\(number)"
        }
    }
}
