/// A table of aligned columns: the first to the left, all others to the right.
public struct TextTable: Sendable {
    private var rows: [[String]] = []

    /// A table without rows.
    public init() {}

    /// Adds a row.
    public mutating func add(_ cells: [String]) {
        rows.append(cells)
    }

    /// The rows, each on a line that starts with `indentation` spaces.
    public func text(indentation: Int) -> String {
        var widths: [Int] = []
        for row in rows {
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], Self.width(of: cell))
            }
        }
        let margin = String(repeating: " ", count: indentation)
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - Self.width(of: cell))
                return column == 0 ? cell + space : space + cell
            }
            let line = margin + cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
        }.joined()
    }

    /// How many columns of a terminal `text` takes: ideographs and full-width forms take two.
    public static func width(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
    }

    /// The main blocks of UAX #11 with East Asian Width W or F.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
            0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
