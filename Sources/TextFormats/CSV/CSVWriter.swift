/// Appends CSV records to a buffer of bytes (RFC 4180).
///
/// A field is quoted only if it must be. The writer guards nothing else: whether a spreadsheet takes
/// a text that starts with `=` for a formula is the caller's concern.
public struct CSVWriter: Sendable {
    /// What ends a record.
    public enum LineEnding: Sendable {
        /// LF.
        case lineFeed
        /// CR LF, as RFC 4180 asks.
        case carriageReturnLineFeed
    }

    /// How fields are separated.
    public let dialect: CSVDialect
    private let lineEnding: LineEnding
    /// What was written.
    public private(set) var bytes: [UInt8] = []

    /// A writer; with `byteOrderMark`, Excel knows the text for UTF-8.
    public init(
        dialect: CSVDialect = .commas, lineEnding: LineEnding = .carriageReturnLineFeed,
        byteOrderMark: Bool = false,
    ) {
        self.dialect = dialect
        self.lineEnding = lineEnding
        if byteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
    }

    /// Writes one record; no fields at all write nothing.
    public mutating func record(_ fields: some Sequence<String>) {
        let start = bytes.count
        var count = 0
        for field in fields {
            if count > 0 { bytes.append(dialect.separator) }
            append(field)
            count += 1
        }
        guard count > 0 else { return }
        // An empty line would be no record.
        if bytes.count == start { bytes += [ASCII.quote, ASCII.quote] }
        if lineEnding == .carriageReturnLineFeed { bytes.append(ASCII.carriageReturn) }
        bytes.append(ASCII.lineFeed)
    }

    /// Forgets what was written, so that a long text can be handed on in pieces.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    private mutating func append(_ field: String) {
        var field = field
        // A text that starts with a byte order mark of its own must not lose it.
        let isMark = bytes.isEmpty && field.unicodeScalars.first == "\u{FEFF}"
        field.withUTF8 { text in
            if isMark || text.contains(where: mustBeQuoted) {
                appendQuoted(text)
            } else {
                bytes.append(contentsOf: text)
            }
        }
    }

    private mutating func appendQuoted(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(ASCII.quote)
        for byte in text {
            if byte == ASCII.quote { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(ASCII.quote)
    }

    private func mustBeQuoted(_ byte: UInt8) -> Bool {
        byte == dialect.separator || byte == ASCII.quote || byte == ASCII.lineFeed
            || byte == ASCII.carriageReturn
    }
}
