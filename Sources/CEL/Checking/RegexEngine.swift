/// The regular expressions behind the function `matches`, which a host brings along.
///
/// CEL's patterns are RE2's: they run in time linear in the text. An engine that is not linear
/// should bound its own work.
public struct RegexEngine: Sendable {
    /// Whether a text has a match for a compiled pattern anywhere.
    public typealias Matcher = @Sendable (_ text: String) -> Bool

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
    public let compile: @Sendable (_ pattern: String) throws(PatternError) -> Matcher

    /// Makes an engine.
    public init(
        compile: @escaping @Sendable (_ pattern: String) throws(PatternError) -> Matcher
    ) {
        self.compile = compile
    }
}
