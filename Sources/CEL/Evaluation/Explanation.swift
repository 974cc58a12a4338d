/// Why an expression has the value that it has: the value, and the parts that decided it.
///
/// Of `a && b` that is false only the operand that is false is a part; of one that is true, both.
public struct Explanation: Sendable {
    /// What an expression came to.
    public enum Outcome: Equatable, Sendable {
        case value(Value)
        case failure(CELError)
    }

    /// The expression that is explained.
    public let expression: CheckedExpression

    /// What it came to.
    public let outcome: Outcome

    /// The direct parts that decided the outcome, but for literals.
    public let parts: [Explanation]

    /// The innermost condition that alone decided the outcome: of `a && (b || !c)` where `c` is
    /// true, the explanation of `b || !c`, since neither `b` nor `!c` decides alone.
    public var decisive: Explanation {
        switch expression.kind {
        case .logical, .unary(.not, _): parts.count == 1 ? parts[0].decisive : self
        case .conditional, .bind: parts.last?.decisive ?? self
        case .comprehension: parts.count == 2 ? parts[1].decisive : self
        default: self
        }
    }
}

extension Program {
    /// Evaluates the expression once more and tells which parts decided its value.
    ///
    /// The budget holds for each part that is evaluated; an explanation is for people, not for the
    /// loop that decides.
    public func explain(
        _ activation: Activation, budget: Int = standardBudget,
    ) -> Explanation {
        var explainer = Explainer(
            generator: CodeGenerator(environment: environment, patterns: patterns),
            source: source, budget: budget,
            context: context(for: activation, budget: budget))
        return explainer.explain(expression)
    }
}
