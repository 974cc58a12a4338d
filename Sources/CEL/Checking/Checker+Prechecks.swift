extension Checker {
    /// What can be known to fail before the evaluation: a bad pattern, an unknown time zone, or a
    /// function that needs what the host did not bring along.
    mutating func precheck(
        _ function: FunctionDeclaration, _ arguments: [CheckedExpression], isMethod: Bool,
    ) -> EvaluationFailure? {
        guard let last = arguments.last else { return nil }
        if function.name == "matches", arguments.count == 2 { return precheckPattern(last) }
        if TimeAccessors.names.contains(function.name), isMethod, arguments.count == 2 {
            return precheckZone(last)
        }
        return nil
    }

    private mutating func precheckPattern(_ pattern: CheckedExpression) -> EvaluationFailure? {
        guard let engine = environment.regexEngine else {
            return EvaluationFailure(
                .unsupported, "'matches' needs regular expressions, which are not enabled")
        }
        guard case .literal(.string(let text)) = pattern.kind else { return nil }
        switch patterns.compile(text, with: engine, within: environment.limits) {
        case .compiled: return nil
        case .refused(let error):
            return EvaluationFailure(
                .invalidPattern, "invalid pattern: \(error.message)", at: pattern.range)
        case .beyondLimits:
            reportPatternLimit(at: pattern.range)
            return nil
        }
    }

    /// Reports once that no more patterns are looked at.
    private mutating func reportPatternLimit(at range: Range<Int>) {
        guard !errors.contains(where: { $0.code == .patternsTooLarge }) else { return }
        let limits = environment.limits
        report(
            .patternsTooLarge,
            "this pattern and those behind it are not looked at: the patterns before take "
                + "\(limits.maximumPatternSteps) steps or more, or more than "
                + "\(limits.maximumErrors) of them are invalid; use fewer or smaller patterns",
            at: range)
    }

    private func precheckZone(_ zone: CheckedExpression) -> EvaluationFailure? {
        guard case .literal(.string(let name)) = zone.kind else { return nil }
        let zones = TimeZones(provider: environment.timeZones)
        guard zones.offset(of: name, at: 0) == nil else { return nil }
        let hint = environment.timeZones == nil ? "; named time zones are not enabled" : ""
        return EvaluationFailure(
            .invalidTimeZone, "unknown time zone '\(name)'\(hint)", at: zone.range)
    }
}
