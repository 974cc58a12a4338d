import Engine
import EventBus
import Governance
import Hummingbird
import TextFormats

/// `GET /api/v1/follow-ups`: the promised acts and visits that are still to come, the next first.
struct FollowUpRoutes {
    /// How many are told at once.
    static let maximumItems = 200

    let engine: Engine

    func add(to router: RouterGroup<CommandRoomContext>) {
        router.get("follow-ups", use: followUps)
    }

    @Sendable
    private func followUps(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        try request.allow("responder", "township")
        let parameters = request.uri.queryParameters
        let township = try parameters["township"].map { try Query.area(String($0), "township") }
        let responder = parameters["responder"].map(String.init)
        let incidents = await engine.mediatedIncidents() ?? []
        var items: [(incident: Incident, act: Mediation.Act)] = []
        for incident in incidents
        where township?.contains(incident.report.area) ?? true
            && responder.map(incident.hasWorked) ?? true
        {
            for act in incident.mediation?.openActs ?? [] { items.append((incident, act)) }
        }
        items.sort {
            ($0.act.deadline.due, $0.incident.id, $0.act.number)
                < ($1.act.deadline.due, $1.incident.id, $1.act.number)
        }
        return .json { object in
            object.array("items") { array in
                for item in items.prefix(Self.maximumItems) {
                    array.object {
                        $0.field("incident", item.incident.id)
                        $0.field("number", item.incident.number)
                        $0.field("township", item.incident.partition)
                        $0.field("grid", item.incident.report.area)
                        $0.field("category", item.incident.report.category)
                        $0.field("stage", item.incident.stage.rawValue)
                        $0.field("act", item.act)
                    }
                }
            }
        }
    }
}

extension Incident {
    /// Whether a responder was there for it.
    fileprivate func hasWorked(_ responder: String) -> Bool {
        assignments.contains { $0.responder.name == responder && $0.onSceneAt != nil }
    }
}
