/// The regular expressions behind the function `matches`, which a host brings along.
///
/// CEL's patterns are RE2's: they run in time linear in the text. An engine that is not linear
/// should bound its own work.
public struct RegexEngine: Sendable {
    /// A compiled pattern.
    public struct Pattern: Sendable {
        /// About how many steps one byte of text may take at worst.
        public let size: Int

        /// Whether a text has a match anywhere.
        public let isFound: @Sendable (_ text: String) -> Bool

        /// Makes a pattern.
        public init(size: Int, isFound: @escaping @Sendable (_ text: String) -> Bool) {
            self.size = size
            self.isFound = isFound
        }
    }

    /// Why a pattern cannot be compiled.
    public struct PatternError: Error, Equatable, Sendable {
        /// The reason for people.
        public let message: String

        /// How many steps were made of the program before it was refused.
        public let steps: Int

        /// Makes an error.
        public init(_ message: String, steps: Int = 0) {
            self.message = message
            self.steps = steps
        }
    }

    /// About how many steps it takes to read a pattern, as far as its text tells; the steps of its
    /// program come on top.
    public let readingSteps: @Sendable (_ pattern: String) -> Int

    /// Compiles a pattern; literal patterns are compiled once, with the expression.
    public let compile: @Sendable (_ pattern: String) throws(PatternError) -> Pattern

    /// Makes an engine; unless told otherwise, reading takes one step a byte.
    public init(
        readingSteps: @escaping @Sendable (_ pattern: String) -> Int = { $0.utf8.count },
        compile: @escaping @Sendable (_ pattern: String) throws(PatternError) -> Pattern,
    ) {
        self.readingSteps = readingSteps
        self.compile = compile
    }
}
