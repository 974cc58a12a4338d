/// Where something stands in a source text.
public struct SourceLocation: Hashable, Sendable {
    /// The name of the source, such as a file's path.
    public let name: String

    /// The UTF-8 offsets that the thing takes in the source text, from 0.
    public let range: Range<Int>

    /// The line of its first character, from 1.
    public let line: Int

    /// The column of its first character, from 1, counted in Unicode code points.
    public let column: Int

    /// Makes a location.
    public init(name: String, range: Range<Int>, line: Int, column: Int) {
        self.name = name
        self.range = range
        self.line = line
        self.column = column
    }
}

extension SourceLocation: CustomStringConvertible {
    /// The location as `name:line:column`.
    public var description: String { "\(name):\(line):\(column)" }
}
