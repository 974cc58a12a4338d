import CEL
import Governance

/// A compiled decision table: rules over facts, a hit policy, and what is done when none holds.
struct DecisionTable<Output: Hashable & Sendable>: Sendable {
    /// One row.
    struct Rule: Sendable {
        let id: String
        let condition: Program
        /// The condition as it stands in the county's file.
        let source: SourceText
        let output: Output

        /// What is kept of a failure, with its place in the county's file; of a rule that reads
        /// personal facts without the message, which may quote them.
        func fault(_ error: CELError) -> String {
            let place = error.location.map { "\(source.position(at: $0.range.lowerBound)): " } ?? ""
            let isPersonal = !Facts.personal.isDisjoint(with: condition.readPaths)
            let message = isPersonal ? "" : "\(error.message) "
            return "\(id): \(place)\(message)[\(error.code.rawValue)]"
        }
    }

    /// What a table says about a set of facts.
    struct Verdict {
        /// The outputs of the rules that count, in table order; the default if none does.
        var outputs: [Output]
        var outcome: RoutingDecision.TableOutcome
    }

    /// How many rules that failed, or that may not hold together, a decision names; what happens
    /// every time must not fill the log.
    static var maximumFaults: Int { 16 }

    let id: String
    let hitPolicy: HitPolicy
    let rules: [Rule]
    let fallback: Output
    private let conditions: ConditionTable
    /// Where an output stands among those that a rule may have; the least wins under `priority`.
    private let rank: @Sendable (Output) -> Int

    init(
        id: String, hitPolicy: HitPolicy, rules: [Rule], fallback: Output, facts: Facts,
        rank: @escaping @Sendable (Output) -> Int,
    ) {
        self.id = id
        self.hitPolicy = hitPolicy
        self.rules = rules
        self.fallback = fallback
        self.rank = rank
        conditions = ConditionTable(
            rules.map(\.condition), over: facts.layout,
            vocabulary: facts.enumerations.reduce(into: [:]) { $0[$1.fact] = Array($1.values) })
    }

    /// Judges the facts.
    ///
    /// A rule that fails does not stop the others: its fault is kept, and the default takes part
    /// in its place. Under `first` nothing after a fault can be known to be the first.
    func judge(_ row: FactRow) -> Verdict { verdict(on: findings(for: row)) }

    /// Which rules hold and which fail.
    func findings(for row: FactRow) -> ConditionTable.Findings {
        var findings = ConditionTable.Findings()
        conditions.judge(row, untilFirst: hitPolicy == .first, into: &findings)
        return findings
    }

    /// What follows from the rules that hold and fail.
    func verdict(on findings: ConditionTable.Findings) -> Verdict {
        let hits = findings.holding
        var faults = findings.failed.prefix(Self.maximumFaults).map { failure in
            rules[failure.rule].fault(failure.error)
        }
        let unsaid = findings.failed.count - faults.count
        if unsaid > 0 { faults.append("\(unsaid) more rules failed") }
        if let conflict = conflict(among: hits) { faults.append(conflict) }
        let usesDefault = hits.isEmpty || !faults.isEmpty
        // What a union has collected stays valid beside the default; a single hit does not.
        let counted = usesDefault && !hitPolicy.collectsAll ? [] : counted(of: hits)
        var outputs = counted.map { rules[$0].output }
        if usesDefault { outputs.append(fallback) }
        return Verdict(
            outputs: outputs,
            outcome: RoutingDecision.TableOutcome(
                table: id, fired: counted.map { rules[$0].id }, usedDefault: usesDefault,
                faults: faults))
    }

    /// Why rules that hold may not hold together, nil if they may.
    private func conflict(among hits: [Int]) -> String? {
        guard hits.count > 1 else { return nil }
        let isConflict =
            switch hitPolicy {
            case .unique: true
            case .any: Set(hits.map { rules[$0].output }).count > 1
            default: false
            }
        guard isConflict else { return nil }
        let unsaid = max(0, hits.count - Self.maximumFaults)
        let names =
            hits.prefix(Self.maximumFaults).map { rules[$0].id }.joined(separator: ", ")
            + (unsaid > 0 ? " and \(unsaid) more" : "")
        return hitPolicy == .unique
            ? "more than one rule holds: \(names)" : "the rules that hold do not agree: \(names)"
    }

    private func counted(of hits: [Int]) -> [Int] {
        guard hitPolicy == .priority else { return hits }
        return hits.min { rank(rules[$0].output) < rank(rules[$1].output) }.map { [$0] } ?? []
    }
}
