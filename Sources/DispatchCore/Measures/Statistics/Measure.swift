public import Governance

/// One interval of the live statistics, with the limit that it is held to.
public struct Measure: Hashable, Sendable {
    /// Of what the interval is.
    public enum Scope: String, Sendable {
        /// Of an incident as a whole.
        case incident
        /// Of one assignment.
        case assignment
    }

    /// The name that programs know it by, for example `full_assignment`.
    public let id: String
    /// Of what it is.
    public let scope: Scope
    /// From where to where.
    public let interval: ResponseInterval
    /// Which limit of the incident its end is held to, if there is one.
    public let limit: Incident.Deadline.Kind?

    /// What the limit is, for people; nil where there is none.
    public var standard: LocalizedText? {
        switch limit {
        case .arrive?:
            LocalizedText(
                chinese: "到场时限，含延期与挂账", english: "the arrival limit, with extensions and pauses")
        case .settle?:
            LocalizedText(
                chinese: "处置时限，含延期与挂账", english: "the settling limit, with extensions and pauses")
        case .file?: LocalizedText(chinese: "立案时限", english: "the filing limit")
        case .check?: LocalizedText(chinese: "核查时限", english: "the checking limit")
        case .close?: LocalizedText(chinese: "结案时限", english: "the closing limit")
        default:
            self == Self.acknowledgement
                ? LocalizedText(chinese: "接单时限", english: "the limit for an answer") : nil
        }
    }
}

extension Measure {
    /// The clock that matters: report accepted to the last required role on scene.
    public static let fullAssignment = Measure(
        id: "full_assignment", scope: .incident, interval: .fullAssignment, limit: .arrive)
    static let acknowledgement = Measure(
        id: "acknowledgement", scope: .assignment, interval: .acknowledgement, limit: nil)

    /// The intervals of an incident, the most important first.
    public static let ofIncidents = [
        fullAssignment,
        Measure(id: "first_arrival", scope: .incident, interval: .firstArrival, limit: nil),
        Measure(id: "filing", scope: .incident, interval: .filing, limit: .file),
        Measure(id: "settling", scope: .incident, interval: .settling, limit: .settle),
        Measure(id: "checking", scope: .incident, interval: .checking, limit: .check),
        Measure(id: "closing", scope: .incident, interval: .closing, limit: .close),
    ]

    /// The intervals of an assignment, in the order of a response.
    public static let ofAssignments = [
        Measure(
            id: "alarm_processing", scope: .assignment, interval: .alarmProcessing, limit: nil),
        Measure(id: "notification", scope: .assignment, interval: .notification, limit: nil),
        acknowledgement,
        Measure(id: "turnout", scope: .assignment, interval: .turnout, limit: nil),
        Measure(id: "travel", scope: .assignment, interval: .travel, limit: nil),
        Measure(id: "on_scene", scope: .assignment, interval: .workOnScene, limit: nil),
        Measure(id: "total_response", scope: .assignment, interval: .totalResponse, limit: nil),
    ]
}
