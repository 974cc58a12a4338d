import CEL
public import Governance

/// Explains decisions: which rules fired, which nearly did and what stopped each.
///
/// A decision keeps the facts that its rules read, except those that may tell who somebody is, and of
/// those what the rules' tests of them came to. With the rules of its version that is all that the
/// explanation is made of: it is the same however many years later, also when the words were
/// forgotten, and deciding costs next to nothing for it.
public struct RuleExplainer: Sendable {
    /// How many near misses of one table are told.
    public static let maximumNearMisses = 8

    private let rules: RuleSet
    private let probes: [String: [RuleProbe]]

    /// An explainer of compiled rules.
    public init(of rules: RuleSet) {
        self.rules = rules
        var wordTests = 0
        var probes: [String: [RuleProbe]] = [:]
        for table in rules.source.tables {
            probes[table.id] = RuleProbe.all(
                of: table, in: rules.declared.environment, wordTests: &wordTests)
        }
        self.probes = probes
    }

    /// Decides about a report and explains the decision.
    public func explain(
        _ report: Report, personal: PersonalData?, at time: LocalTime,
        in context: RoutingContext = RoutingContext(),
    ) -> DecisionExplanation {
        explanation(of: rules.route(report, personal: personal, at: time, in: context))
    }

    /// Explains a decision of these rules from what it has kept.
    public func explanation(of decision: RoutingDecision) -> DecisionExplanation {
        let facts = FactValues(kept: decision.facts, among: rules.declared)
        let tables = rules.source.tables.compactMap { table in
            decision.tables.first { $0.table == table.id }.map { outcome in
                DecisionExplanation.Table(
                    outcome: outcome, hitPolicy: table.hitPolicy,
                    fired: table.rules.filter { outcome.fired.contains($0.id) }.map {
                        .init(rule: $0.id, because: $0.because)
                    },
                    fallback: table.fallback.because,
                    nearMisses: nearMisses(
                        of: table, beside: outcome, facts, decision.wordTests))
            }
        }
        return DecisionExplanation(decision: decision, tables: tables)
    }

    private func nearMisses(
        of table: DecisionTableSource, beside outcome: RoutingDecision.TableOutcome,
        _ facts: FactValues, _ wordTests: [Bool?],
    ) -> [NearMiss] {
        var misses: [NearMiss] = []
        let activation = facts.activation
        for probe in probes[table.id] ?? []
        where !outcome.fired.contains(probe.rule.id)
            && !outcome.faults.contains(where: { $0.hasPrefix("\(probe.rule.id): ") })
        {
            guard misses.count < Self.maximumNearMisses else { break }
            guard let (stop, text) = probe.nearMiss(activation, wordTests) else { continue }
            let read = stop.readPaths.compactMap { path in
                FactPath(path, among: rules.declared)?.reading(in: facts)
                    ?? RoutingDecision.FactRead(name: path, value: nil)
            }
            misses.append(NearMiss(rule: probe.rule.id, stoppedBy: text, facts: read))
        }
        return misses
    }
}

/// Why a decision is as it is.
public struct DecisionExplanation: Hashable, Sendable {
    /// A rule that fired, and why it is there.
    public struct Fired: Hashable, Sendable {
        /// The rule.
        public let rule: String
        /// Why the county has it.
        public let because: LocalizedText
    }

    /// One table's part.
    public struct Table: Hashable, Sendable {
        /// What it contributed.
        public let outcome: RoutingDecision.TableOutcome
        /// Which of the rules that hold count.
        public let hitPolicy: HitPolicy
        /// The rules that fired, in table order.
        public let fired: [Fired]
        /// Why the default is as it is.
        public let fallback: LocalizedText
        /// The rules that nearly fired, in table order; bounded.
        public let nearMisses: [NearMiss]
    }

    /// The decision.
    public let decision: RoutingDecision
    /// The tables, in their order.
    public let tables: [Table]
}
