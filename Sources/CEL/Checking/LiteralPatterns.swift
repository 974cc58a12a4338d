/// The literal patterns of one expression, each of which is compiled once.
struct LiteralPatterns: Sendable {
    /// What became of a pattern.
    enum Outcome: Sendable {
        case compiled(RegexEngine.Pattern)
        case refused(RegexEngine.PatternError)
        /// It was not looked at, since the others before it took the bounds.
        case beyondLimits
    }

    /// By the bytes, since texts that Swift calls equal may be different patterns.
    private var outcomes: [[UInt8]: Outcome] = [:]
    private var steps = 0
    private var refusals = 0

    /// The program of a pattern that was looked at and accepted.
    func compiled(_ text: String) -> RegexEngine.Pattern? {
        if case .compiled(let pattern)? = outcomes[Array(text.utf8)] { pattern } else { nil }
    }

    /// Compiles a pattern, unless it was looked at before or the bounds are reached.
    mutating func compile(
        _ text: String, with engine: RegexEngine, within limits: Limits,
    ) -> Outcome {
        let key = Array(text.utf8)
        if let outcome = outcomes[key] { return outcome }
        steps += max(0, engine.readingSteps(text))
        guard steps < limits.maximumPatternSteps, refusals <= limits.maximumErrors else {
            return .beyondLimits
        }
        let outcome: Outcome
        do throws(RegexEngine.PatternError) {
            let pattern = try engine.compile(text)
            steps += max(0, pattern.size)
            outcome = .compiled(pattern)
        } catch {
            refusals += 1
            steps += max(0, error.steps)
            outcome = .refused(error)
        }
        outcomes[key] = outcome
        return outcome
    }
}
