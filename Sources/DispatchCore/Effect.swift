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
}

extension Sequence<Effect> {
    /// The numbers of the assignments whose responders are to be told, in order.
    public var assignmentsToNotify: [Int] {
        flatMap { effect in
            guard case .notify(_, let assignments) = effect else { return [Int]() }
            return assignments
        }
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
            case .incidentFiled(let decision, _, _, _) where decision.isDegraded:
                return .alert(id, .degradedDecision)
            default: return nil
            }
        }
    }
}
