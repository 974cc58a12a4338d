public import Governance

/// A report that was routed once, with all that the rules could read then.
public struct RecordedRouting: Hashable, Sendable {
    /// What the log calls it: the incident, or the line of a file.
    public let name: String
    /// The report.
    public let report: Report
    /// Its words, if the rules could read them then and they were not forgotten since.
    public let personal: PersonalData?
    /// The wall-clock time at which it was routed.
    public let time: LocalTime
    /// What else was known, where that is known still.
    public let context: RoutingContext

    /// A report as it was routed.
    public init(
        name: String, report: Report, personal: PersonalData?, time: LocalTime,
        context: RoutingContext = RoutingContext(),
    ) {
        self.name = name
        self.report = report
        self.personal = personal
        self.time = time
        self.context = context
    }
}
