/// The shape of a record: a name and typed fields, each with a fixed index.
///
/// Values of the type are ``Record``; the checker turns `report.category` into the field's index,
/// so reading it at run time is an array access.
public final class RecordType: Sendable {
    /// A field of a record.
    public struct Field: Hashable, Sendable {
        /// The field's name.
        public let name: String

        /// The field's type.
        public let type: ValueType

        /// Makes a field.
        public init(_ name: String, _ type: ValueType) {
            self.name = name
            self.type = type
        }
    }

    /// The name of the type, such as `Report` or `county.Report`.
    public let name: String

    /// The fields, in the order of the values in ``Record``.
    public let fields: [Field]

    private let indices: [String: Int]

    /// Declares a record type; of two fields with one name the environment rejects the type.
    public init(_ name: String, fields: [Field]) {
        self.name = name
        self.fields = fields
        indices = Dictionary(
            zip(fields.map(\.name), fields.indices), uniquingKeysWith: { first, _ in first })
    }

    /// The index of a field, nil if there is none of that name.
    public func index(of field: String) -> Int? { indices[field] }
}

extension RecordType: Equatable {
    /// Whether two types have the same name and fields.
    public static func == (left: RecordType, right: RecordType) -> Bool {
        left === right || (left.name == right.name && left.fields == right.fields)
    }
}
