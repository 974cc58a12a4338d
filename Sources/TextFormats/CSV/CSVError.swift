/// Why a text is not CSV that may come in, and where.
public struct CSVError: Error, Hashable, Sendable {
    /// What can be wrong with a CSV text; the raw value is what programs may rely on.
    public enum Code: String, CaseIterable, Sendable {
        /// A quote stands in a field that does not start with one.
        case strayQuote = "csv.stray_quote"
        /// Something follows the closing quote of a field.
        case textAfterQuote = "csv.text_after_quote"
        /// The text ends within quotes.
        case unclosedQuote = "csv.unclosed_quote"
        /// A record is not UTF-8.
        case invalidUTF8 = "csv.invalid_utf8"
        /// A field is longer than the limit.
        case fieldTooLong = "csv.field_too_long"
        /// A record is longer than the limit.
        case recordTooLong = "csv.record_too_long"
        /// A record has more fields than the limit.
        case tooManyFields = "csv.too_many_fields"
        /// A record has more or fewer fields than the header.
        case wrongFieldCount = "csv.wrong_field_count"
        /// The header has no column of a name that is needed.
        case missingColumn = "csv.missing_column"
        /// The header has two columns of the same name.
        case duplicateColumn = "csv.duplicate_column"
    }

    /// The stable code.
    public let code: Code
    /// What is wrong and what to do, in English.
    public let message: String
    /// What is wrong and what to do, in Simplified Chinese.
    public let chineseMessage: String
    /// Where it is wrong.
    public let position: TextPosition
}

extension CSVError: CustomStringConvertible {
    /// The error on one line: `line:column: message [code]`.
    public var description: String { "\(position): \(message) [\(code.rawValue)]" }
}

extension CSVError {
    /// The error that the parser meets at `position`.
    init(_ code: Code, at position: TextPosition, limits: CSVLimits) {
        self.code = code
        self.position = position
        (message, chineseMessage) =
            switch code {
            case .strayQuote:
                (
                    "A quote stands inside a field; put the whole field in quotes and double it.",
                    "字段中间出现引号；请将整个字段放入引号，并把其中的引号写成两个。"
                )
            case .textAfterQuote:
                (
                    "Text follows a closing quote; write a quote within quotes twice.",
                    "右引号之后还有内容；引号内的引号请写成两个。"
                )
            case .unclosedQuote:
                ("This quote is never closed.", "此处的引号没有结束。")
            case .invalidUTF8:
                (
                    "The text is not UTF-8; save it as \"CSV UTF-8\".",
                    "文本不是 UTF-8 编码；请另存为“CSV UTF-8”。"
                )
            case .fieldTooLong:
                (
                    "The field is longer than \(limits.fieldBytes) bytes.",
                    "字段超过 \(limits.fieldBytes) 字节。"
                )
            case .recordTooLong:
                (
                    "The record is longer than \(limits.recordBytes) bytes.",
                    "记录超过 \(limits.recordBytes) 字节。"
                )
            default:
                (
                    "The record has more than \(limits.fields) fields.",
                    "记录超过 \(limits.fields) 个字段。"
                )
            }
    }
}
