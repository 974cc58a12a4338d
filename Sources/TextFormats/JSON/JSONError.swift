/// Why a text is not a JSON document that may come in, and where.
public struct JSONError: Error, Hashable, Sendable {
    /// The stable code; its raw value is what programs may rely on.
    public let code: Code
    /// What is wrong and what to do, in English.
    public let message: String
    /// What is wrong and what to do, in Simplified Chinese.
    public let chineseMessage: String
    /// The offset of the byte at which it went wrong, from 0.
    public let offset: Int
    /// The line and column of that byte.
    public let position: TextPosition
    /// The JSON Pointer of the value in which it went wrong; empty for the document itself.
    public let pointer: String
}

extension JSONError: CustomStringConvertible {
    /// The error on one line: `line:column: message [code at pointer]`.
    public var description: String {
        let place = pointer.isEmpty ? "" : " at \(pointer)"
        return "\(position): \(message) [\(code.rawValue)\(place)]"
    }
}

extension JSONError {
    /// What can be wrong with a JSON text.
    public enum Code: String, CaseIterable, Sendable {
        /// The document is longer than the limit.
        case documentTooLarge = "json.document_too_large"
        /// Arrays and objects are nested deeper than the limit.
        case tooDeep = "json.too_deep"
        /// There are more values than the limit.
        case tooManyValues = "json.too_many_values"
        /// A string or name is longer than the limit.
        case stringTooLong = "json.string_too_long"
        /// The text ends before the document does.
        case unexpectedEnd = "json.unexpected_end"
        /// The text starts with a byte order mark.
        case byteOrderMark = "json.byte_order_mark"
        /// Something else stands where a value must stand.
        case expectedValue = "json.expected_value"
        /// Something else stands where the name of a member must stand.
        case expectedName = "json.expected_name"
        /// A name is not followed by a colon.
        case expectedColon = "json.expected_colon"
        /// A member or element is followed neither by a comma nor by the closing bracket.
        case expectedComma = "json.expected_comma"
        /// A comma stands before a closing bracket.
        case trailingComma = "json.trailing_comma"
        /// Something follows the document.
        case trailingText = "json.trailing_text"
        /// An object has two members of the same name.
        case duplicateKey = "json.duplicate_key"
        /// A string holds a control character that must be escaped.
        case controlCharacter = "json.control_character"
        /// A backslash is followed by something that JSON does not know.
        case invalidEscape = "json.invalid_escape"
        /// Half of a surrogate pair stands alone.
        case loneSurrogate = "json.lone_surrogate"
        /// A string is not UTF-8.
        case invalidUTF8 = "json.invalid_utf8"
        /// A number is not written as JSON writes numbers.
        case invalidNumber = "json.invalid_number"
        /// A number is too large for a double.
        case numberOverflow = "json.number_overflow"
    }
}
