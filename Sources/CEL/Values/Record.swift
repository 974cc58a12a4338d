/// A value of a declared record type: its fields' values by index.
public final class Record: Sendable {
    /// The declared type.
    public let type: RecordType

    /// The values in the order of `type.fields`; nil where the record lacks the field.
    ///
    /// `has(record.field)` is false for a field that is nil, and reading it is an error.
    public let values: ContiguousArray<Value?>

    /// Makes a record.
    ///
    /// - Precondition: There is one element per field of the type.
    public init(_ type: RecordType, values: ContiguousArray<Value?>) {
        precondition(
            values.count == type.fields.count,
            "\(type.name) has \(type.fields.count) fields, but \(values.count) values were given")
        self.type = type
        self.values = values
    }

    /// Makes a record from values by name; fields that are not named are nil.
    ///
    /// - Throws: `cel.check.unknown_field` for a name that the type does not have.
    public convenience init(_ type: RecordType, _ values: [String: Value]) throws(CELError) {
        var fields = ContiguousArray<Value?>(repeating: nil, count: type.fields.count)
        for (name, value) in values {
            guard let index = type.index(of: name) else {
                let names = type.fields.map(\.name)
                throw CELError(
                    code: .unknownField,
                    message: Suggestion.noField(name, in: type.name, of: names))
            }
            fields[index] = value
        }
        self.init(type, values: fields)
    }

    /// The value of a field, nil if the record lacks it or the type has no such field.
    public subscript(name: String) -> Value? {
        type.index(of: name).flatMap { values[$0] }
    }
}

extension Record: Equatable {
    /// Whether two records have the same type and exactly equal values.
    public static func == (left: Record, right: Record) -> Bool {
        left === right || (left.type == right.type && left.values == right.values)
    }
}
