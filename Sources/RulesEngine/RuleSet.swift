import CEL
public import Governance

/// A county's compiled rules: who must come, how urgent it is, and which limits apply.
public struct RuleSet: Sendable {
    /// The tables as their files state them, from which everything else here was compiled.
    public let source: RuleSetSource
    /// The version of the county that the rules are of.
    public let version: CountyVersion
    let county: County
    let declared: Facts
    let roles: DecisionTable<[Role.ID]>
    let severity: DecisionTable<Severity>
    let standard: DecisionTable<ResponseStandard.ID>
    /// The tables of numbers, in the order of the file.
    let numbers: [DecisionTable<Int>]
    /// Every fact that some rule may read, by name.
    let factPaths: [FactPath]
    /// The parts of conditions that read facts whose values are not kept, in the order of the rules.
    let wordTests: [Program]
    /// Whether some rule may read an item of a feed.
    public let readsFeeds: Bool
    /// Whether some rule may read what was reported here before.
    public let readsHistory: Bool
    /// Whether any rule reads the words of a report.
    public var readsWords: Bool { !wordTests.isEmpty }

    /// Decides about one report; always answers, if need be by the declared defaults.
    ///
    /// - Parameters:
    ///   - report: The report, checked against the county.
    ///   - personal: Its personal part, which rules may read and the decision does not keep.
    ///   - time: The local time at which it is filed.
    ///   - context: What else is known; facts that are not are absent.
    /// - Returns: The decision with its explanation.
    public func route(
        _ report: Report, personal: PersonalData?, at time: LocalTime,
        in context: RoutingContext = RoutingContext(),
    ) -> RoutingDecision {
        let facts = FactValues(report, personal: personal, at: time, in: context, among: declared)
        let roles = roles.judge(facts.row)
        let severity = severity.judge(facts.row)
        let standard = standard.judge(facts.row)
        let numbers = numbers.map { ($0, $0.judge(facts.row)) }
        return RoutingDecision(
            version: version, roles: inOrder(roles.outputs.flatMap(\.self)),
            severity: theOne(severity.outputs),
            standard: standard.outputs.first ?? county.defaultStandard.id,
            tables: [roles.outcome, severity.outcome, standard.outcome]
                + numbers.map(\.1.outcome),
            facts: readings(in: facts),
            wordTests: wordTests.isEmpty ? [] : test(facts.activation),
            numbers: numbers.map { .init(name: $0.id, value: $0.number($1)) })
    }

    /// What the parts that read the words come to.
    private func test(_ activation: Activation) -> [Bool?] {
        wordTests.map { part in
            switch part.outcome(activation) {
            case .holds: true
            case .fails: false
            default: nil
            }
        }
    }
}

extension RuleSet {
    /// What was read of each fact that the report has.
    private func readings(in facts: FactValues) -> [RoutingDecision.FactRead] {
        var readings: [RoutingDecision.FactRead] = []
        readings.reserveCapacity(factPaths.count { $0.isPresent(in: facts) })
        for path in factPaths {
            if let reading = path.reading(in: facts) { readings.append(reading) }
        }
        return readings
    }

    /// The least of the severities that count, which is the most urgent, unless the table collects the
    /// greatest.
    private func theOne(_ severities: [Severity]) -> Severity {
        let isGreatest = severity.hitPolicy == .collectMaximum
        return (isGreatest ? severities.max() : severities.min()) ?? .ordinary
    }

    /// The roles, each once: in the order of the county, or of the rules if their table says so.
    private func inOrder(_ called: [Role.ID]) -> [Role.ID] {
        guard roles.hitPolicy == .ruleOrder else { return county.inOrder(called) }
        var seen: Set<Role.ID> = []
        return called.filter { seen.insert($0).inserted }
    }

    /// Rules that decide alike about every report: for recorded calls, whose units were chosen long
    /// ago, and for tests.
    public static func constant(
        roles: [Role.ID], severity: Severity, standard: ResponseStandard.ID, for county: County,
    ) -> RuleSet {
        let facts = Facts(county)
        func table<Output>(
            _ question: RoutingQuestion, _ output: Output,
        ) -> DecisionTable<Output> {
            DecisionTable(
                id: question.rawValue, hitPolicy: .first, rules: [], fallback: output, facts: facts,
                rank: { _ in 0 })
        }
        return RuleSet(
            source: RuleSetSource(tables: []), version: county.version, county: county,
            declared: facts, roles: table(.roles, roles), severity: table(.severity, severity),
            standard: table(.standard, standard), numbers: [], factPaths: [], wordTests: [],
            readsFeeds: false, readsHistory: false)
    }
}
