/// A type as a value of the language: its name.
public struct TypeName: Hashable, Sendable {
    /// The name, such as `int`, `list` or `google.protobuf.Timestamp`.
    public let name: String

    /// Makes a type from its name.
    public init(_ name: String) {
        self.name = name
    }

    static let null = TypeName("null_type")
    static let bool = TypeName("bool")
    static let int = TypeName("int")
    static let uint = TypeName("uint")
    static let double = TypeName("double")
    static let string = TypeName("string")
    static let bytes = TypeName("bytes")
    static let list = TypeName("list")
    static let map = TypeName("map")
    static let timestamp = TypeName("google.protobuf.Timestamp")
    static let duration = TypeName("google.protobuf.Duration")
    static let type = TypeName("type")
    static let optional = TypeName("optional_type")

    /// The types that an expression may name.
    static let named: [String: TypeName] = Dictionary(
        uniqueKeysWithValues: [
            null, bool, int, uint, double, string, bytes, list, map, timestamp, duration, type,
            optional,
        ].map { ($0.name, $0) })
}
