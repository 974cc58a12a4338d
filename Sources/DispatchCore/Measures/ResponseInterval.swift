public import Governance

/// An interval of a response, from one milestone to another, with its name and definition.
///
/// A figure means nothing without its definition, so whoever shows one shows ``definition`` too.
public struct ResponseInterval: Hashable, Sendable {
    /// Where the interval begins.
    public let start: Milestone
    /// Where it ends.
    public let end: Milestone
    /// The name that people see.
    public let title: LocalizedText

    /// The interval between two milestones; without a title its definition is its name.
    public init(from start: Milestone, to end: Milestone, title: LocalizedText? = nil) {
        self.start = start
        self.end = end
        self.title = title ?? Self.definition(start, end)
    }

    /// What is measured, for example `from report accepted to responder on scene`.
    public var definition: LocalizedText { Self.definition(start, end) }

    /// The interval of one assignment of `incident`.
    public func measure(_ assignment: Assignment, of incident: Incident) -> Measurement {
        Measurement(
            from: start.instant(of: assignment, in: incident),
            to: end.instant(of: assignment, in: incident))
    }

    /// The interval of the incident as a whole; missing where a milestone is an assignment's.
    public func measure(_ incident: Incident) -> Measurement {
        Measurement(from: start.instant(in: incident), to: end.instant(in: incident))
    }

    private static func definition(_ start: Milestone, _ end: Milestone) -> LocalizedText {
        LocalizedText(
            chinese: "从\(start.title.chinese)到\(end.title.chinese)",
            english: "from \(start.title.english) to \(end.title.english)")
    }
}

/// The intervals of the live statistics, in the order in which a response goes through them.
///
/// Names follow NFPA 1710 and 1225 where those have the same interval: alarm processing, turnout,
/// travel, full alarm assignment.
extension ResponseInterval {
    /// Until the first decision who is to come: NFPA's alarm processing time.
    public static let alarmProcessing = ResponseInterval(
        from: .accepted, to: .requested,
        title: LocalizedText(chinese: "受理派遣用时", english: "alarm processing time"))
    /// Until the responder is told, which is the channels' doing.
    public static let notification = ResponseInterval(
        from: .requested, to: .notified,
        title: LocalizedText(chinese: "通知用时", english: "notification time"))
    /// Until the responder answers.
    public static let acknowledgement = ResponseInterval(
        from: .notified, to: .acknowledged,
        title: LocalizedText(chinese: "接单用时", english: "acknowledgement time"))
    /// Until the responder leaves: NFPA's turnout time.
    public static let turnout = ResponseInterval(
        from: .notified, to: .enRoute,
        title: LocalizedText(chinese: "出动用时", english: "turnout time"))
    /// Until the responder arrives: NFPA's travel time.
    public static let travel = ResponseInterval(
        from: .enRoute, to: .onScene,
        title: LocalizedText(chinese: "路途用时", english: "travel time"))
    /// From arrival to the end of the work.
    public static let workOnScene = ResponseInterval(
        from: .onScene, to: .done,
        title: LocalizedText(chinese: "现场处置用时", english: "time on scene"))
    /// From the accepted report to this responder's arrival.
    public static let totalResponse = ResponseInterval(
        from: .accepted, to: .onScene,
        title: LocalizedText(chinese: "总响应用时", english: "total response time"))
    /// From the accepted report to the first arrival of anybody.
    public static let firstArrival = ResponseInterval(
        from: .accepted, to: .firstOnScene,
        title: LocalizedText(chinese: "首达用时", english: "first arrival time"))
    /// From the accepted report to the last required role on scene: the clock that matters.
    public static let fullAssignment = ResponseInterval(
        from: .accepted, to: .fullAssignment,
        title: LocalizedText(chinese: "到齐用时", english: "full assignment time"))
    /// From the accepted report to its filing.
    public static let filing = ResponseInterval(
        from: .accepted, to: .filed,
        title: LocalizedText(chinese: "立案用时", english: "filing time"))
    /// From the accepted report to the disposed incident.
    public static let settling = ResponseInterval(
        from: .accepted, to: .disposed,
        title: LocalizedText(chinese: "处置用时", english: "settling time"))
    /// From the disposed incident to its check.
    public static let checking = ResponseInterval(
        from: .disposed, to: .checked,
        title: LocalizedText(chinese: "核查用时", english: "checking time"))
    /// From the accepted report to the closed incident.
    public static let closing = ResponseInterval(
        from: .accepted, to: .closed,
        title: LocalizedText(chinese: "结案用时", english: "closing time"))

    /// The intervals of one assignment, in order.
    public static let ofAssignments = [
        alarmProcessing, notification, acknowledgement, turnout, travel, workOnScene, totalResponse,
    ]
    /// The intervals of an incident as a whole, in order.
    public static let ofIncidents = [firstArrival, fullAssignment]
}
