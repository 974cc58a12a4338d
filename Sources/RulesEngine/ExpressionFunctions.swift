public import CEL

/// What the rules' language needs from outside: regular expressions and named time zones.
public struct ExpressionFunctions: Sendable {
    let regexEngine: RegexEngine?
    let timeZones: TimeZoneProvider?

    /// What is brought along; without it `matches` and named time zones are errors when rules are
    /// compiled.
    public init(regexEngine: RegexEngine? = nil, timeZones: TimeZoneProvider? = nil) {
        self.regexEngine = regexEngine
        self.timeZones = timeZones
    }

    /// Only what the language has by itself.
    public static let builtIn = ExpressionFunctions()
}
