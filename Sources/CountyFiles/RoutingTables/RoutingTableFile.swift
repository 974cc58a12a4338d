import CEL
import Governance
import RulesEngine

/// The rules of a decision table that stands in a CSV file: one row a rule, a column a fact.
struct RoutingTableFile {
    /// How the names of such files begin and end.
    static let (prefix, suffix) = ("routing.", ".csv")
    /// How many such files a folder may have.
    static let maximumFiles = 64

    /// Whether a file of this name is such a file.
    static func isName(_ name: String) -> Bool {
        name.hasPrefix(prefix) && name.hasSuffix(suffix) && !name.contains("/")
            && name.utf8.count > prefix.utf8.count + suffix.utf8.count - 1
    }

    private let table: RuleName?
    private let question: RoutingQuestion?
    private let feeds: [FeedFact]

    /// The table of this name that answers `question`, whose rules may read `feeds`.
    init(table: RuleName?, question: RoutingQuestion?, feeds: [FeedFact]) {
        self.table = table
        self.question = question
        self.feeds = feeds
    }

    /// The rules in the file of this name; what is wrong goes into `reading`.
    func rules(in name: String, _ reading: inout Reading) -> [RuleSource] {
        guard let (header, columns, rows) = table(in: name, &reading) else {
            // Which rules it has, nobody knows; cases that name them cannot be judged.
            reading.names.markUnreadable(.rule)
            return []
        }
        var rules: [RuleSource] = []
        for row in rows {
            if let rule = rule(row, columns, header, &reading) { rules.append(rule) }
        }
        return rules
    }

    private func table(
        in name: String, _ reading: inout Reading,
    ) -> (Spreadsheet.Row, TableColumns, ArraySlice<Spreadsheet.Row>)? {
        guard let file = reading.file(name) else { return nil }
        let sheet: Spreadsheet
        do {
            sheet = try Spreadsheet(name: name, bytes: Array(file.text.utf8))
        } catch {
            let fault = error.fault(in: name)
            reading.add(code: fault.code, message: fault.message, at: Place(fault.position))
            return nil
        }
        guard let header = sheet.rows.first else {
            reading.add(
                .missingKey, at: Place(SourcePosition(file: name, line: 1, column: 1)),
                "the table is empty; its first row names the columns", "表格为空；第一行应为列名")
            return nil
        }
        return TableColumns(header, feeds: feeds, &reading).map {
            (header, $0, sheet.rows.dropFirst())
        }
    }

    private func rule(
        _ row: Spreadsheet.Row, _ columns: TableColumns, _ header: Spreadsheet.Row,
        _ reading: inout Reading,
    ) -> RuleSource? {
        guard row.cells.count <= header.cells.count else {
            reading.add(
                .badValue, at: Place(row.place(of: header.cells.count)),
                "the row has more cells than the header", "此行的单元格比表头多")
            return nil
        }
        let id: RuleName? = reading.identifier(needed(.id, row, columns, &reading))
        if let id, let table, let column = columns[.id] {
            reading.define(
                .rule, RuleName.qualified(id.name, in: table.name),
                at: Place(row.place(of: column), width: id.name.utf8.count))
        }
        let condition = condition(row, columns, &reading)
        let outcome = reading.outcome(outcomeNode(row, columns, &reading), of: question)
        let chinese = reading.text(needed(.becauseChinese, row, columns, &reading))
        let english = reading.text(needed(.becauseEnglish, row, columns, &reading))
        guard let id, let condition, let outcome, let chinese, let english else { return nil }
        return RuleSource(
            id: id.name, condition: condition, outcome: outcome,
            because: LocalizedText(chinese: chinese, english: english),
            position: row.places[0])
    }

    /// A cell that every rule needs; nil after finding fault with an empty one.
    private func needed(
        _ use: TableColumns.Fixed, _ row: Spreadsheet.Row, _ columns: TableColumns,
        _ reading: inout Reading,
    ) -> YAMLNode? {
        guard let column = columns[use], row[column].isEmpty else { return node(use, row, columns) }
        reading.add(
            .missingKey, at: Place(row.place(of: column)),
            "the row has nothing in the column '\(use.rawValue)'", "此行的“\(use.rawValue)”列为空")
        return nil
    }

    /// The conditions of the row's cells, all of which must hold; `true` if all are open.
    private func condition(
        _ row: Spreadsheet.Row, _ columns: TableColumns, _ reading: inout Reading,
    ) -> SourceText? {
        var tests = Composition()
        var isSound = true
        for input in columns.inputs where !TableCell.isOpen(row[input.column]) {
            let cell = TableCell(fact: input.fact, kind: input.kind, text: row[input.column])
            do {
                tests.append(try cell.condition(), from: input.column, of: row, reading)
            } catch {
                reading.add(error, in: cell, at: row.place(of: input.column))
                isSound = false
            }
        }
        if let column = columns[.when], !row[column].isEmpty {
            isSound = appendWhen(column, of: row, to: &tests, &reading) && isSound
        }
        guard isSound else { return nil }
        guard !tests.text.isEmpty else {
            let place = row.places[0]
            return SourceText(
                text: "true", file: place.file, line: place.line, column: place.column)
        }
        return SourceText(text: tests.text, file: row.places[0].file, runs: tests.runs)
    }

    /// Adds the condition that a cell writes out; tells whether it is one.
    private func appendWhen(
        _ column: Int, of row: Spreadsheet.Row, to tests: inout Composition,
        _ reading: inout Reading,
    ) -> Bool {
        let cell = TableCell.Piece(verbatim: row[column])
        // Alone first: it might close the bracket that holds it together, and open another.
        var alone = Composition()
        alone.append([cell], from: column, of: row, reading)
        let text = SourceText(text: alone.text, file: row.places[0].file, runs: alone.runs)
        do throws(CompilationFailure) {
            try text.source.checkSyntax()
        } catch {
            reading.add(error, in: text)
            return false
        }
        // A note at the cell's end takes the rest of its line.
        let end = cell.text.contains("//") ? "\n)" : ")"
        tests.append([.init("("), cell, .init(end)], from: column, of: row, reading)
        return true
    }

    private func node(
        _ use: TableColumns.Fixed, _ row: Spreadsheet.Row, _ columns: TableColumns,
    ) -> YAMLNode? {
        columns[use].map { column in
            let text = row[column]
            // Quoted: a cell that says null means the word.
            return YAMLNode(
                content: .scalar(text, .doubleQuoted),
                place: Place(row.place(of: column), width: max(1, text.unicodeScalars.count)))
        }
    }

    /// What follows; the roles of a cell are separated by commas, 、 or spaces.
    private func outcomeNode(
        _ row: Spreadsheet.Row, _ columns: TableColumns, _ reading: inout Reading,
    ) -> YAMLNode? {
        let cell = needed(.then, row, columns, &reading)
        guard question == .roles, let cell, case .scalar(let text, let style) = cell.content
        else { return cell }
        let names = text.split { ",，、;；".contains($0) || $0.isWhitespace }
        return YAMLNode(
            content: .sequence(
                names.map { YAMLNode(content: .scalar(String($0), style), place: cell.place) }),
            place: cell.place)
    }
}

/// A condition made of the cells of a row, which still knows where each of its characters stands.
private struct Composition {
    private(set) var text = ""
    private(set) var runs: [SourceText.Run] = []

    /// Adds what a cell says, as one more test that must hold.
    mutating func append(
        _ pieces: [TableCell.Piece], from column: Int, of row: Spreadsheet.Row, _ reading: Reading,
    ) {
        if !text.isEmpty { text += " && " }
        let places = CellPlaces(row[column], at: row.place(of: column), in: reading)
        for piece in pieces {
            let origin = piece.origin ?? 0..<row[column].unicodeScalars.count
            append(
                0, at: places.place(of: origin.lowerBound),
                madeOf: piece.isVerbatim ? nil : origin.count)
            // A text that goes on elsewhere in the file begins a run of its own.
            for (offset, place) in places.breaks(in: piece) { append(offset, at: place) }
            text += piece.text
        }
    }

    private mutating func append(_ offset: Int, at place: SourcePosition, madeOf: Int? = nil) {
        runs.append(
            .init(
                offset: text.utf8.count + offset, line: place.line, column: place.column,
                madeOf: madeOf))
    }
}

extension Reading {
    /// Finds fault with a cell of a decision table.
    fileprivate mutating func add(
        _ failure: TableCell.Failure, in cell: TableCell, at position: SourcePosition,
    ) {
        let place = Place(position, width: max(1, cell.text.unicodeScalars.count))
        switch failure {
        case .notNumber(let text):
            add(
                .badValue, at: place,
                "'\(text)' is no test of a number, such as 22, >= 22 or 6..21",
                "“\(text)”不是数字条件，例如 22、>= 22 或 6..21")
        case .notFlag(let text):
            add(
                .badValue, at: place, "'\(text)' is neither true nor false; leave it empty for any",
                "“\(text)”既不是 true 也不是 false；不限请留空")
        case .emptyAlternative:
            add(
                .badValue, at: place, "something is missing beside '|'", "“|”旁边缺少内容")
        }
    }
}
