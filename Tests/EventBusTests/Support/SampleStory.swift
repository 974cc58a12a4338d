import EventBus
import Governance

/// Incidents that grow event by event, with the state after each as the engine would hand it over.
///
/// The states follow a fold of its own, far simpler than the dispatch core's, which is enough to see
/// that the tables hold what they are given.
struct SampleStory {
    private(set) var incidents: [Incident.ID: Incident] = [:]

    /// The request that takes a report.
    mutating func accept(
        _ number: Int, text: String? = "听见哭声", report: Report? = nil,
        in partition: AreaCode? = nil,
    ) -> AppendRequest {
        request([Sample.accepted(number, text: text, report: report)], number, in: partition)
    }

    /// The request that adds events to an incident.
    mutating func add(_ events: [Event], to number: Int) -> AppendRequest {
        request(events, number, in: nil)
    }

    /// The events of a whole life: requested, on scene, done, closed.
    static func life(of number: Int) -> [Event] {
        [
            Sample.event(
                number,
                .incidentFiled(
                    Sample.decision(), arriveBy: Sample.start + .seconds(480),
                    settleBy: Sample.start + .seconds(7_200)), after: 1),
            Sample.event(
                number,
                .respondersRequested([Sample.request(1), Sample.request(2, role: "police")]),
                after: 2),
            Sample.event(number, .responderOnScene(1, position: nil), after: 300),
            Sample.event(number, .responderOnScene(2, position: nil), after: 481),
            Sample.event(number, .assignmentDone(1), after: 900, text: "调解成功"),
            Sample.event(number, .assignmentDone(2), after: 901),
            Sample.event(number, .incidentClosed, after: 1_000),
        ]
    }

    /// What an event makes of an incident here.
    static func fold(_ incident: Incident?, _ event: Event) -> Incident? {
        if case .reportAccepted(let report, let number, _) = event.kind, let id = event.incident {
            return Incident(id: id, number: number, report: report, acceptedAt: event.recordedAt)
        }
        guard var incident else { return nil }
        incident.version += 1
        switch event.kind {
        case .incidentFiled(let decision, _, _, _):
            incident.decision = decision
            incident.requiredRoles = decision.roles
            incident.stage = .dispatching
        case .respondersRequested(let requests):
            incident.assignments += requests.map {
                Assignment($0, requestedAt: event.recordedAt)
            }
        case .responderOnScene(let number, _) where number <= incident.assignments.count:
            incident.assignments[number - 1].state = .onScene
            incident.assignments[number - 1].onSceneAt = event.recordedAt
        case .assignmentDone(let number) where number <= incident.assignments.count:
            incident.assignments[number - 1].state = .done
        case .incidentClosed:
            incident.stage = .closed
            incident.closedAt = event.recordedAt
        default: break
        }
        return incident
    }

    private mutating func request(
        _ events: [Event], _ number: Int, in partition: AreaCode?,
    ) -> AppendRequest {
        let id = Sample.id(number)
        for event in events { incidents[id] = Self.fold(incidents[id], event) }
        return AppendRequest(
            partition: partition ?? incidents[id]?.partition ?? Sample.huabu, events: events,
            cause: "request-\(number)", incident: incidents[id])
    }
}
