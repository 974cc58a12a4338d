/// Takes a CSV text apart as its bytes come in, in pieces of any size.
///
/// It reads RFC 4180 and what spreadsheets make of it: a byte order mark, lines that end with CR LF,
/// LF or CR, quoted fields with separators, line breaks and doubled quotes. A line without any byte
/// is no record. Everything else is refused, text that is not UTF-8 included. Memory is bounded by
/// one record.
///
/// ```swift
/// var parser = CSVParser()
/// while let chunk = try file.read() {
///     try parser.parse(chunk) { record in print(record.line, Array(record)) }
/// }
/// try parser.finish { record in print(record.line, Array(record)) }
/// ```
///
/// After an error, be it the caller's own, the parser must not be used again.
public struct CSVParser: Sendable {
    /// What the bytes so far lead to.
    enum State {
        /// Before the first byte of the text or within its byte order mark.
        case textStart(matched: Int)
        /// Before the first byte of a line.
        case recordStart
        /// Before the first byte of a field that is not the first.
        case fieldStart
        /// In a field without quotes.
        case plain
        /// Within the quotes of a field.
        case quoted
        /// After a quote within quotes, which closes them or is the first of two.
        case quoteInQuoted
    }

    /// How fields are separated.
    public let dialect: CSVDialect
    /// The bounds of what is taken.
    public let limits: CSVLimits

    var state = State.textStart(matched: 0)
    var record = CSVRecord()
    /// Where the next byte stands.
    var position = TextPosition()
    /// Where the field that is not ended yet started.
    var fieldStart = TextPosition()
    /// Whether the last byte was a CR, which a LF may complete.
    var isAfterCarriageReturn = false
    var isASCII = true

    /// A parser at the start of a text.
    public init(dialect: CSVDialect = .commas, limits: CSVLimits = .standard) {
        self.dialect = dialect
        self.limits = limits
    }

    /// Takes the next bytes of the text and calls `emit` with each record that they complete.
    ///
    /// - Throws: ``CSVError``, or what `emit` throws.
    public mutating func parse(
        _ chunk: [UInt8], emit: (CSVRecord) throws -> Void,
    ) throws {
        try chunk.withUnsafeBufferPointer { try parse($0, emit: emit) }
    }

    /// Takes the next bytes of the text and calls `emit` with each record that they complete.
    ///
    /// - Throws: ``CSVError``, or what `emit` throws.
    public mutating func parse(
        _ chunk: UnsafeRawBufferPointer, emit: (CSVRecord) throws -> Void,
    ) throws {
        try chunk.withMemoryRebound(to: UInt8.self) { try parse($0, emit: emit) }
    }

    /// Takes the end of the text and calls `emit` with the last record, if it had no line break.
    ///
    /// - Throws: ``CSVError``, or what `emit` throws.
    public mutating func finish(emit: (CSVRecord) throws -> Void) throws {
        switch state {
        case .textStart(matched: 0), .recordStart: break
        case .textStart: throw error(.invalidUTF8, at: position)
        case .quoted: throw error(.unclosedQuote, at: fieldStart)
        case .fieldStart, .plain, .quoteInQuoted:
            try endRecord(emit)
        }
    }

    /// All records of `text`, for texts that fit in memory.
    public static func records(
        in text: [UInt8], dialect: CSVDialect = .commas, limits: CSVLimits = .standard,
    ) throws(CSVError) -> [CSVRecord] {
        var records: [CSVRecord] = []
        var parser = CSVParser(dialect: dialect, limits: limits)
        do {
            try parser.parse(text) { records.append($0) }
            try parser.finish { records.append($0) }
        } catch let error as CSVError {
            throw error
        } catch {
            preconditionFailure("The parser threw \(error), which is not its own.")
        }
        return records
    }

    func error(_ code: CSVError.Code, at position: TextPosition) -> CSVError {
        CSVError(code, at: position, limits: limits)
    }
}
