/// The bounds of compilation and evaluation; what exceeds one is an error with a stable code.
public struct Limits: Hashable, Sendable {
    /// The longest source text, in UTF-8 bytes.
    public var maximumSourceBytes = 32_768

    /// The most nodes that an expression may have.
    public var maximumNodes = 10_000

    /// The deepest nesting of nodes; a chain such as `a + b + c` nests once per operator, while
    /// `a && b && c` is one node.
    public var maximumDepth = 128

    /// The most errors that one compilation reports.
    public var maximumErrors = 20

    /// The steps of all literal patterns together after which no more of them are compiled.
    public var maximumPatternSteps = 100_000

    /// The highest estimate of a program's cost that compilation accepts.
    ///
    /// See ``CostEstimate``. By default every estimate is accepted, since the budget of an
    /// evaluation bounds it anyway.
    public var maximumEstimatedCost = Int.max

    /// The size that the estimate assumes for a list, map, string or bytes that comes from outside.
    public var assumedSize = 1_000

    /// The standard limits.
    public init() {}
}
