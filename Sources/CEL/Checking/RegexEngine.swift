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

        /// Makes an error.
        public init(_ message: String) {
            self.message = message
        }
    }

    /// Compiles a pattern; literal patterns are compiled once, with the expression.
    public let compile: @Sendable (_ pattern: String) throws(PatternError) -> Pattern

    /// Makes an engine.
    public init(
        compile: @escaping @Sendable (_ pattern: String) throws(PatternError) -> Pattern
    ) {
        self.compile = compile
    }
}
