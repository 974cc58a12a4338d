import CEL
public import Governance

/// A rule that did not fire although only one fact stood in its way.
public struct NearMiss: Hashable, Sendable {
    /// The rule.
    public let rule: String
    /// The part of its condition that stopped it.
    public let stoppedBy: String
    /// The facts that the part read, personal ones without their value.
    public let facts: [RoutingDecision.FactRead]
}

/// How far a condition is from holding, in facts that would have to be different.
struct Distance {
    /// The facts in the way, by name; empty if the condition holds.
    var facts: Set<String>
    /// The parts that say so.
    var stops: [CheckedExpression]
    /// How many parts hold beside them; that something is not so is so too often to count.
    var support: Int
}

extension RuleProbe {
    /// What stopped the rule, if it nearly fired: all that matters holds but for one fact.
    ///
    /// - Parameters:
    ///   - activation: The facts that were kept.
    ///   - wordTests: What the tests of words came to.
    /// - Returns: The part that stopped it, and its text on one line; nil if it is no near miss, or
    ///   if that is not known any more.
    func nearMiss(
        _ activation: Activation, _ wordTests: [Bool?],
    ) -> (stop: CheckedExpression, text: String)? {
        let outcome = { (node: CheckedExpression) in self.outcome(of: node, activation, wordTests) }
        let whole = distance(of: program.expression, wanted: true, outcome)
        guard let distance = whole, distance.facts.count == 1, distance.support > 0,
            let stop = distance.stops.first
        else { return nil }
        let lines = program.source.text(in: stop.range).split(whereSeparator: \.isNewline)
        return (stop, lines.map { $0.drop(while: \.isWhitespace) }.joined(separator: " "))
    }

    /// How far the node is from coming to `wanted`; nil if that is not known any more.
    private func distance(
        of node: CheckedExpression, wanted: Bool, _ outcome: (CheckedExpression) -> Outcomes?,
    ) -> Distance? {
        switch node.kind {
        case .unary(.not, let operand):
            guard var distance = distance(of: operand, wanted: !wanted, outcome) else { return nil }
            // A single part that stands in the way is told with its sign.
            if distance.support == 0, distance.stops.count == 1 { distance.stops = [node] }
            return distance
        case .logical(let logical, let operands):
            let parts = operands.compactMap { distance(of: $0, wanted: wanted, outcome) }
            guard parts.count == operands.count else { return nil }
            // That a || b fails takes both to fail, as that a && b holds takes both to hold.
            if (logical == .and) == wanted { return Self.together(parts) }
            let best = parts.min { ($0.facts.count, $1.support) < ($1.facts.count, $0.support) }
            guard var best, !best.facts.isEmpty else {
                return Distance(facts: [], stops: [], support: wanted ? 1 : 0)
            }
            // One of several would do: all of them together say what is missing.
            if best.stops.count == 1, best.support == 0 { best.stops = [node] }
            return best
        default:
            guard let found = outcome(node) else { return nil }
            return found == (wanted ? .holds : .fails)
                ? Distance(facts: [], stops: [], support: wanted ? 1 : 0)
                : Distance(facts: Set(node.readPaths), stops: [node], support: 0)
        }
    }

    private static func together(_ parts: [Distance]) -> Distance {
        var whole = Distance(facts: [], stops: [], support: 0)
        for part in parts {
            whole.facts.formUnion(part.facts)
            whole.stops += part.stops
            whole.support += part.support
        }
        return whole
    }
}
