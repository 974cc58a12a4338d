import Engine
import EventBus
import Governance
import HTTPTypes
import Hummingbird
import TextFormats

/// `POST /api/v1/reports`: 上报.
struct ReportRoutes {
    let engine: Engine
    let photos: StepPhotos
    /// Whether every report is part of an exercise, whatever it says.
    var isExercise = false

    func add(to router: RouterGroup<CommandRoomContext>) {
        router.post("reports", use: submit)
    }

    @Sendable
    private func submit(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        let body = try await request.jsonBytes()
        let now = engine.now
        var generator = IdentifierSource()
        let id = Report.ID.make(at: now, using: &generator)
        let submitted = try body.decoded {
            ReportRequest(
                &$0, county: engine.county, id: id, now: now, isExercise: isExercise)
        }
        try await photos.check(submitted.personal)
        let command = Command(
            incident: .make(at: now, using: &generator),
            occurredAt: submitted.report.occurredAt,
            actor: try request.actor(default: .worker("unnamed")),
            action: .submit(submitted.report), personal: submitted.personal)
        let answer = try await engine.perform(
            command, idempotency: try request.idempotencyKey(body: body))
        try await photos.take(submitted.personal, for: answer.incident.id)
        var response = Response.incident(answer, status: .created)
        response.headers[.location] = "/api/v1/incidents/\(answer.incident.id)"
        return response
    }
}

extension Response {
    /// An incident as a command left it.
    static func incident(
        _ answer: Engine.Answer, status: HTTPResponse.Status = .ok,
    ) -> Response {
        var headers: HTTPFields = [.eTag: "\"\(answer.incident.version)\""]
        if answer.isRepeated { headers[.idempotencyReplayed] = "true" }
        return .json(answer.document.bytes, status: status, headers: headers)
    }
}
