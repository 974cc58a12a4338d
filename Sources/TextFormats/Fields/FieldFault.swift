/// One thing that is wrong with one field of a document that a person or program sent.
public struct FieldFault: Hashable, Sendable {
    /// The stable name of a kind of fault; a caller may add its own.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The code as programs see it.
        public let rawValue: String

        /// A code of the caller's own.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// A field that must be there is not, or is `null`.
        public static let missing = Code(rawValue: "field.missing")
        /// The value is of another JSON type.
        public static let wrongType = Code(rawValue: "field.wrong_type")
        /// There is no such field.
        public static let unknown = Code(rawValue: "field.unknown")
        /// The value is none of the values that the field may have.
        public static let unknownValue = Code(rawValue: "field.unknown_value")
        /// The text is not what the field holds, such as a date.
        public static let invalidValue = Code(rawValue: "field.invalid_value")
        /// The text is shorter than the field allows.
        public static let tooShort = Code(rawValue: "field.too_short")
        /// The text is longer than the field allows.
        public static let tooLong = Code(rawValue: "field.too_long")
        /// The array or object has more elements than the field allows.
        public static let tooMany = Code(rawValue: "field.too_many")
        /// The number is smaller or larger than the field allows.
        public static let outOfRange = Code(rawValue: "field.out_of_range")
    }

    /// The JSON Pointer of the field; empty for the document itself.
    public internal(set) var pointer: String
    /// What kind of fault it is.
    public let code: Code
    /// What is wrong and what would be right, in English.
    public let message: String
    /// What is wrong and what would be right, in Simplified Chinese.
    public let chineseMessage: String

    /// A fault of the field at `pointer`.
    public init(pointer: String, code: Code, message: String, chineseMessage: String) {
        self.pointer = pointer
        self.code = code
        self.message = message
        self.chineseMessage = chineseMessage
    }
}

extension FieldFault: CustomStringConvertible {
    /// The fault on one line: `pointer: message [code]`.
    public var description: String {
        "\(pointer.isEmpty ? "document" : pointer): \(message) [\(code.rawValue)]"
    }
}
