/// Evaluates an expression part by part.
struct Explainer {
    let generator: CodeGenerator
    let source: Source
    let budget: Int
    var context: EvaluationContext

    mutating func explain(_ node: CheckedExpression) -> Explanation {
        let outcome = outcome(of: node)
        return Explanation(
            expression: node, outcome: outcome, parts: parts(of: node, outcome))
    }

    private mutating func outcome(of node: CheckedExpression) -> Explanation.Outcome {
        do throws(EvaluationFailure) {
            return .value(try value(of: node))
        } catch {
            return .failure(error.error(in: source, of: node))
        }
    }

    private mutating func value(of node: CheckedExpression) throws(EvaluationFailure) -> Value {
        context.refill(budget)
        return try generator.code(for: node)(&context)
    }

    private mutating func parts(
        of node: CheckedExpression, _ outcome: Explanation.Outcome,
    ) -> [Explanation] {
        switch node.kind {
        case .logical(let logical, let operands): return parts(of: logical, operands, outcome)
        case .unary(_, let operand): return explain([operand])
        case .binary(_, let left, let right): return explain([left, right])
        case .call(_, let arguments, _): return explain(arguments)
        case .index(let operand, let index, _): return explain([operand, index])
        case .conditional(let condition, let accepted, let rejected):
            let test = explain(condition)
            switch test.outcome {
            case .value(.bool(true)): return [test, explain(accepted)]
            case .value(.bool(false)): return [test, explain(rejected)]
            default: return [test]
            }
        case .bind(let local, let value, let body):
            return parts(of: local, value, body, outcome)
        case .comprehension(let macro): return parts(of: macro, outcome)
        default: return []
        }
    }

    /// The bound value and what was made of it; without the value if it failed and nobody minded.
    private mutating func parts(
        of local: CheckedExpression.LocalVariable, _ value: CheckedExpression,
        _ body: CheckedExpression, _ outcome: Explanation.Outcome,
    ) -> [Explanation] {
        let bound = explain(value)
        if case .value(let value) = bound.outcome {
            context.locals[local.slot] = value
            return [bound, explain(body)]
        }
        do throws(EvaluationFailure) {
            _ = try self.value(of: value)
            return [bound]
        } catch {
            guard error.isAbsorbable, bound.outcome != outcome else { return [bound] }
            context.failures[local.slot] = error.placed(at: value.range)
            defer { context.failures[local.slot] = nil }
            return [explain(body)]
        }
    }

    /// Explains nodes other than literals.
    private mutating func explain(_ nodes: [CheckedExpression]) -> [Explanation] {
        var explanations: [Explanation] = []
        for node in nodes {
            if case .literal = node.kind { continue }
            explanations.append(explain(node))
        }
        return explanations
    }

    /// The operand that decided, or all of them if they did together.
    private mutating func parts(
        of logical: LogicalOperator, _ operands: [CheckedExpression],
        _ outcome: Explanation.Outcome,
    ) -> [Explanation] {
        var all: [Explanation] = []
        for operand in operands {
            let part = explain(operand)
            all.append(part)
            if part.outcome == .value(.bool(logical == .or)), part.outcome == outcome {
                return [part]
            }
        }
        guard case .failure = outcome else { return all }
        return all.filter { $0.outcome.isFailure }
    }

    /// The range and the condition on the element that decided, if one did.
    private mutating func parts(
        of macro: Comprehension, _ outcome: Explanation.Outcome,
    ) -> [Explanation] {
        let range = explain(macro.range)
        let deciding: Bool? =
            switch (macro.form, outcome) {
            case (.all, .value(.bool(false))): false
            case (.exists, .value(.bool(true))): true
            default: nil
            }
        guard let deciding, let predicate = macro.predicate, case .value(let value) = range.outcome
        else { return [range] }
        var decided: Explanation?
        let iteration = Iteration(macro, range: { _ throws(EvaluationFailure) in value })
        var context = context
        do throws(EvaluationFailure) {
            try iteration.run(&context) { (context, _) throws(EvaluationFailure) in
                self.context = context
                guard self.outcome(of: predicate) == .value(.bool(deciding)) else { return true }
                decided = explain(predicate)
                return false
            }
        } catch {
            return [range]
        }
        return [range] + (decided.map { [$0] } ?? [])
    }
}

extension Explanation.Outcome {
    /// Whether the evaluation failed.
    var isFailure: Bool {
        if case .failure = self { true } else { false }
    }
}
