extension CELError {
    /// The longest part of a line that is shown, in code points.
    private static let maximumExcerpt = 120

    /// The error as text for a terminal: position, message, the source line and a caret line.
    ///
    /// Tabs are repeated and wide characters are padded twice, so that the caret stands under what
    /// it means in a terminal of fixed width. Of a long line the part around the caret is shown, and
    /// a replacement character for each control character, which could do anything to a terminal.
    public func rendered(in source: Source) -> String {
        let message = Self.harmless(message)
        guard let location else { return "error[\(code.rawValue)]: \(message)" }
        let heading = "\(Self.harmless("\(location)")): error[\(code.rawValue)]: \(message)"
        guard let line = source.line(containing: location.range.lowerBound) else { return heading }
        let number = "\(location.line)"
        let margin = String(repeating: " ", count: number.count)
        // The place may be behind the line's text, on a carriage return at the end of the source.
        let start = min(location.range.lowerBound, line.upperBound)
        let end = min(max(location.range.upperBound, start), line.upperBound)
        let excerpt = Self.excerpt(
            before: source.text(in: line.lowerBound..<start), marked: source.text(in: start..<end),
            after: source.text(in: end..<line.upperBound))
        let width = max(1, excerpt.marked.reduce(0) { $0 + Self.columns(of: $1) })
        let caret = "^" + String(repeating: "~", count: width - 1)
        return """
            \(heading)
            \(number) | \(String(String.UnicodeScalarView(excerpt.line)))
            \(margin) | \(Self.padding(for: excerpt.before))\(caret)
            """
    }

    /// The part of a line that is shown; `marked` is what is wrong and `before` what stands left of
    /// it.
    private static func excerpt(
        before: String, marked: String, after: String,
    ) -> (line: [Unicode.Scalar], before: [Unicode.Scalar], marked: [Unicode.Scalar]) {
        let parts = [before, marked, after].map { Array(harmless($0).unicodeScalars) }
        let line = parts.flatMap(\.self)
        let caret = parts[0].count
        let start = max(0, min(caret - maximumExcerpt / 2, line.count - maximumExcerpt))
        let end = min(line.count, start + maximumExcerpt)
        let head: [Unicode.Scalar] = start > 0 ? ["…"] : []
        let foot: [Unicode.Scalar] = end < line.count ? ["…"] : []
        return (
            head + line[start..<end] + foot, head + line[start..<caret],
            Array(line[caret..<min(end, caret + parts[1].count)])
        )
    }

    /// A text with a replacement character for each control character but the tab.
    private static func harmless(_ text: String) -> String {
        var harmless = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl = scalar.properties.generalCategory == .control && scalar != "\t"
            harmless.append(isControl ? "\u{FFFD}" : scalar)
        }
        return String(harmless)
    }

    /// White space that is as wide as `text` in a terminal.
    private static func padding(for text: [Unicode.Scalar]) -> String {
        text.reduce(into: "") { padding, scalar in
            padding += scalar == "\t" ? "\t" : String(repeating: " ", count: columns(of: scalar))
        }
    }

    /// How many terminal columns a code point takes: the wide blocks of Unicode's East Asian Width.
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
