public import Governance

/// What a candidate version of the rules would have decided about recorded reports.
///
/// Each number is kept with the reports behind it, since a number alone convinces nobody.
public struct RuleBacktest: Sendable {
    /// How often something is so under each version, and for which reports they differ.
    public struct Tally: Hashable, Sendable {
        /// How often under the rules in force.
        public internal(set) var live = 0
        /// How often under the candidate.
        public internal(set) var candidate = 0
        /// For how many reports only the candidate has it.
        public internal(set) var gains = 0
        /// For how many reports only the rules in force have it.
        public internal(set) var losses = 0
        /// The reports for which only the candidate has it, the first up to the bound.
        public internal(set) var gained: [String] = []
        /// The reports for which only the rules in force have it, the first up to the bound.
        public internal(set) var lost: [String] = []

        mutating func note(
            _ name: String, live isLive: Bool, candidate isCandidate: Bool, upTo bound: Int,
        ) {
            if isLive { live += 1 }
            if isCandidate { candidate += 1 }
            if isCandidate, !isLive {
                gains += 1
                if gained.count < bound { gained.append(name) }
            }
            if isLive, !isCandidate {
                losses += 1
                if lost.count < bound { lost.append(name) }
            }
        }
    }

    /// The versions that were compared.
    public let (live, candidate): (CountyVersion, CountyVersion)
    /// How many reports were routed.
    public private(set) var reports = 0
    /// About how many of them the versions differ.
    public private(set) var changed = 0
    /// The reports about which the versions differ, in the order of the log, up to the bound.
    public private(set) var changes: [DecisionChange] = []
    /// How often each role is called.
    public private(set) var roles: [Role.ID: Tally] = [:]
    /// How often each severity is given.
    public private(set) var severities: [Severity: Tally] = [:]
    /// How often each standard applies.
    public private(set) var standards: [ResponseStandard.ID: Tally] = [:]
    /// How often each number table gives each number, by table.
    public private(set) var numbers: [RoutingDecision.NumberOutcome: Tally] = [:]
    /// How often each rule fires and counts, by table and rule.
    public private(set) var rules: [RuleName: Tally] = [:]
    /// How many calls each township gets; a report counts once per role.
    public private(set) var townships: [AreaCode: Tally] = [:]
    /// Decisions for which a rule failed.
    public private(set) var degraded = Tally()
    /// Reports that the candidate's county would not take, up to the bound: it lacks their category
    /// or place.
    public private(set) var refused: [String] = []

    /// A rule within its table.
    public struct RuleName: Hashable, Sendable, Comparable {
        /// The table.
        public let table: String
        /// The rule.
        public let rule: String

        /// Orders by table, then by rule.
        public static func < (left: RuleName, right: RuleName) -> Bool {
            (left.table, left.rule) < (right.table, right.rule)
        }
    }

    private let liveRules: RuleSet
    private let candidateRules: RuleSet

    /// How many reports are named behind one number.
    private let examples: Int

    /// A comparison without any report yet, which names so many reports behind each number.
    public init(live: RuleSet, candidate: RuleSet, examples: Int = .max) {
        self.examples = examples
        (self.live, self.candidate) = (live.version, candidate.version)
        (liveRules, candidateRules) = (live, candidate)
    }

    /// Routes a report through both versions.
    public mutating func take(_ routing: RecordedRouting) {
        note(DecisionChange(routing, live: liveRules, candidate: candidateRules))
    }

    /// Counts what both versions decided about a report.
    public mutating func note(_ change: DecisionChange) {
        let routing = change.routing
        let (live, candidate, name) = (change.live, change.candidate, routing.name)
        reports += 1
        if change.isChange {
            changed += 1
            if changes.count < examples { changes.append(change) }
        }
        for role in Set(live.roles).union(candidate.roles) {
            let (before, after) = (live.roles.contains(role), candidate.roles.contains(role))
            roles[role, default: Tally()].note(name, live: before, candidate: after, upTo: examples)
            if let township = routing.report.area.ancestor(at: .township) {
                townships[township, default: Tally()].note(
                    name, live: before, candidate: after, upTo: examples)
            }
        }
        for severity in Set([live.severity, candidate.severity]) {
            severities[severity, default: Tally()].note(
                name, live: live.severity == severity, candidate: candidate.severity == severity,
                upTo: examples)
        }
        for standard in Set([live.standard, candidate.standard]) {
            standards[standard, default: Tally()].note(
                name, live: live.standard == standard, candidate: candidate.standard == standard,
                upTo: examples)
        }
        for number in Set(live.numbers + candidate.numbers) {
            numbers[number, default: Tally()].note(
                name, live: live.numbers.contains(number),
                candidate: candidate.numbers.contains(number), upTo: examples)
        }
        let (before, after) = (Self.fired(live), Self.fired(candidate))
        for rule in before.union(after) {
            rules[rule, default: Tally()].note(
                name, live: before.contains(rule), candidate: after.contains(rule),
                upTo: examples)
        }
        if live.isDegraded || candidate.isDegraded {
            degraded.note(
                name, live: live.isDegraded, candidate: candidate.isDegraded, upTo: examples)
        }
        let county = candidateRules.county
        let isKnown =
            county[routing.report.category] != nil && county.grids[routing.report.area] != nil
        if !isKnown, refused.count < examples { refused.append(name) }
    }

    private static func fired(_ decision: RoutingDecision) -> Set<RuleName> {
        Set(
            decision.tables.flatMap { table in
                table.fired.map { RuleName(table: table.table, rule: $0) }
            })
    }
}

extension RuleBacktest {
    /// The names that people know: of roles and townships, as the version in force has them.
    public func title(of role: Role.ID, in language: Language) -> String {
        (liveRules.county[role] ?? candidateRules.county[role])?.title.text(in: language)
            ?? role.name
    }

    /// The name of a township.
    public func title(of township: AreaCode, in language: Language) -> String {
        (liveRules.county.grids[township] ?? candidateRules.county.grids[township])?
            .name.text(in: language) ?? township.description
    }
}
