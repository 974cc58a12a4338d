import RulesEngine

/// The text of one file, by lines.
struct SourceFile: Sendable {
    /// The file's name within the folder.
    let name: String
    /// The text, without a byte order mark.
    let text: String
    private let lineStarts: [Int]

    /// The file with these bytes, or nil if they are not UTF-8.
    init?(name: String, bytes: [UInt8]) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        self.name = name
        self.text = text
        lineStarts = Self.lineStarts(of: Array(bytes))
    }

    /// The file with these bytes.
    ///
    /// - Throws: ``BoundedFile/Failure/notUTF8(_:)`` with the place of the first byte that is not.
    init(name: String, utf8 bytes: [UInt8]) throws(BoundedFile.Failure) {
        guard let file = SourceFile(name: name, bytes: bytes) else { throw .notUTF8(in: bytes) }
        self = file
    }

    /// The line with this number, from 1, without its line break.
    func line(_ number: Int) -> String? {
        guard lineStarts.indices.contains(number - 1) else { return nil }
        let end = number < lineStarts.count ? lineStarts[number] : text.utf8.count
        let start = text.utf8.index(text.startIndex, offsetBy: lineStarts[number - 1])
        let line = text[start..<text.utf8.index(text.startIndex, offsetBy: end)]
        return String(line.prefix { !$0.isNewline })
    }

    /// The code points from a place on, with their lines and columns.
    func scalars(from position: SourcePosition) -> ScalarCursor? {
        guard lineStarts.indices.contains(position.line - 1) else { return nil }
        let start = text.utf8.index(text.startIndex, offsetBy: lineStarts[position.line - 1])
        var cursor = ScalarCursor(rest: text.unicodeScalars[start...], line: position.line)
        for _ in 1..<max(1, position.column) { cursor.advance() }
        return cursor
    }

    /// The place of the character with this index.
    func position(of offset: Int) -> SourcePosition {
        let before = text.prefix(offset)
        var cursor = ScalarCursor(rest: text.unicodeScalars[...], line: 1)
        for _ in before.unicodeScalars { cursor.advance() }
        return SourcePosition(file: name, line: cursor.line, column: cursor.column)
    }

    /// Where lines begin; the breaks are those of YAML 1.1: CR, LF, NEL, LS and PS.
    private static func lineStarts(of bytes: [UInt8]) -> [Int] {
        var starts = [0]
        for (index, byte) in bytes.enumerated() {
            let isBreak =
                switch byte {
                case 0x0A: true
                case 0x0D: index + 1 == bytes.count || bytes[index + 1] != 0x0A
                case 0x85: index >= 1 && bytes[index - 1] == 0xC2
                case 0xA8, 0xA9:
                    index >= 2 && bytes[index - 1] == 0x80 && bytes[index - 2] == 0xE2
                default: false
                }
            if isBreak { starts.append(index + 1) }
        }
        return starts
    }
}

/// Walks over a text and keeps line and column.
struct ScalarCursor {
    /// What is left, beginning with the code point under the cursor.
    private(set) var rest: Substring.UnicodeScalarView
    /// The line, from 1.
    private(set) var line: Int
    /// The column, from 1.
    private(set) var column = 1

    init(rest: Substring.UnicodeScalarView, line: Int) {
        self.rest = rest
        self.line = line
    }

    /// The code point under the cursor, or nil at the end.
    var current: Unicode.Scalar? { rest.first }

    /// Moves on by one code point; CR and LF together are one break.
    mutating func advance() {
        guard let scalar = rest.popFirst() else { return }
        switch scalar {
        case "\r" where rest.first == "\n": column += 1
        case "\r", "\n", "\u{85}", "\u{2028}", "\u{2029}": (line, column) = (line + 1, 1)
        default: column += 1
        }
    }
}
