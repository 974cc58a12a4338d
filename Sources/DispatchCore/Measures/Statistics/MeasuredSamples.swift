import Governance

/// The samples of one measure in one group, with how many kept their limit.
///
/// Eight bytes a sample, so that percentiles are those of the samples themselves.
public struct MeasuredSamples: Hashable, Sendable {
    /// The samples; what has ended without a stamp is missing.
    public private(set) var samples = SampleSet()
    /// How many are not over yet.
    public private(set) var pending = 0
    /// How many kept their limit and how many did not; what is not over and past its limit did not.
    public private(set) var timeliness = Timeliness()

    /// No samples.
    init() {}

    /// Takes the interval of an incident as a whole.
    mutating func add(_ measure: Measure, of history: CaseHistory, asOf moment: Instant) {
        let incident = history.incident
        let measurement = measure.interval.measure(incident)
        let limit = measure.limit.flatMap { history.limits[$0] }
        if case .missing = measurement {
            guard measure.interval.canEnd(history) else { return }
            if incident.stage == .closed { samples.add(.missing) } else { pending += 1 }
            if let limit, limit < moment { timeliness.add(end: moment, due: limit) }
            return
        }
        samples.add(measurement)
        guard let limit, let end = measure.interval.end.instant(in: incident) else { return }
        timeliness.add(end: end, due: limit)
    }

    /// Takes the interval of one assignment.
    mutating func add(
        _ measure: Measure, of assignment: Assignment, _ incident: Incident, asOf moment: Instant,
    ) {
        let measurement = measure.interval.measure(assignment, of: incident)
        if measure == .acknowledgement { judgeAnswer(assignment, asOf: moment) }
        guard case .missing = measurement else { return samples.add(measurement) }
        let hasEnded = measure.interval.end.instant(of: assignment, in: incident) != nil
        switch assignment.state {
        // What cannot happen any more is no sample that is missing.
        case .declined, .timedOut, .released: if hasEnded { samples.add(.missing) }
        case .done: samples.add(.missing)
        case .requested, .notified, .acknowledged, .enRoute, .onScene:
            if hasEnded { samples.add(.missing) } else { pending += 1 }
        }
    }

    /// Going there is an answer too, and so is a refusal.
    private mutating func judgeAnswer(_ assignment: Assignment, asOf moment: Instant) {
        let answers = [assignment.acknowledgedAt, assignment.enRouteAt, assignment.onSceneAt]
        if let answer = answers.compactMap(\.self).min() {
            timeliness.add(end: answer, due: assignment.acknowledgeBy)
        } else if assignment.state == .timedOut
            || (assignment.state.awaitsAnswer && assignment.acknowledgeBy < moment)
        {
            timeliness.add(
                end: max(moment, assignment.acknowledgeBy + .microseconds(1)),
                due: assignment.acknowledgeBy)
        }
    }
}

extension ResponseInterval {
    /// Whether the interval can come to an end in such an incident, or should have.
    fileprivate func canEnd(_ history: CaseHistory) -> Bool {
        guard history.isGenuine else { return false }
        return switch end {
        case .fullAssignment, .firstOnScene: !history.incident.requiredRoles.isEmpty
        default: true
        }
    }
}
