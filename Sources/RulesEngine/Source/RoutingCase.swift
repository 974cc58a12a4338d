public import Governance

/// A case beside the rules: a report, and what the rules are expected to decide about it.
public struct RoutingCase: Hashable, Sendable {
    /// The case's name.
    public let id: String
    /// The report.
    public let report: Report
    /// What of the report may tell who somebody is.
    public let personal: PersonalData?
    /// The wall-clock time at which it is routed.
    public let time: LocalTime
    /// What was reported from the place before.
    public let history: RoutingContext.History
    /// What feeds said, by the name of the fact; what is not stated is absent.
    public let feeds: [String: RoutingContext.FeedReading]
    /// What is expected.
    public let expected: Expectation
    /// Where the case begins.
    public let position: SourcePosition

    /// A case as it was read.
    public init(
        id: String, report: Report, personal: PersonalData?, time: LocalTime,
        history: RoutingContext.History = .nothing,
        feeds: [String: RoutingContext.FeedReading] = [:], expected: Expectation,
        position: SourcePosition,
    ) {
        self.id = id
        self.report = report
        self.personal = personal
        self.time = time
        self.history = history
        self.feeds = feeds
        self.expected = expected
        self.position = position
    }

    /// What is known beside the report and its moment.
    var context: RoutingContext { RoutingContext(history: history, feeds: feeds) }
}

extension RoutingCase {
    /// What a case expects of a decision; nil and missing entries expect nothing.
    public struct Expectation: Hashable, Sendable {
        /// The roles that must come, in any order.
        public let roles: [Role.ID]?
        /// How urgent it is.
        public let severity: Severity?
        /// The time limits that apply.
        public let standard: ResponseStandard.ID?
        /// The rules that fired and were used, in table order, by table; empty where the table's
        /// default decided.
        public let fired: [String: [String]]
        /// The numbers, by the name of their table.
        public let numbers: [String: Int]

        /// What is expected.
        public init(
            roles: [Role.ID]? = nil, severity: Severity? = nil,
            standard: ResponseStandard.ID? = nil, fired: [String: [String]] = [:],
            numbers: [String: Int] = [:],
        ) {
            self.numbers = numbers
            self.roles = roles
            self.severity = severity
            self.standard = standard
            self.fired = fired
        }
    }
}
