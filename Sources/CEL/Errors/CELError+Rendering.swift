extension CELError {
    /// The error as text for a terminal: position, message, the source line and a caret line.
    ///
    /// Tabs are repeated and wide characters are padded twice, so that the caret stands under what
    /// it means in a terminal of fixed width.
    public func rendered(in source: Source) -> String {
        guard let location else { return "error[\(code.rawValue)]: \(message)" }
        let heading = "\(location): error[\(code.rawValue)]: \(message)"
        guard let line = source.line(containing: location.range.lowerBound) else { return heading }
        let number = "\(location.line)"
        let margin = String(repeating: " ", count: number.count)
        // The place may be behind the line's text, on a carriage return at the end of the source.
        let start = min(location.range.lowerBound, line.upperBound)
        let end = min(max(location.range.upperBound, start), line.upperBound)
        let before = source.text(in: line.lowerBound..<start)
        let marked = source.text(in: start..<end)
        let width = max(1, marked.unicodeScalars.reduce(0) { $0 + Self.columns(of: $1) })
        let caret = "^" + String(repeating: "~", count: width - 1)
        return """
            \(heading)
            \(number) | \(source.text(in: line))
            \(margin) | \(Self.padding(for: before))\(caret)
            """
    }

    /// White space that is as wide as `text` in a terminal.
    private static func padding(for text: String) -> String {
        var padding = ""
        for scalar in text.unicodeScalars {
            padding += scalar == "\t" ? "\t" : String(repeating: " ", count: columns(of: scalar))
        }
        return padding
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
