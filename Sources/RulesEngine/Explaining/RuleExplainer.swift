import CEL
public import Governance

/// Explains decisions: which rules fired, which nearly did and what stopped each.
///
/// A decision is a function of the report, its words, the wall clock and the rules alone, so what
/// it was decided by can be asked again at any time, from the log, with the same answer. The
/// explanation is therefore made when somebody asks; deciding costs nothing for it.
public struct RuleExplainer: Sendable {
    /// How many near misses of one table are told.
    public static let maximumNearMisses = 8

    private let rules: RuleSet
    private let probes: [String: [RuleProbe]]

    /// An explainer of compiled rules.
    public init(of rules: RuleSet) {
        self.rules = rules
        probes = Dictionary(
            rules.source.tables.map { table in
                let environment = rules.declared.environment
                return (table.id, table.rules.compactMap { RuleProbe($0, in: environment) })
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Decides about a report once more and explains the decision.
    public func explain(
        _ report: Report, personal: PersonalData?, at time: LocalTime,
    ) -> DecisionExplanation {
        let decision = rules.route(report, personal: personal, at: time)
        let facts = FactValues(report, personal: personal, at: time, among: rules.declared)
        let tables = rules.source.tables.compactMap { table in
            decision.tables.first { $0.table == table.id }.map { outcome in
                DecisionExplanation.Table(
                    outcome: outcome, hitPolicy: table.hitPolicy,
                    fired: table.rules.filter { outcome.fired.contains($0.id) }.map {
                        .init(rule: $0.id, because: $0.because)
                    },
                    fallback: table.fallback.because,
                    nearMisses: nearMisses(of: table, beside: outcome, facts))
            }
        }
        return DecisionExplanation(decision: decision, tables: tables)
    }

    private func nearMisses(
        of table: DecisionTableSource, beside outcome: RoutingDecision.TableOutcome,
        _ facts: FactValues,
    ) -> [NearMiss] {
        var misses: [NearMiss] = []
        for probe in probes[table.id] ?? [] where !outcome.fired.contains(probe.rule.id) {
            guard misses.count < Self.maximumNearMisses else { break }
            guard let (stop, text) = probe.nearMiss(facts.activation) else { continue }
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
