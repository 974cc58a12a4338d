/// The standard functions on strings.
enum StringFunctions {
    /// `matches` is declared here; what computes it depends on the host's ``RegexEngine``.
    static let functions: [FunctionDeclaration] =
        tests.keys.sorted().map(test)
        + [
            FunctionDeclaration(
                "matches",
                [
                    .init(.string, .string, returning: .bool),
                    .init(on: .string, .string, returning: .bool),
                ]
            ) { arguments, _ throws(EvaluationFailure) in
                throw EvaluationFailure.noMatchingOverload("matches", arguments)
            }
        ]

    /// The tests of a string against a part of it.
    static let tests: [String: @Sendable (_ text: String, _ part: String) -> Bool] = [
        "startsWith": { $0.starts(withCodePointsOf: $1) },
        "endsWith": { $0.ends(withCodePointsOf: $1) },
        "contains": { $0.contains(codePointsOf: $1) },
    ]

    private static func test(_ name: String) -> FunctionDeclaration {
        FunctionDeclaration(name, [.init(on: .string, .string, returning: .bool)]) {
            arguments, context throws(EvaluationFailure) in
            guard arguments.count == 2, case .string(let text) = arguments[0],
                case .string(let part) = arguments[1], let test = tests[name]
            else { throw EvaluationFailure.noMatchingOverload(name, arguments) }
            try context.charge(bytes: text.utf8.count + part.utf8.count)
            return .bool(test(text, part))
        }
    }
}
