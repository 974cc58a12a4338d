/// A place in one of a county's files.
public struct SourcePosition: Hashable, Sendable {
    /// The file's name within the county's folder.
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// The column, from 1, counted in Unicode code points.
    public let column: Int

    /// The place at this line and column.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }
}

extension SourcePosition: CustomStringConvertible {
    /// The place as `file:line:column`.
    public var description: String { "\(file):\(line):\(column)" }
}
