package import CEL

/// The conditions of a table, and which of them hold for a row of facts.
package final class ConditionTable: Sendable {
    /// What was found for one row; made once, it serves any number of rows without allocating.
    package struct Findings: Sendable {
        /// The rules that hold, in order.
        package var holding: [Int] = []
        /// The rules that failed, in order, with the reason.
        package var failed: [(rule: Int, error: CELError)] = []
        /// What the evaluations of whole conditions have cost, and how many there were.
        package var spent = 0
        package var evaluations = 0

        /// Nothing yet.
        package init() {}
    }

    /// What one evaluation of one condition may cost; far above any sensible rule, far below a
    /// stall.
    static let budget = 20_000
    /// What the evaluations of a whole table may cost for one report, so that no number of costly
    /// rules holds up what comes after it; the rules that are left then fail.
    static let budgetOfTable = 300_000

    private static let tableIsTooCostly = CELError(
        code: .budgetExceeded,
        message: "the rules before it took all that a table may spend on one report")

    /// The conditions in the order of the rules.
    package let conditions: [Program]
    /// The facts that they read.
    package let layout: FactLayout
    /// The alternatives of all conditions, which are what the index calls its rules.
    private let index: RuleIndex
    private let partition: RulePartition?
    /// The condition that each alternative belongs to, in ascending order.
    private let owners: ContiguousArray<Int32>

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
        var alternatives: [[Conjunct]] = []
        var owners: ContiguousArray<Int32> = []
        for (rule, condition) in conditions.enumerated() {
            // A condition that may exceed the budget is evaluated, so that it does.
            alternatives +=
                condition.estimate.maximum <= Self.budget
                ? Conjunct.alternatives(of: condition.expression, in: layout) : [[.opaque]]
            while owners.count < alternatives.count { owners.append(Int32(rule)) }
        }
        self.owners = owners
        index = RuleIndex(alternatives, in: layout, vocabulary: expected)
        partition = RulePartition(alternatives, index, in: layout, vocabulary: expected)
    }

    /// Finds the rules that hold, up to the first that holds or fails if that is enough.
    package func judge(_ row: FactRow, untilFirst: Bool, into findings: inout Findings) {
        findings.holding.removeAll(keepingCapacity: true)
        findings.failed.removeAll(keepingCapacity: true)
        findings.spent = 0
        findings.evaluations = 0
        var judgement = Judgement(untilFirst: untilFirst)
        if let part = partition?.part(for: row) {
            part.index.forEachCandidate(in: row) { local, isCertain in
                let rule = Int(owners[Int(part.rules[local])])
                return judge(rule, isCertain, row, &judgement, &findings)
            }
        } else {
            index.forEachCandidate(in: row) { alternative, isCertain in
                judge(Int(owners[alternative]), isCertain, row, &judgement, &findings)
            }
        }
        _ = settle(row, &judgement, &findings)
    }

    /// Where the judging of a row stands.
    private struct Judgement {
        let untilFirst: Bool
        /// The rule of which some alternative may hold and none is certain so far.
        var doubtful: Int?
        var activation: Activation?
    }

    /// Takes an alternative of a rule that can hold; tells whether to go on.
    @inline(__always)
    private func judge(
        _ rule: Int, _ isCertain: Bool, _ row: FactRow, _ judgement: inout Judgement,
        _ findings: inout Findings,
    ) -> Bool {
        if judgement.doubtful != rule, !settle(row, &judgement, &findings) { return false }
        guard isCertain else {
            if findings.holding.last != rule { judgement.doubtful = rule }
            return true
        }
        judgement.doubtful = nil
        if findings.holding.last != rule { findings.holding.append(rule) }
        return !judgement.untilFirst
    }

    /// Evaluates the doubtful rule, now that all its alternatives have been seen; tells whether to go on.
    @inline(__always)
    private func settle(
        _ row: FactRow, _ judgement: inout Judgement, _ findings: inout Findings,
    ) -> Bool {
        guard let rule = judgement.doubtful else { return true }
        judgement.doubtful = nil
        return !(evaluate(rule, row, &judgement.activation, &findings) && judgement.untilFirst)
    }

    /// Evaluates a whole condition; tells whether it holds or fails.
    @inline(never)
    private func evaluate(
        _ rule: Int, _ row: FactRow, _ activation: inout Activation?, _ findings: inout Findings,
    ) -> Bool {
        guard findings.spent < Self.budgetOfTable else {
            findings.failed.append((rule, Self.tableIsTooCostly))
            return true
        }
        let facts = activation ?? layout.activation(of: row)
        activation = facts
        findings.evaluations += 1
        do throws(CELError) {
            let holds = try conditions[rule].evaluateCondition(
                facts, budget: Self.budget, spent: &findings.spent)
            guard holds else { return false }
            findings.holding.append(rule)
        } catch {
            findings.failed.append((rule, error))
        }
        return true
    }
}
