public import Governance

/// Something that must happen outside because of what was decided.
///
/// Effects follow from events and state alone; whoever performs them may do so late or, after a
/// crash, again, so each names what makes a repetition harmless.
public enum Effect: Hashable, Sendable {
    /// Tell these responders; done when the incident says that they were notified.
    case notify(Incident.ID, assignments: [Int])
    /// Call the operators' attention.
    case alert(Incident.ID, Alert)
}

/// Why the command room must look at an incident.
public enum Alert: Hashable, Sendable {
    /// A role could not be filled.
    case roleUnfilled(Role.ID)
    /// A limit passed.
    case deadlineMissed(Incident.Deadline.Kind)
    /// A limit is near.
    case deadlineNear(Incident.Deadline.Kind)
    /// A limit leans on days of which the calendar states no holidays.
    case deadlineUncertain(Incident.Deadline.Kind)
    /// 督办: by a supervisor, or because that limit was missed.
    case supervision(Incident.Deadline.Kind?)
    /// A rule failed at run time, so that a default decided.
    case degradedDecision
    /// 交界: these areas may own the matter too.
    case boundary([AreaCode])
    /// Nobody said whose the matter is, so that it stays where it was reported.
    case boundaryUnanswered
    /// A promised act or a visit is due soon.
    case actNear(Int)
    /// A promised act or a visit is overdue.
    case actMissed(Int)
    /// A like matter was reported at the same place after a mediation.
    case recurrence(Incident.ID)
}

extension Sequence<Event> {
    /// The numbers of the assignments whose responders are to be told of these events, in order.
    public var assignmentsToNotify: [Int] {
        var numbers: [Int] = []
        for event in self {
            if case .respondersRequested(let requests) = event.kind {
                numbers += requests.map(\.number)
            }
        }
        return numbers
    }
}

extension Effect {
    /// The effects of events that were just recorded, in order.
    public static func of(_ events: [Event]) -> [Effect] {
        events.compactMap { event in
            guard let id = event.incident else { return nil }
            switch event.kind {
            case .respondersRequested(let requests):
                return .notify(id, assignments: requests.map(\.number))
            case .roleUnfilled(let role, _): return .alert(id, .roleUnfilled(role))
            case .deadlineMissed(let kind, _): return .alert(id, .deadlineMissed(kind))
            case .deadlineNear(let kind): return .alert(id, .deadlineNear(kind))
            case .deadlineUncertain(let kind): return .alert(id, .deadlineUncertain(kind))
            case .supervisionOrdered(let kind): return .alert(id, .supervision(kind))
            case .rulesFailed: return .alert(id, .degradedDecision)
            default: return followUp(event.kind, id)
            }
        }
    }

    private static func followUp(_ kind: Event.Kind, _ id: Incident.ID) -> Effect? {
        switch kind {
        case .boundaryNoted(let areas, _, _): .alert(id, .boundary(areas))
        case .boundaryAnswered(_, byDefault: true): .alert(id, .boundaryUnanswered)
        case .actNear(let number): .alert(id, .actNear(number))
        case .actMissed(let number, _): .alert(id, .actMissed(number))
        case .matterRecurred(let other): .alert(id, .recurrence(other))
        default: nil
        }
    }
}
