import RulesEngine

extension SourceText {
    /// The text of a scalar, aligned with the way it is written in the file.
    ///
    /// YAML indents, folds, quotes and escapes. The alignment walks over the value and the file
    /// side by side; should they ever disagree, every position is that of the scalar's start.
    init(_ text: String, _ style: YAMLNode.Style, at start: SourcePosition, in file: SourceFile) {
        var alignment = ScalarAlignment(file: file, start: start, style: style)
        let runs = alignment?.runs(of: text)
        let single = [Run(offset: 0, line: start.line, column: start.column)]
        self.init(text: text, file: start.file, runs: runs ?? single)
    }
}

/// Finds the places of a scalar's characters in the file.
private struct ScalarAlignment {
    private var cursor: ScalarCursor
    private let style: YAMLNode.Style

    init?(file: SourceFile, start: SourcePosition, style: YAMLNode.Style) {
        guard let cursor = file.scalars(from: start) else { return nil }
        self.cursor = cursor
        self.style = style
        switch style {
        case .plain: break
        case .singleQuoted, .doubleQuoted: self.cursor.advance()
        case .block: skipHeader()
        }
    }

    /// The runs of `text`, or nil if the file does not say it.
    mutating func runs(of text: String) -> [SourceText.Run]? {
        var runs: [SourceText.Run] = []
        var expected: (line: Int, column: Int)?
        var offset = 0
        for scalar in text.unicodeScalars {
            let isSpace = scalar.properties.isWhitespace
            if !isSpace { skipSpace() }
            let (line, column) = (cursor.line, cursor.column)
            if take(scalar) {
                if expected.map({ $0 != (line, column) }) ?? true {
                    runs.append(SourceText.Run(offset: offset, line: line, column: column))
                }
                expected = (line, column + 1)
            } else if !isSpace {
                return nil
            }
            offset += UTF8.width(scalar)
        }
        if let first = runs.first, first.offset > 0 {
            runs.insert(.init(offset: 0, line: first.line, column: first.column), at: 0)
        }
        return runs.isEmpty ? nil : runs
    }

    /// Moves over `scalar`, however it is written; false if something else stands here.
    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        switch (style, cursor.current) {
        case (.doubleQuoted, "\\"?):
            guard let (meaning, length) = escape(), meaning == scalar else { return false }
            for _ in 0..<length { cursor.advance() }
        case (.singleQuoted, "'"?):
            guard scalar == "'" else { return false }
            cursor.advance()
            cursor.advance()
        default:
            guard cursor.current == scalar else { return false }
            cursor.advance()
        }
        return true
    }

    /// Moves over indentation and folded line breaks.
    private mutating func skipSpace() {
        while let scalar = cursor.current {
            let isContinuation =
                style == .doubleQuoted && scalar == "\\"
                && cursor.rest.dropFirst().first.map(\.properties.isWhitespace) ?? false
            guard scalar.properties.isWhitespace || isContinuation else { return }
            cursor.advance()
        }
    }

    /// Moves from the sign of a block scalar to its first line.
    private mutating func skipHeader() {
        let line = cursor.line
        while cursor.current != nil, cursor.line == line { cursor.advance() }
    }

    /// What the escape under the cursor means, and how many characters it takes.
    private func escape() -> (Unicode.Scalar, Int)? {
        let sign = cursor.rest.dropFirst().first
        let digits =
            switch sign {
            case "x": 2
            case "u": 4
            case "U": 8
            default: 0
            }
        if digits > 0 {
            let text = String(cursor.rest.dropFirst(2).prefix(digits))
            return UInt32(text, radix: 16).flatMap(Unicode.Scalar.init).map { ($0, digits + 2) }
        }
        return sign.flatMap { Self.escapes[$0] }.map { ($0, 2) }
    }

    /// The escapes of one letter, YAML 1.1 §5.6.
    private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
        "0": "\u{0}", "a": "\u{7}", "b": "\u{8}", "t": "\t", "\t": "\t", "n": "\n",
        "v": "\u{B}", "f": "\u{C}", "r": "\r", "e": "\u{1B}", " ": " ", "\"": "\"", "/": "/",
        "\\": "\\", "N": "\u{85}", "_": "\u{A0}", "L": "\u{2028}", "P": "\u{2029}",
    ]
}
