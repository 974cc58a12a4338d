public import Governance

/// What was measured of one group of incidents and assignments.
public struct StatisticsGroup: Hashable, Sendable {
    /// How many incidents.
    public private(set) var incidents = 0
    /// How many of them have begun and not yet reached the last required role on scene, or the end.
    public private(set) var open = 0
    /// How many assignments.
    public private(set) var assignments = 0
    /// The samples of ``Measure/ofIncidents``, in that order.
    public private(set) var ofIncidents: [MeasuredSamples]
    /// The samples of ``Measure/ofAssignments``, in that order.
    public private(set) var ofAssignments: [MeasuredSamples]
    /// Which role was the last to arrive, how often.
    public private(set) var lastRoles: [Role.ID: Int] = [:]
    /// Incidents that were all there within so many seconds of the accepted report; see
    /// ``headlineSeconds``.
    public private(set) var withinHeadline = 0

    /// The eight minutes of the story that the product is built from.
    public static let headlineSeconds = 480

    init() {
        ofIncidents = Array(repeating: MeasuredSamples(), count: Measure.ofIncidents.count)
        ofAssignments = Array(repeating: MeasuredSamples(), count: Measure.ofAssignments.count)
    }

    mutating func add(_ history: CaseHistory, asOf moment: Instant) {
        let incident = history.incident
        incidents += 1
        for (index, measure) in Measure.ofIncidents.enumerated() {
            ofIncidents[index].add(measure, of: history, asOf: moment)
        }
        guard let (arrival, last) = incident.fullAssignment else {
            if incident.stage != .closed { open += 1 }
            return
        }
        lastRoles[last, default: 0] += 1
        if arrival - incident.acceptedAt <= .seconds(Self.headlineSeconds) { withinHeadline += 1 }
    }

    mutating func add(_ assignment: Assignment, _ incident: Incident, asOf moment: Instant) {
        assignments += 1
        for (index, measure) in Measure.ofAssignments.enumerated() {
            ofAssignments[index].add(measure, of: assignment, incident, asOf: moment)
        }
    }
}
