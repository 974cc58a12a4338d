import DispatchCore
import Engine
import EventBus
import Governance
import HTTPTypes
import Hummingbird
import NIOCore
import TextFormats

/// Commands on incidents and assignments: one POST each, all answered with the incident after them.
struct CommandRoutes {
    let engine: Engine
    let incidents: IncidentDocuments
    let photos: StepPhotos

    func add(to router: RouterGroup<CommandRoomContext>) {
        router.post("incidents/:incident/file") { try await perform($0, $1, plain(.file)) }
        router.post("incidents/:incident/check") {
            try await perform($0, $1) { fields in
                var wish = plain(.check)(&fields)
                wish?.personal.attachments = fields.photos()
                return wish
            }
        }
        router.post("incidents/:incident/close") { try await perform($0, $1, plain(.close)) }
        router.post("incidents/:incident/requests") { try await perform($0, $1, request) }
        router.post("incidents/:incident/waivers") { try await perform($0, $1, waive) }
        for step in LifeRequest.allCases {
            router.post("incidents/:incident/\(step.rawValue)") { request, context in
                try await perform(request, context) { fields in
                    let (text, occurredAt) = (fields.note(), fields.instant("occurredAt"))
                    let photos = step.takesPhotos ? fields.photos() : []
                    return step.read(&fields).map {
                        Wish(
                            action: $0, text: text, occurredAt: occurredAt,
                            personal: PersonalData(attachments: photos))
                    }
                }
            }
        }
        addMediation(to: router)
        let assignment = "incidents/:incident/assignments/:number"
        for step in ["acknowledge", "depart", "finish", "decline", "arrive"] {
            router.post("\(assignment)/\(step)") { request, context in
                let number = try assignmentNumber(context)
                return try await perform(request, context) { action(step, number, &$0) }
            }
        }
    }

    /// What a body asks for, beside who acts on which incident.
    struct Wish {
        let action: Command.Action
        var text: String?
        var occurredAt: Instant?
        /// What tells who somebody is, beside the words.
        var personal = PersonalData()
    }

    private func plain(
        _ action: Command.Action,
    ) -> (inout JSONFields) -> Wish? {
        { Wish(action: action, text: $0.note(), occurredAt: $0.instant("occurredAt")) }
    }

    private func request(_ fields: inout JSONFields) -> Wish? {
        let role = fields.role()
        let responder = fields.value(
            "responder", .optional, expecting: "the name of a responder", chinese: "人员编号",
        ) { Responder.ID($0) }
        return role.map { Wish(action: .request($0, responder)) }
    }

    private func waive(_ fields: inout JSONFields) -> Wish? {
        let role = fields.role()
        // Overriding the rules needs a reason that can be read later.
        let reason = fields.string("text", minimumLength: 1, maximumLength: 4_000)
        return role.map { Wish(action: .waive($0), text: reason) }
    }

    private func action(
        _ step: String, _ number: Int, _ fields: inout JSONFields,
    ) -> Wish? {
        let occurredAt = fields.instant("occurredAt")
        let text = fields.note()
        let photos = step == "finish" ? fields.photos() : []
        let action: Command.Action?
        switch step {
        case "acknowledge": action = .acknowledge(number)
        case "depart": action = .depart(number)
        case "finish": action = .finish(number)
        case "arrive": action = .arrive(number, position: fields.coordinate("position"))
        default:
            let reason = fields.enumeration("reason", .optional, DeclineReason.self)
            action = .decline(number, reason ?? .other)
        }
        return action.map {
            Wish(
                action: $0, text: text, occurredAt: occurredAt,
                personal: PersonalData(attachments: photos))
        }
    }

    func perform(
        _ request: Request, _ context: CommandRoomContext,
        _ decode: (inout JSONFields) -> Wish?,
    ) async throws -> Response {
        let id = try incidentID(context)
        let body = try await request.jsonBytes()
        let wish = try body.decoded(decode)
        var personal = wish.personal
        personal.text = wish.text
        let command = Command(
            incident: id, occurredAt: wish.occurredAt,
            actor: try request.actor(default: .operator("desk")), action: wish.action,
            personal: personal.isEmpty ? nil : personal,
            expectedVersion: try request.expectedVersion())
        let key = try request.idempotencyKey(body: body)
        try await photos.check(command.personal)
        let answer: Engine.Answer
        do throws(EngineError) {
            answer = try await engine.perform(command, idempotency: key)
        } catch {
            throw try await problem(of: error, id)
        }
        try await photos.take(command.personal, for: id)
        return .incident(answer)
    }

    private func problem(of error: EngineError, _ id: Incident.ID) async throws -> Problem {
        guard case .rejected(let rejection) = error else { return Problem(error) }
        switch rejection {
        case .unknownIncident where try await incidents.exists(id):
            // The engine forgets closed incidents; the read model still knows them.
            return Problem(Rejection.stageForbids(.closed))
        case .changed(let expected, _): return try await changed(id, since: expected, rejection)
        default: return Problem(rejection)
        }
    }

    /// 412 with the incident as it is now, and what has happened since the version that was seen.
    private func changed(
        _ id: Incident.ID, since version: Int, _ rejection: Rejection,
    ) async throws -> Problem {
        var problem = Problem(rejection)
        guard let incident = await engine.openIncident(id) else { return problem }
        var writer = JSONWriter()
        writer.value(incident)
        problem.members = [
            ("current", try JSON.parse(writer.bytes)),
            ("changes", .array(try await incidents.timeline(of: id, after: version))),
        ]
        return problem
    }
}

extension JSONFields {
    /// The name of a role.
    mutating func role() -> Role.ID? {
        value("role", expecting: "the name of a role", chinese: "角色名称") { Role.ID($0) }
    }

    /// Free words beside a command.
    mutating func note() -> String? {
        string("text", .optional, maximumLength: 4_000)
    }
}

/// The incident that a path names.
func incidentID(_ context: CommandRoomContext) throws(Problem) -> Incident.ID {
    let text = context.parameters.get("incident") ?? ""
    guard let id = Incident.ID(text) else { throw .noIncident(text) }
    return id
}

private func assignmentNumber(_ context: CommandRoomContext) throws(Problem) -> Int {
    let text = context.parameters.get("number") ?? ""
    guard let number = Int(text), number > 0 else {
        throw Problem(.notFound, "assignment.unknown", "没有这个任务", "There is no such assignment")
    }
    return number
}
