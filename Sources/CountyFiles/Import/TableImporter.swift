import Governance

/// Takes the rows of a table one after the other and makes rules of them.
struct TableImporter {
    let header: TableHeader
    let mapping: TableMapping
    private(set) var rules: [ImportedTable.Rule] = []
    private(set) var refusals: [ImportedTable.Refusal] = []
    /// What the rows above said of cells that were merged: saved as text, only the first of them
    /// has the value.
    private var above: [TableMapping.Column: String] = [:]

    init(header: TableHeader, mapping: TableMapping) {
        self.header = header
        self.mapping = mapping
    }

    /// Takes the next row.
    mutating func take(_ row: Spreadsheet.Row) {
        // Printed tables repeat their header on each page.
        guard row.cells != header.names else { return }
        guard !isNote(row) else {
            // A note ends what is merged: beneath it, words are nobody's until they are said again.
            above = [:]
            return refuse(
                row, .major, text(.major, row).unbroken,
                "a note: no number of a main category and no sub-category")
        }
        let own: [TableMapping.Column] = [.major, .minor, .units, .opens, .closes]
        guard own.contains(where: { !text($0, row).isEmpty }) || header[.opens] == nil else {
            // Such as the sum at the end of a printed table.
            return refuse(row, .minor, "", "no main category, sub-category, unit or condition")
        }
        carryDown(row)
        let major = (above[.major] ?? "").unbroken
        let minor = (above[.minor] ?? "").unbroken
        let category = "\(major)/\(minor)"
        guard !major.isEmpty else { return refuse(row, .major, category, "no main category") }
        guard !minor.isEmpty else { return refuse(row, .minor, category, "no sub-category") }
        let units: [String]
        let supervisors: [String]
        do throws(UnitNames.Failure) {
            units = try mapping.unitNames.names(in: above[.units] ?? "")
        } catch {
            return refuse(row, .units, category, error.reason)
        }
        do throws(UnitNames.Failure) {
            supervisors = try mapping.unitNames.names(in: above[.supervisors] ?? "")
        } catch {
            return refuse(row, .supervisors, category, error.reason)
        }
        guard !units.isEmpty else { return refuse(row, .units, category, "no unit is named") }
        rules.append(
            ImportedTable.Rule(
                line: row.line, category: category, units: units,
                supervisors: supervisors,
                opens: text(.opens, row), closes: text(.closes, row),
                limit: limit(row, category)))
    }

    /// Whether the row has words in the column of main categories, and neither their number, where
    /// the table has numbers, nor a sub-category.
    private func isNote(_ row: Spreadsheet.Row) -> Bool {
        header[.majorCode] != nil && !text(.major, row).isEmpty
            && [.majorCode, .minorCode, .minor, .units].allSatisfy { text($0, row).isEmpty }
    }

    /// Notes what the row says of cells that may be merged with those above.
    ///
    /// A new main category forgets the sub-category, and a new sub-category the units: whom it goes
    /// to must never be taken over from another matter.
    private mutating func carryDown(_ row: Spreadsheet.Row) {
        if isNew([.majorCode, .major], in: row) {
            forget([.majorCode, .major, .minorCode, .minor, .units, .supervisors])
        }
        if isNew([.minorCode, .minor], in: row) {
            forget([.minorCode, .minor, .units, .supervisors])
        }
        for column in Self.merged where !text(column, row).isEmpty {
            above[column] = text(column, row)
        }
    }

    /// The columns whose cells may be merged over several rows.
    private static let merged: [TableMapping.Column] = [
        .majorCode, .major, .minorCode, .minor, .units, .supervisors,
    ]

    private func isNew(_ columns: [TableMapping.Column], in row: Spreadsheet.Row) -> Bool {
        columns.contains { !text($0, row).isEmpty && text($0, row) != above[$0] }
    }

    private mutating func forget(_ columns: [TableMapping.Column]) {
        for column in columns { above[column] = nil }
    }

    private mutating func limit(
        _ row: Spreadsheet.Row, _ category: String,
    ) -> ImportedTable.Limit? {
        let text = text(.limit, row)
        do {
            let limit = try LimitText(words: mapping.limitWords).limit(in: text)
            return ImportedTable.Limit(line: row.line, text: text, limit: limit)
        } catch {
            refuse(row, .limit, category, error.reason)
            return nil
        }
    }

    private mutating func refuse(
        _ row: Spreadsheet.Row, _ column: TableMapping.Column, _ category: String, _ why: String,
    ) {
        refusals.append(
            ImportedTable.Refusal(
                line: row.line, column: header.name(of: column), category: category,
                text: text(column, row), why: why))
    }

    private func text(_ column: TableMapping.Column, _ row: Spreadsheet.Row) -> String {
        header[column].map { row[$0] } ?? ""
    }
}

extension LimitText.Refusal {
    /// The refusal for whoever can mend the table or the mapping.
    var reason: String {
        switch self {
        case .empty: "no limit is given"
        case .tooLong: "longer than \(LimitText.maximumLength) characters"
        case .noAmount: "no amount: a limit needs a number and a unit"
        case .noUnit: "no unit of time"
        case .notPositive: "a limit must be longer than nothing"
        case .tooLarge: "larger than \(Int(WorkingDuration.maximumAmount))"
        case .severalAmounts: "more than one amount: which of them holds is not stated"
        case .malformedNumber(let number): "'\(number)' is no number"
        case .unknownWord(let word, let suggestion):
            "'\(word)' is no word that the mapping knows"
                + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
        }
    }
}

extension String {
    /// The text on one line: a line break within Chinese text stands for nothing, another for a
    /// space.
    var unbroken: String {
        let lines = split(whereSeparator: \.isNewline).map(\.trimmed).filter { !$0.isEmpty }
        return lines.reduce("") { text, line in
            guard let last = text.last, let next = line.first else { return line }
            let needsSpace = last.isASCII && next.isASCII
            return text + (needsSpace ? " " : "") + line
        }
    }
}
