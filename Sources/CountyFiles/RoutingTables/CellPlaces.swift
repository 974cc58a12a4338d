import RulesEngine

/// Where in a file each character of a cell's text stands, whatever quotes are around it.
struct CellPlaces {
    /// By character of the cell's text.
    private let places: [SourcePosition]
    private let start: SourcePosition

    /// The places of a cell that begins at `start`, its text without white space around it.
    init(_ text: String, at start: SourcePosition, in reading: Reading) {
        self.start = start
        var places: [SourcePosition] = []
        if var cursor = reading.file(start.file)?.scalars(from: start) {
            let isQuoted = cursor.current == "\""
            if isQuoted { cursor.advance() }
            for scalar in text.unicodeScalars {
                // White space before the text, the first of two quotes, or a break written otherwise.
                while let current = cursor.current, current != scalar { cursor.advance() }
                places.append(
                    SourcePosition(file: start.file, line: cursor.line, column: cursor.column))
                cursor.advance()
                if isQuoted, scalar == "\"", cursor.current == "\"" { cursor.advance() }
            }
        }
        self.places = places
    }

    /// Where the character with this number stands; at the end where the cell does.
    func place(of offset: Int) -> SourcePosition {
        places.indices.contains(offset) ? places[offset] : places.last ?? start
    }

    /// Where a piece of the cell goes on somewhere else: offsets in UTF-8 and places.
    func breaks(in piece: TableCell.Piece) -> [(offset: Int, place: SourcePosition)] {
        guard piece.isVerbatim else { return [] }
        var breaks: [(offset: Int, place: SourcePosition)] = []
        var bytes = 0
        for (index, scalar) in piece.text.unicodeScalars.enumerated() {
            let here = place(of: index)
            let former = place(of: index - 1)
            let goesOn = here.line == former.line && here.column == former.column + 1
            if index > 0, !goesOn { breaks.append((bytes, here)) }
            bytes += UTF8.width(scalar)
        }
        return breaks
    }
}
