import RulesEngine
import TextFormats

/// A table as a spreadsheet program saved it: rows of cells, each with its place in the file.
///
/// Rows and columns without any text at the end are left out, as are rows without any text between
/// others; programs save them after somebody has once clicked there.
struct Spreadsheet {
    /// One row.
    struct Row {
        /// The cells' texts, without white space around them; at least one is not empty.
        let cells: [String]
        /// Where each cell begins.
        let places: [SourcePosition]

        /// The line on which the row begins, from 1; a cell with line breaks makes it longer.
        var line: Int { places[0].line }

        /// The text of a column; empty where the row is shorter.
        subscript(column: Int) -> String { cells.indices.contains(column) ? cells[column] : "" }

        /// Where a column's cell begins; where the row is shorter, where the row does.
        func place(of column: Int) -> SourcePosition {
            places.indices.contains(column) ? places[column] : places[0]
        }
    }

    /// Why a file is no table.
    enum Failure: Error, Hashable {
        case notText(TextEncoding.NotText)
        case tooManyRows(limit: Int)
        case notTable(CSVError)
    }

    /// How many rows a table may have.
    static let maximumRows = 200_000

    /// The name of the file.
    let name: String
    /// The rows in the order of the file.
    let rows: [Row]
    /// The text by lines, for excerpts.
    let source: SourceFile

    /// The table in a file of this name with these bytes.
    init(
        name: String, bytes: [UInt8], maximumRows: Int = Self.maximumRows,
    ) throws(Failure) {
        let text: [UInt8]
        do {
            text = try Self.withoutEndMark(TextEncoding.decode(bytes))
        } catch {
            throw .notText(error)
        }
        guard let source = SourceFile(name: name, bytes: text) else {
            throw .notText(.unknown)
        }
        self.name = name
        self.source = source
        let records: [CSVRecord]
        do {
            records = try CSVParser.records(in: text, dialect: Self.dialect(of: source))
        } catch {
            throw .notTable(error)
        }
        guard records.count <= maximumRows else { throw .tooManyRows(limit: maximumRows) }
        rows = records.compactMap { Self.row($0, in: name) }
    }

    /// The text without the mark that programs of DOS write behind it.
    private static func withoutEndMark(_ text: [UInt8]) -> [UInt8] {
        guard let last = text.lastIndex(where: { $0 != 0x0A && $0 != 0x0D }), text[last] == 0x1A
        else { return text }
        return Array(text[..<last])
    }

    private static func row(_ record: CSVRecord, in file: String) -> Row? {
        let cells = record.map(\.trimmed)
        guard let last = cells.lastIndex(where: { !$0.isEmpty }) else { return nil }
        return Row(
            cells: Array(cells[...last]),
            places: (0...last).map {
                let place = record.position(of: $0)
                return SourcePosition(file: file, line: place.line, column: place.column)
            })
    }

    /// How many lines may stand above the first one that has columns, such as a title.
    private static let maximumTitles = 10

    /// The separator of which there are most on the first line that has any outside of quotes.
    private static func dialect(of source: SourceFile) -> CSVDialect {
        for line in 1...maximumTitles {
            let bare = (source.line(line) ?? "").split(
                separator: "\"", omittingEmptySubsequences: false
            ).enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined()
            func count(_ separator: Character) -> Int { bare.count { $0 == separator } }
            let (commas, semicolons, tabs) = (count(","), count(";"), count("\t"))
            if tabs > max(commas, semicolons) { return .tabs }
            if semicolons > commas { return .semicolons }
            if commas > 0 { return .commas }
        }
        return .commas
    }
}

extension Spreadsheet.Failure {
    /// Where the file stops to be a table.
    func position(in file: String) -> SourcePosition {
        let (line, column) =
            switch self {
            case .notText(let place): (place.line, place.column)
            case .tooManyRows: (1, 1)
            case .notTable(let error): (error.position.line, error.position.column)
            }
        return SourcePosition(file: file, line: line, column: column)
    }

    /// The stable code.
    var code: String {
        switch self {
        case .notText: FaultCode.notUTF8.rawValue
        case .tooManyRows: FaultCode.tooMany.rawValue
        case .notTable(let error): error.code.rawValue
        }
    }
}

extension StringProtocol {
    /// The text without white space at its ends; the ideographic space counts as white space.
    var trimmed: String {
        let start = drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
