package import CEL

/// The conditions of a table, and which of them hold for a row of facts.
package final class ConditionTable: Sendable {
    /// What was found for one row; made once, it serves any number of rows without allocating.
    package struct Findings: Sendable {
        /// The rules that hold, in order.
        package var holding: [Int] = []
        /// The rules that failed, in order, with the reason.
        package var failed: [(rule: Int, error: CELError)] = []

        /// Nothing yet.
        package init() {}
    }

    /// What one evaluation of one condition may cost; far above any sensible rule, far below a
    /// stall.
    static let budget = 20_000

    /// The conditions in the order of the rules.
    package let conditions: [Program]
    /// The facts that they read.
    package let layout: FactLayout
    private let index: RuleIndex
    private let partition: RulePartition?

    /// A table of conditions, all compiled in the environment of the layout; `vocabulary` has texts
    /// that a fact is expected to have, by the fact's dotted name.
    package init(
        _ conditions: [Program], over layout: FactLayout, vocabulary: [String: [String]] = [:],
    ) {
        self.conditions = conditions
        self.layout = layout
        var expected: [Int: [String]] = [:]
        for (name, texts) in vocabulary {
            if let cell = layout.cell(named: name) { expected[cell] = texts }
        }
        // A condition that may exceed the budget is evaluated, so that it does.
        let rules = conditions.map { condition in
            condition.estimate.maximum <= Self.budget
                ? Conjunct.all(of: condition.expression, in: layout) : [.opaque]
        }
        index = RuleIndex(rules, in: layout, vocabulary: expected)
        partition = RulePartition(rules, index, in: layout, vocabulary: expected)
    }

    /// Finds the rules that hold, up to the first that holds or fails if that is enough.
    package func judge(_ row: FactRow, untilFirst: Bool, into findings: inout Findings) {
        findings.holding.removeAll(keepingCapacity: true)
        findings.failed.removeAll(keepingCapacity: true)
        var activation: Activation?
        if let part = partition?.part(for: row) {
            part.index.forEachCandidate(in: row) { local, isCertain in
                let rule = Int(part.rules[local])
                return judge(rule, isCertain, untilFirst, row, &activation, &findings)
            }
        } else {
            index.forEachCandidate(in: row) { rule, isCertain in
                judge(rule, isCertain, untilFirst, row, &activation, &findings)
            }
        }
    }

    /// Judges one rule that can hold; tells whether to go on.
    @inline(__always)
    private func judge(
        _ rule: Int, _ isCertain: Bool, _ untilFirst: Bool, _ row: FactRow,
        _ activation: inout Activation?, _ findings: inout Findings,
    ) -> Bool {
        guard !isCertain else {
            findings.holding.append(rule)
            return !untilFirst
        }
        return !(evaluate(rule, row, &activation, &findings) && untilFirst)
    }

    /// Evaluates a whole condition; tells whether it holds or fails.
    @inline(never)
    private func evaluate(
        _ rule: Int, _ row: FactRow, _ activation: inout Activation?, _ findings: inout Findings,
    ) -> Bool {
        let facts = activation ?? layout.activation(of: row)
        activation = facts
        do throws(CELError) {
            guard try conditions[rule].evaluateCondition(facts, budget: Self.budget) else {
                return false
            }
            findings.holding.append(rule)
        } catch {
            findings.failed.append((rule, error))
        }
        return true
    }
}
