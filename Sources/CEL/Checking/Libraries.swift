/// The extension libraries of an environment; the standard library is always there.
public struct Libraries: OptionSet, Hashable, Sendable {
    /// The bit set of the libraries.
    public let rawValue: Int

    /// Makes a set from its bits.
    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// The macros `has`, `all`, `exists`, `exists_one`, `map` and `filter`.
    public static let macros = Libraries(rawValue: 1 << 0)

    /// `charAt`, `format`, `indexOf`, `join`, `replace`, `split`, `substring` and others on strings.
    public static let strings = Libraries(rawValue: 1 << 1)

    /// `math.greatest`, `math.abs`, `math.bitAnd` and others.
    public static let math = Libraries(rawValue: 1 << 2)

    /// `base64.encode` and `base64.decode`.
    public static let encoders = Libraries(rawValue: 1 << 3)

    /// The macro `cel.bind`.
    public static let bindings = Libraries(rawValue: 1 << 4)

    /// `optional.of`, `a.?b`, `a[?b]`, `[?a]`, `{?a: b}`, `optMap` and others.
    public static let optionals = Libraries(rawValue: 1 << 5)

    /// The macros with two variables: `all`, `exists`, `existsOne`, `transformList`,
    /// `transformMap` and `transformMapEntry`.
    public static let twoVariableComprehensions = Libraries(rawValue: 1 << 6)

    /// The macro `cel.block` and the numbered variables that go with it.
    public static let blocks = Libraries(rawValue: 1 << 7)

    /// Every library.
    public static let all: Libraries = [
        .macros, .strings, .math, .encoders, .bindings, .optionals, .twoVariableComprehensions,
        .blocks,
    ]

    /// The functions of the libraries in the set.
    var functions: [FunctionDeclaration] {
        var functions: [FunctionDeclaration] = []
        if contains(.strings) { functions += StringExtensions.functions }
        if contains(.math) { functions += MathExtensions.functions }
        if contains(.encoders) { functions += EncoderExtensions.functions }
        if contains(.optionals) { functions += OptionalExtensions.functions }
        return functions
    }
}
