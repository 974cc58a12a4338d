import CEL
import Governance

/// What a county's cases have tried of its rules.
public struct RuleCoverage: Hashable, Sendable {
    /// What was tried of one part of a condition.
    public struct Part: Hashable, Sendable {
        /// The part, as it is written.
        public let text: String
        /// Where it stands.
        public let position: SourcePosition
        /// Whether some case made it true.
        public internal(set) var wasTrue = false
        /// Whether some case made it false.
        public internal(set) var wasFalse = false

        /// Whether it was seen both ways.
        public var isCovered: Bool { wasTrue && wasFalse }
    }

    /// What was tried of one rule.
    public struct Rule: Hashable, Sendable {
        /// The table.
        public let table: String
        /// The rule.
        public let rule: String
        /// Where it stands.
        public let position: SourcePosition
        /// How many cases it fired for.
        public internal(set) var fired = 0
        /// The parts of its condition, in the order of the text.
        public internal(set) var parts: [Part]
    }

    /// The rules, in the order of the tables.
    public internal(set) var rules: [Rule]

    /// How many rules fired for some case.
    public var firedRules: Int { rules.count { $0.fired > 0 } }
    /// How many parts of conditions there are.
    public var parts: Int { rules.reduce(0) { $0 + $1.parts.count } }
    /// How many parts of conditions were seen true and false.
    public var coveredParts: Int { rules.reduce(0) { $0 + $1.parts.count { $0.isCovered } } }
}

extension RuleCoverage {
    /// What `cases` try of compiled rules.
    ///
    /// Under "first", what stands behind the rule that decides is not reached and does not count. A
    /// part that cannot be evaluated, such as an answer that was not given, is seen neither way.
    public init(of rules: RuleSet, by cases: [RoutingCase]) {
        self.rules = []
        var wordTests = 0
        for table in rules.source.tables {
            let probes = RuleProbe.all(
                of: table, in: rules.declared.environment, wordTests: &wordTests)
            var covered = probes.map { probe in
                Rule(
                    table: table.id, rule: probe.rule.id, position: probe.rule.position,
                    parts: probe.parts.map { Part(text: $0.text, position: $0.position) })
            }
            for routingCase in cases {
                let facts = FactValues(
                    routingCase.report, personal: routingCase.personal, at: routingCase.time,
                    in: routingCase.context, among: rules.declared)
                Self.note(facts.activation, probes, table.hitPolicy, &covered)
            }
            self.rules += covered
        }
    }

    private static func note(
        _ activation: Activation, _ probes: [RuleProbe], _ hitPolicy: HitPolicy,
        _ covered: inout [Rule],
    ) {
        for (index, probe) in probes.enumerated() {
            for (position, part) in probe.parts.enumerated() {
                switch part.program.outcome(activation) {
                case .holds: covered[index].parts[position].wasTrue = true
                case .fails: covered[index].parts[position].wasFalse = true
                default: break
                }
            }
            let outcome = probe.program.outcome(activation)
            if outcome == .holds { covered[index].fired += 1 }
            if hitPolicy == .first, outcome != .fails { return }
        }
    }
}
