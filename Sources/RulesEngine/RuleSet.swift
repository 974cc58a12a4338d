import CEL
public import Governance

/// A county's compiled rules: who must come, how urgent it is, and which limits apply.
public struct RuleSet: Sendable {
    /// The tables as their files state them, from which everything else here was compiled.
    public let source: RuleSetSource
    let version: CountyVersion
    let county: County
    let declared: Facts
    let roles: DecisionTable<[Role.ID]>
    let severity: DecisionTable<Severity>
    let standard: DecisionTable<ResponseStandard.ID>
    /// Every fact that some rule may read, by name.
    let factPaths: [FactPath]

    /// Decides about one report; always answers, if need be by the declared defaults.
    ///
    /// - Parameters:
    ///   - report: The report, checked against the county.
    ///   - personal: Its personal part, which rules may read and the decision does not keep.
    ///   - time: The local time at which it is filed.
    /// - Returns: The decision with its explanation.
    public func route(
        _ report: Report, personal: PersonalData?, at time: LocalTime,
    ) -> RoutingDecision {
        let facts = FactValues(report, personal: personal, at: time, among: declared)
        let roles = roles.judge(facts.activation)
        let severity = severity.judge(facts.activation)
        let standard = standard.judge(facts.activation)
        return RoutingDecision(
            version: version, roles: county.inOrder(roles.outputs.flatMap(\.self)),
            severity: severity.outputs.min() ?? .ordinary,
            standard: standard.outputs.first ?? county.defaultStandard.id,
            tables: [roles.outcome, severity.outcome, standard.outcome],
            facts: factPaths.compactMap { $0.reading(in: facts) })
    }
}

extension RuleSet {
    /// Rules that decide alike about every report: for recorded calls, whose units were chosen long
    /// ago, and for tests.
    public static func constant(
        roles: [Role.ID], severity: Severity, standard: ResponseStandard.ID, for county: County,
    ) -> RuleSet {
        RuleSet(
            source: RuleSetSource(tables: []), version: county.version, county: county,
            declared: Facts(county),
            roles: DecisionTable(id: "roles", hitPolicy: .collect, rules: [], fallback: roles),
            severity: DecisionTable(
                id: "severity", hitPolicy: .first, rules: [], fallback: severity),
            standard: DecisionTable(
                id: "standard", hitPolicy: .first, rules: [], fallback: standard),
            factPaths: [])
    }
}
