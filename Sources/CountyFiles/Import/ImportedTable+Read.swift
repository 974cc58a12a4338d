import Governance
import RulesEngine
import TextFormats

extension ImportedTable {
    /// The largest table, in bytes.
    public static let maximumFileSize = 64 * 1_024 * 1_024

    /// Reads the table at `path` by `mapping`.
    ///
    /// - Throws: ``TableImportError`` if the file is no table or lacks a column that is needed; a
    ///   cell that is not understood is a ``Refusal`` and no error.
    public static func load(
        _ path: String, by mapping: TableMapping,
    ) throws(TableImportError) -> ImportedTable {
        do {
            let bytes = try BoundedFile.read(path, upTo: maximumFileSize)
            return try read(name: path, bytes: bytes, by: mapping)
        } catch let error as TableImportError {
            throw error
        } catch let failure as BoundedFile.Failure {
            throw TableImportError(failure, file: path)
        } catch {
            preconditionFailure("reading a table threw \(error), which is not its own")
        }
    }

    /// Reads a table of this name with these bytes by `mapping`.
    ///
    /// - Throws: ``TableImportError`` if the bytes are no table or lack a column that is needed.
    public static func read(
        name: String, bytes: [UInt8], by mapping: TableMapping,
    ) throws(TableImportError) -> ImportedTable {
        let sheet: Spreadsheet
        do {
            sheet = try Spreadsheet(name: name, bytes: bytes)
        } catch {
            throw TableImportError(faults: [error.fault(in: name)])
        }
        let header = try TableHeader(of: sheet, mapping)
        var importer = TableImporter(header: header, mapping: mapping)
        for row in sheet.rows[(header.row + 1)...] { importer.take(row) }
        return ImportedTable(rules: importer.rules, refusals: importer.refusals)
    }
}

/// Where a table's columns are.
struct TableHeader {
    /// How many rows, such as titles, may stand above the header.
    static let maximumRowsAbove = 20

    /// The position of the header among the rows.
    let row: Int
    /// The header's own names, by column.
    let names: [String]
    private let columns: [TableMapping.Column: Int]

    /// The first row that has every column that is needed.
    init(of sheet: Spreadsheet, _ mapping: TableMapping) throws(TableImportError) {
        var nearest: (row: Spreadsheet.Row, missing: [TableMapping.Column])?
        for (position, row) in sheet.rows.prefix(Self.maximumRowsAbove + 1).enumerated() {
            let columns = Self.columns(of: row, mapping)
            let missing = TableMapping.needed.filter { columns[$0] == nil }
            if missing.isEmpty {
                self.row = position
                self.columns = columns
                names = row.cells
                return
            }
            if nearest.map({ missing.count < $0.missing.count }) ?? true {
                nearest = (row, missing)
            }
        }
        throw TableImportError(faults: [Self.fault(sheet, mapping, nearest)])
    }

    /// The position of a column, nil if the table lacks it.
    subscript(column: TableMapping.Column) -> Int? { columns[column] }

    /// The name of a column in the table's own header.
    func name(of column: TableMapping.Column) -> String {
        columns[column].map { names[$0] } ?? column.rawValue
    }

    private static func columns(
        of row: Spreadsheet.Row, _ mapping: TableMapping,
    ) -> [TableMapping.Column: Int] {
        let keys = row.cells.map(\.headerKey)
        return mapping.names.compactMapValues { names in
            names.lazy.compactMap { keys.firstIndex(of: $0) }.first
        }
    }

    private static func fault(
        _ sheet: Spreadsheet, _ mapping: TableMapping,
        _ nearest: (row: Spreadsheet.Row, missing: [TableMapping.Column])?,
    ) -> CountyFileFault {
        guard let nearest else {
            return CountyFileFault(
                code: FaultCode.missingKey.rawValue,
                message: LocalizedText(chinese: "表格是空的", english: "the table is empty"),
                position: SourcePosition(file: sheet.name, line: 1, column: 1), excerpt: nil)
        }
        let english = nearest.missing.map {
            "'\($0.rawValue)' (\((mapping.names[$0] ?? []).joined(separator: ", ")))"
        }.joined(separator: ", ")
        let chinese = nearest.missing.map {
            (mapping.names[$0] ?? []).joined(separator: "、")
        }.joined(separator: "；")
        let place = nearest.row.place(of: 0)
        return CountyFileFault(
            code: FaultCode.missingKey.rawValue,
            message: LocalizedText(
                chinese: "表头缺少列：\(chinese)；如列名不同，请补入映射文件",
                english:
                    "the header lacks a column for \(english); if it has another name, add that to the mapping"
            ),
            position: place, excerpt: sheet.source.line(place.line))
    }
}

extension Spreadsheet.Failure {
    /// The fault for whoever saved the file.
    func fault(in file: String) -> CountyFileFault {
        let message =
            switch self {
            case .notText:
                LocalizedText(
                    chinese: "文件自此处起不是 UTF-8、UTF-16 或 GB18030 文本",
                    english: "the file is text in none of UTF-8, UTF-16 and GB 18030 from here on")
            case .tooManyRows(let limit):
                LocalizedText(
                    chinese: "表格超过 \(limit) 行", english: "the table has more than \(limit) rows")
            case .notTable(let error):
                LocalizedText(chinese: error.chineseMessage, english: error.message)
            }
        return CountyFileFault(
            code: code, message: message, position: position(in: file), excerpt: nil)
    }
}
