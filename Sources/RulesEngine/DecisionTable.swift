import CEL
import Governance

/// A compiled decision table: rules over facts, a hit policy, and what is done when none holds.
struct DecisionTable<Output: Sendable>: Sendable {
    /// One row.
    struct Rule: Sendable {
        let id: String
        let condition: Program
        let output: Output
    }

    /// What a table says about a set of facts.
    struct Verdict {
        /// The outputs of the rules that count, in table order; the default if none does.
        var outputs: [Output]
        var outcome: RoutingDecision.TableOutcome
    }

    /// What one evaluation of one rule may cost; far above any sensible rule, far below a stall.
    static var budget: Int { 20_000 }

    let id: String
    let hitPolicy: HitPolicy
    let rules: [Rule]
    let fallback: Output

    /// Judges the facts.
    ///
    /// A rule that fails does not stop the others: its fault is kept, and the default takes part
    /// in its place.
    func judge(_ activation: Activation) -> Verdict {
        var hits: [Rule] = []
        var faults: [String] = []
        for rule in rules {
            do {
                guard try rule.condition.evaluateCondition(activation, budget: Self.budget) else {
                    continue
                }
                hits.append(rule)
                if hitPolicy == .first { break }
            } catch {
                faults.append("\(rule.id): \(error)")
                // Under "first" nothing after the fault can be known to be the first.
                if hitPolicy == .first { break }
            }
        }
        if hitPolicy == .unique, hits.count > 1 {
            faults.append("more than one rule holds: \(hits.map(\.id).joined(separator: ", "))")
        }
        return verdict(hits, faults)
    }

    private func verdict(_ hits: [Rule], _ faults: [String]) -> Verdict {
        let usesDefault = hits.isEmpty || !faults.isEmpty
        // What a union has collected stays valid beside the default; a single hit does not.
        let counted = usesDefault && hitPolicy != .collect ? [] : hits
        return Verdict(
            outputs: counted.map(\.output) + (usesDefault ? [fallback] : []),
            outcome: RoutingDecision.TableOutcome(
                table: id, fired: counted.map(\.id), usedDefault: usesDefault, faults: faults))
    }
}
