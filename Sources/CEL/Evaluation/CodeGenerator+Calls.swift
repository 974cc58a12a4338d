extension CodeGenerator {
    func call(
        _ name: String, _ arguments: [CheckedExpression], _ range: Range<Int>,
    ) -> Code {
        if arguments.count == 2, OptionalExtensions.alternatives.contains(name),
            environment.libraries.contains(.optionals)
        {
            return alternative(arguments, isWrapped: name == "or", range)
        }
        guard let implementation = implementation(of: name, arguments) else {
            preconditionFailure("the checker let a function through that nothing computes: \(name)")
        }
        let codes = ContiguousArray(arguments.map { code(for: $0) })
        return { context throws(EvaluationFailure) in
            try context.charge()
            var values: [Value] = []
            values.reserveCapacity(codes.count)
            for code in codes { values.append(try code(&context)) }
            do throws(EvaluationFailure) {
                return try implementation(values, &context)
            } catch {
                throw error.placed(at: range)
            }
        }
    }

    /// What computes a function; functions that need the host's help get it here.
    private func implementation(
        of name: String, _ arguments: [CheckedExpression],
    ) -> FunctionDeclaration.Implementation? {
        if name == "matches" { return matching(arguments) }
        if let accessor = TimeAccessors.accessors[name] {
            let zones = TimeZones(provider: environment.timeZones)
            return { arguments, _ throws(EvaluationFailure) in
                try TimeAccessors.read(accessor, named: name, arguments, in: zones)
            }
        }
        return environment.functions[name]?.implementation
    }

    private func matching(
        _ arguments: [CheckedExpression]
    ) -> FunctionDeclaration.Implementation? {
        guard let engine = environment.regexEngine else {
            let failure = EvaluationFailure(
                .unsupported, "'matches' needs regular expressions, which are not enabled")
            return { _, _ throws(EvaluationFailure) in throw failure }
        }
        if case .literal(.string(let pattern))? = arguments.last?.kind,
            let compiled = patterns.compiled(pattern)
        {
            return { arguments, context throws(EvaluationFailure) in
                guard case .string(let text) = arguments[0] else {
                    throw EvaluationFailure.noMatchingOverload("matches", arguments)
                }
                return .bool(try context.isFound(compiled, in: text))
            }
        }
        return { arguments, context throws(EvaluationFailure) in
            guard arguments.count == 2, case .string(let text) = arguments[0],
                case .string(let pattern) = arguments[1]
            else { throw EvaluationFailure.noMatchingOverload("matches", arguments) }
            let compiled = try context.compile(pattern, with: engine)
            return .bool(try context.isFound(compiled, in: text))
        }
    }

    /// `startsWith`, `endsWith` and `contains` without an array of arguments; nil for others.
    func stringTest(
        _ name: String, _ arguments: [CheckedExpression], _ range: Range<Int>,
    ) -> Condition? {
        guard arguments.count == 2, let test = StringFunctions.tests[name] else { return nil }
        let text = code(for: arguments[0])
        let part = code(for: arguments[1])
        return { context throws(EvaluationFailure) in
            let textValue = try text(&context)
            let partValue = try part(&context)
            guard case .string(let text) = textValue, case .string(let part) = partValue else {
                throw EvaluationFailure.noMatchingOverload(name, [textValue, partValue])
                    .placed(at: range)
            }
            try context.charge(1 + (text.utf8.count + part.utf8.count) >> 4)
            return test(text, part)
        }
    }
}

extension RegexEngine {
    /// What the smallest pattern takes; measured with RE2, about 5 µs.
    static let leastCost = 500

    /// Measured with RE2: from 0.2 µs for a letter to 0.8 µs for a class such as `\\pL`.
    private static let costPerStep = 32

    /// The steps of a program that an estimate assumes at most, as RE2 bounds them.
    static let greatestSize = 4_096

    /// What so many steps of compiling cost.
    static func cost(ofSteps steps: Int) -> Int {
        let (cost, overflow) = costPerStep.multipliedReportingOverflow(by: max(0, steps))
        return overflow ? .max : cost
    }
}

extension EvaluationContext {
    /// Compiles a pattern and charges for what that took, also where it is refused.
    fileprivate mutating func compile(
        _ text: String, with engine: RegexEngine,
    ) throws(EvaluationFailure) -> RegexEngine.Pattern {
        try charge(RegexEngine.leastCost)
        try charge(RegexEngine.cost(ofSteps: engine.readingSteps(text)))
        let result = Result { () throws(RegexEngine.PatternError) in try engine.compile(text) }
        switch result {
        case .success(let pattern):
            try charge(RegexEngine.cost(ofSteps: pattern.size))
            return pattern
        case .failure(let error):
            try charge(RegexEngine.cost(ofSteps: error.steps))
            throw EvaluationFailure(.invalidArgument, "invalid pattern: \(error.message)")
        }
    }

    /// Whether a text has a match, after charging for the worst case.
    fileprivate mutating func isFound(
        _ pattern: RegexEngine.Pattern, in text: String,
    ) throws(EvaluationFailure) -> Bool {
        try charge((1 + text.utf8.count >> 4) * (1 + pattern.size >> 6))
        return pattern.isFound(text)
    }
}
