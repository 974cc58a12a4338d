public import DispatchCore
public import Governance

/// A recorded call after its replay: what the core made of it.
public struct ReplayedCall: Sendable {
    /// The position of the call among those that were to be replayed.
    public let position: Int
    /// The call's reports, each as the core knew it at the end.
    public let reports: [ReplayedReport]

    /// The earliest moment at which one of the call's reports reached the milestone.
    public func earliest(_ milestone: Milestone) -> Instant? {
        reports.lazy.flatMap { $0.instants(of: milestone) }.min()
    }

    /// The latest moment at which one of the call's reports reached the milestone.
    public func latest(_ milestone: Milestone) -> Instant? {
        reports.lazy.flatMap { $0.instants(of: milestone) }.max()
    }

    /// The interval from the call's earliest start to its earliest end.
    public func measure(_ interval: ResponseInterval) -> Measurement {
        Measurement(from: earliest(interval.start), to: earliest(interval.end))
    }
}

/// One report of a call: those of its runs that say the same about when it was accepted and filed.
public struct ReplayedReport: Sendable {
    /// The incident that the core made of it.
    public let incident: Incident
    /// For each assignment of the incident, the position of its run in the recorded call.
    public let runs: [Int]
    /// Milestones of the incident for which the record has no stamp.
    ///
    /// The core needs a moment for them all the same; what was lent to it does not count.
    public let lent: Set<Milestone>

    /// When `assignment` reached the milestone, as far as the record tells.
    public func instant(of milestone: Milestone, _ assignment: Assignment) -> Instant? {
        lent.contains(milestone) ? nil : milestone.instant(of: assignment, in: incident)
    }

    /// The interval of one assignment.
    public func measure(
        _ interval: ResponseInterval, _ assignment: Assignment,
    ) -> Measurement {
        Measurement(
            from: instant(of: interval.start, assignment), to: instant(of: interval.end, assignment)
        )
    }

    func instants(of milestone: Milestone) -> some Sequence<Instant> {
        incident.assignments.lazy.compactMap { instant(of: milestone, $0) }
    }
}
