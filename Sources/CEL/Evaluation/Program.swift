/// A compiled expression, ready to be evaluated any number of times from any thread.
///
/// Names are resolved to slots and field indices; the program is a tree of closures, each of which
/// knows its parts, so an evaluation looks nothing up by name.
public struct Program: Sendable {
    /// The budget of an evaluation that names none.
    public static let standardBudget = 1_000_000

    /// The source text.
    public let source: Source

    /// The checked tree.
    public let expression: CheckedExpression

    /// The cost that the compiler expects of an evaluation.
    public let estimate: CostEstimate

    /// The paths that the expression may read; see ``CheckedExpression/readPaths``.
    public let readPaths: [String]

    let localCount: Int
    let patterns: LiteralPatterns
    let environment: Environment
    private let code: Code
    private let condition: Condition

    init(
        source: Source, expression: CheckedExpression, localCount: Int,
        patterns: LiteralPatterns, estimate: CostEstimate, environment: Environment,
    ) {
        self.source = source
        self.expression = expression
        self.localCount = localCount
        self.patterns = patterns
        self.estimate = estimate
        self.environment = environment
        readPaths = expression.readPaths
        let generator = CodeGenerator(environment: environment, patterns: patterns)
        code = generator.code(for: expression)
        condition = generator.condition(for: expression)
    }

    /// The type of the value.
    public var resultType: ValueType { expression.type }

    /// Computes the value of the expression.
    ///
    /// A list or map that the expression makes may hold one part many times over. The budget bounds
    /// what the evaluation does with it, not what the caller does who walks through it.
    ///
    /// - Throws: An error whose code begins with `cel.evaluate.`.
    public func evaluate(
        _ activation: Activation, budget: Int = standardBudget,
    ) throws(CELError) -> Value {
        var context = context(for: activation, budget: budget)
        do throws(EvaluationFailure) {
            return try code(&context)
        } catch {
            throw error.error(in: source, of: expression)
        }
    }

    /// Computes the value of an expression that is a condition.
    ///
    /// - Throws: An error whose code begins with `cel.evaluate.`; a value that is not a `bool` is
    ///   one too.
    public func evaluateCondition(
        _ activation: Activation, budget: Int = standardBudget,
    ) throws(CELError) -> Bool {
        var context = context(for: activation, budget: budget)
        do throws(EvaluationFailure) {
            return try condition(&context)
        } catch {
            throw error.error(in: source, of: expression)
        }
    }

    /// Computes the value of an expression that is a condition, and adds what it cost to `spent`,
    /// also where it fails.
    ///
    /// - Throws: An error whose code begins with `cel.evaluate.`; a value that is not a `bool` is
    ///   one too.
    public func evaluateCondition(
        _ activation: Activation, budget: Int = standardBudget, spent: inout Int,
    ) throws(CELError) -> Bool {
        var context = context(for: activation, budget: budget)
        defer { spent += context.spent }
        do throws(EvaluationFailure) {
            return try condition(&context)
        } catch {
            throw error.error(in: source, of: expression)
        }
    }

    /// Computes the value and what it cost.
    ///
    /// - Throws: An error whose code begins with `cel.evaluate.`.
    public func evaluateMeasuringCost(
        _ activation: Activation, budget: Int = standardBudget,
    ) throws(CELError) -> (value: Value, cost: Int) {
        var context = context(for: activation, budget: budget)
        do throws(EvaluationFailure) {
            let value = try code(&context)
            return (value, context.spent)
        } catch {
            throw error.error(in: source, of: expression)
        }
    }

    func context(for activation: Activation, budget: Int) -> EvaluationContext {
        precondition(
            activation.values.count == environment.variables.count,
            "the activation has \(activation.values.count) variables, but the program's environment "
                + "has \(environment.variables.count)")
        return EvaluationContext(
            values: activation.values, localCount: localCount, budget: budget)
    }
}
