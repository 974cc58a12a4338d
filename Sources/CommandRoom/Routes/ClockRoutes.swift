import DispatchCore
import Engine
import EventBus
import Governance
import HTTPTypes
import Hummingbird
import TextFormats

/// `GET /api/v1/incidents/{incident}/clocks`: both clocks of an incident, now or as of any moment.
struct ClockRoutes {
    let log: any EventLog
    let engine: Engine

    func add(to router: RouterGroup<CommandRoomContext>) {
        router.get("incidents/:incident/clocks", use: clocks)
    }

    @Sendable
    private func clocks(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        try request.allow("asOf")
        let id = try incidentID(context)
        let asked = request.uri.queryParameters["asOf"].map(String.init)
        let moment = try asked.map { text throws(Problem) in try Query.instant(text, "asOf") }
        let asOf = moment ?? engine.now
        let records = try await log.records(of: id).filter { $0.event.recordedAt <= asOf }
        guard let incident = Incident.folded(from: records) else {
            throw Problem.noIncident("\(id)")
        }
        let calendar = engine.county.calendar
        let time = incident.openTime(asOf: asOf, calendar)
        return .json { object in
            object.field("asOf", asOf)
            object.field("stage", incident.stage.rawValue)
            object.field("wallSeconds", time.wall.components.seconds)
            object.field("workingSeconds", time.working.components.seconds)
            object.field("pausedWallSeconds", time.pausedWall.components.seconds)
            object.field("pausedWorkingSeconds", time.pausedWorking.components.seconds)
            object.array("deadlines") { deadlines in
                for deadline in incident.deadlines {
                    deadlines.object { write(deadline, asOf, calendar, to: &$0) }
                }
            }
        }
    }

    /// What is left of a limit on both clocks; negative once it has passed.
    private func write(
        _ deadline: Incident.Deadline, _ asOf: Instant, _ calendar: WorkingCalendar,
        to object: inout JSONObjectWriter,
    ) {
        let left = calendar.workingTime(from: asOf, to: deadline.limit)
        let over = calendar.workingTime(from: deadline.limit, to: asOf)
        object.field("kind", deadline.kind.rawValue)
        object.field("limit", deadline.limit)
        object.field("leftWallSeconds", (deadline.limit - asOf).components.seconds)
        object.field("leftWorkingSeconds", (left - over).components.seconds)
        if deadline.isUncertain { object.field("uncertain", true) }
    }
}
