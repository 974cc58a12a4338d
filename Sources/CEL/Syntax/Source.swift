/// The text of one expression, its name, and where in a larger file it begins.
public struct Source: Hashable, Sendable {
    /// The expression.
    public let text: String

    /// The name shown in locations, such as the path of the file that holds the expression.
    public let name: String

    /// The line, from 1, on which the expression begins in that file.
    public let firstLine: Int

    /// The column, from 1, at which the expression begins on that line.
    public let firstColumn: Int

    let bytes: [UInt8]

    /// Makes a source; `firstLine` and `firstColumn` shift locations for an expression that is
    /// embedded in a file.
    public init(
        _ text: String, name: String = "expression", firstLine: Int = 1, firstColumn: Int = 1,
    ) {
        self.text = text
        self.name = name
        self.firstLine = firstLine
        self.firstColumn = firstColumn
        bytes = Array(text.utf8)
    }

    /// The location of a range of UTF-8 offsets.
    ///
    /// - Complexity: O(*n*) in the offset; it is meant for errors.
    public func location(of range: Range<Int>) -> SourceLocation {
        var line = firstLine
        var column = firstColumn
        for byte in bytes[..<min(range.lowerBound, bytes.count)] {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return SourceLocation(name: name, range: range, line: line, column: column)
    }

    /// The text between two UTF-8 offsets; offsets inside a character give a replacement character.
    public func text(in range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    /// The offsets of the line that holds an offset, without its line end.
    func line(containing offset: Int) -> Range<Int>? {
        guard offset <= bytes.count else { return nil }
        let newline = UInt8(ascii: "\n")
        let start = bytes[..<offset].lastIndex(of: newline).map { $0 + 1 } ?? 0
        var end = bytes[offset...].firstIndex(of: newline) ?? bytes.count
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<max(start, end)
    }
}

extension Source: ExpressibleByStringLiteral {
    /// Makes a source named "expression".
    public init(stringLiteral value: String) {
        self.init(value)
    }
}
