/// A text taken out of a file, which still knows where in the file each of its characters stands.
///
/// What a file writes may differ from what it means: lines are indented, folded and escaped. A text
/// is therefore kept as runs; within a run the text and the file agree character by character.
public struct SourceText: Hashable, Sendable {
    /// A stretch of the text that stands in the file as it is, on one line, or was made of what
    /// stands at one place.
    public struct Run: Hashable, Sendable {
        /// The offset of its first character in the text, in UTF-8 bytes.
        public let offset: Int
        /// The line in the file, from 1.
        public let line: Int
        /// The column of its first character in the file, from 1, in Unicode code points.
        public let column: Int
        /// How many code points of the file it was made of; nil if it stands there as it is.
        public let madeOf: Int?

        /// A run that begins here.
        public init(offset: Int, line: Int, column: Int, madeOf: Int? = nil) {
            self.offset = offset
            self.line = line
            self.column = column
            self.madeOf = madeOf
        }
    }

    /// The text.
    public let text: String
    /// The name of the file that it was taken from.
    public let file: String
    /// The runs by offset; the first begins at 0.
    public let runs: [Run]

    /// The text made of these runs; without any it begins at the first line and column.
    public init(text: String, file: String, runs: [Run]) {
        self.text = text
        self.file = file
        self.runs = runs.first?.offset == 0 ? runs : [Run(offset: 0, line: 1, column: 1)] + runs
    }

    /// A text that stands in the file as it is, on one line.
    public init(text: String, file: String, line: Int, column: Int) {
        self.init(text: text, file: file, runs: [Run(offset: 0, line: line, column: column)])
    }

    /// Where the text begins.
    public var start: SourcePosition { position(at: 0) }

    /// Where the character at `offset`, in UTF-8 bytes, stands in the file.
    ///
    /// Linear in the length of the run and the number of runs; it is meant for errors.
    public func position(at offset: Int) -> SourcePosition { place(of: offset..<offset).position }

    /// Where a part of the text, in UTF-8 bytes, stands in the file, and over how many code points
    /// it goes there.
    public func place(of range: Range<Int>) -> (position: SourcePosition, width: Int) {
        let run = runs.last { $0.offset <= max(0, range.lowerBound) } ?? runs[0]
        if let width = run.madeOf {
            return (SourcePosition(file: file, line: run.line, column: run.column), max(1, width))
        }
        let before = text.utf8.dropFirst(run.offset).prefix(max(0, range.lowerBound - run.offset))
        let part = text.utf8.dropFirst(range.lowerBound).prefix(range.count)
        let position = SourcePosition(
            file: file, line: run.line, column: run.column + Self.codePoints(before))
        return (position, max(1, Self.codePoints(part)))
    }

    private static func codePoints(_ bytes: Substring.UTF8View) -> Int {
        bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    }
}
