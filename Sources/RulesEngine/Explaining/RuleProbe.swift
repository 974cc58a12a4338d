import CEL
import Governance

/// One rule, opened up: what its condition and each part of it come to.
///
/// The parts are programs of their own, made once from the same text in the same environment, so
/// they come to what the rule's own program makes of them.
struct RuleProbe: Sendable {
    /// A part of a condition that `&&`, `||`, `!` and `? :` do not divide further.
    struct Part: Sendable {
        let text: String
        let position: SourcePosition
        let program: Program
    }

    let rule: RuleSource
    let program: Program
    /// The parts in the order of the text, each text once.
    let parts: [Part]
    private let environment: Environment

    init?(_ rule: RuleSource, in environment: Environment) {
        guard
            let program = try? environment.compile(Source(rule.condition.text), expecting: .bool)
        else { return nil }
        self.rule = rule
        self.program = program
        self.environment = environment
        var seen: Set<String> = []
        parts = Self.leaves(of: program.expression).compactMap { node in
            let text = program.source.text(in: node.range)
            guard seen.insert(text).inserted, !node.readPaths.isEmpty,
                let part = try? environment.compile(Source(text), expecting: .bool)
            else { return nil }
            return Part(
                text: text, position: rule.condition.position(at: node.range.lowerBound),
                program: part)
        }
    }

    /// What a part of the condition comes to.
    func outcome(of node: CheckedExpression, _ activation: Activation) -> Outcomes {
        let text = program.source.text(in: node.range)
        guard let part = try? environment.compile(Source(text), expecting: .bool) else {
            return .all
        }
        return part.outcome(activation)
    }

    private static func leaves(of node: CheckedExpression) -> [CheckedExpression] {
        switch node.kind {
        case .logical, .unary(.not, _), .conditional: node.children.flatMap(leaves)
        default: [node]
        }
    }
}
