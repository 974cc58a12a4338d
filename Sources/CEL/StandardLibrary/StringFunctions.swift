/// The standard functions on strings.
enum StringFunctions {
    /// The declarations; a program computes them itself, the tests without making an array of
    /// arguments and `matches` with the host's ``RegexEngine``.
    static let functions: [FunctionDeclaration] =
        tests.keys.sorted().map {
            FunctionDeclaration($0, [.init(on: .string, .string, returning: .bool)])
        } + [
            FunctionDeclaration(
                "matches",
                [
                    .init(.string, .string, returning: .bool),
                    .init(on: .string, .string, returning: .bool),
                ])
        ]

    /// The tests of a string against a part of it.
    static let tests: [String: @Sendable (_ text: String, _ part: String) -> Bool] = [
        "startsWith": { $0.starts(withCodePointsOf: $1) },
        "endsWith": { $0.ends(withCodePointsOf: $1) },
        "contains": { $0.contains(codePointsOf: $1) },
    ]
}
