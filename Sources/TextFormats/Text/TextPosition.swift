/// A place in a text: line and column, both from 1.
public struct TextPosition: Hashable, Sendable {
    /// The line, from 1; a line ends with LF, CR LF or a lone CR.
    public var line: Int
    /// The column, from 1, counted in Unicode code points.
    public var column: Int

    /// The start of a text, unless told otherwise.
    public init(line: Int = 1, column: Int = 1) {
        self.line = line
        self.column = column
    }
}

extension TextPosition: CustomStringConvertible {
    /// The position as `line:column`.
    public var description: String { "\(line):\(column)" }
}

extension TextPosition: Comparable {
    /// Orders by line, then by column.
    public static func < (left: TextPosition, right: TextPosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

extension TextPosition {
    /// The position of the byte at `offset`, found by reading from the start.
    ///
    /// - Complexity: O(`offset`); for errors only.
    init(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        self.init()
        var previous = UInt8(0)
        for byte in bytes[..<min(offset, bytes.count)] {
            switch byte {
            case ASCII.lineFeed where previous == ASCII.carriageReturn: break
            case ASCII.lineFeed, ASCII.carriageReturn:
                line += 1
                column = 1
            case 0x80...0xBF: break
            default: column += 1
            }
            previous = byte
        }
    }
}
