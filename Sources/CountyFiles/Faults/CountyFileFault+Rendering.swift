public import Governance
import RulesEngine

extension CountyFileFault {
    /// The longest excerpt shown, in characters; longer lines are cut around the caret.
    static let maximumExcerpt = 160

    /// The fault as text for a terminal: position, code, message, the file's line and a caret.
    public func rendered(in language: Language = .english) -> String {
        // A folder has no lines.
        let place = code == FaultCode.noFolder.rawValue ? position.file : "\(position)"
        let heading = "\(place): error[\(code)]: \(message.text(in: language))"
        guard let excerpt else { return heading }
        let shown = Self.window(of: excerpt, around: position.column - 1)
        let number = "\(position.line)"
        let margin = String(repeating: " ", count: number.count)
        let before = shown.text.prefix(shown.caret)
        let marked = shown.text.dropFirst(shown.caret).prefix(width)
        let tail = String(repeating: "~", count: max(0, TerminalWidth.of(marked) - 1))
        return """
            \(heading)
            \(number) | \(String(String.UnicodeScalarView(shown.text)))
            \(margin) | \(TerminalWidth.padding(for: before))^\(tail)
            """
    }

    /// The part of a line that is shown, and where the caret stands in it.
    private static func window(
        of line: String, around column: Int,
    ) -> (text: [Unicode.Scalar], caret: Int) {
        // A control character could do anything to a terminal.
        let scalars = line.unicodeScalars.map { scalar -> Unicode.Scalar in
            scalar.properties.generalCategory == .control && scalar != "\t" ? "\u{FFFD}" : scalar
        }
        let caret = min(max(0, column), scalars.count)
        guard scalars.count > maximumExcerpt else { return (scalars, caret) }
        let start = min(max(0, caret - maximumExcerpt / 2), scalars.count - maximumExcerpt)
        let end = start + maximumExcerpt
        let head: [Unicode.Scalar] = start > 0 ? ["…"] : []
        let foot: [Unicode.Scalar] = end < scalars.count ? ["…"] : []
        return (head + scalars[start..<end] + foot, caret - start + head.count)
    }
}

/// How wide text is in a terminal of fixed width.
enum TerminalWidth {
    /// White space as wide as `text`; tabs are repeated.
    static func padding(for text: some Sequence<Unicode.Scalar>) -> String {
        text.reduce(into: "") { padding, scalar in
            padding += scalar == "\t" ? "\t" : String(repeating: " ", count: columns(of: scalar))
        }
    }

    /// The columns that `text` takes.
    static func of(_ text: some Sequence<Unicode.Scalar>) -> Int {
        text.reduce(0) { $0 + columns(of: $1) }
    }

    /// The columns of a code point: wide blocks of Unicode's East Asian Width take two.
    private static func columns(of scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x0300...0x036F, 0x200B...0x200D, 0xFE00...0xFE0F: 0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3: 2
        case 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6: 2
        case 0x1F300...0x1FAFF, 0x20000...0x3FFFD: 2
        default: 1
        }
    }
}
