import Engine
import EventBus
import Governance
import Hummingbird
import TextFormats

/// What the pages need to know of the county: categories, roles, areas, people, and the clock.
struct CountyRoutes {
    let engine: Engine
    let readModels: any ReadModels
    var isExercise = false

    private var county: County { engine.county }

    func add(to router: RouterGroup<CommandRoomContext>) {
        router.get("county") { _, _ in countyDocument() }
        router.get("areas", use: areas)
        router.get("responders", use: responders)
        router.get("responders/:responder/assignments", use: assignments)
    }

    private func countyDocument() -> Response {
        .json { object in
            let area = county.grids.county
            object.field("code", area.code.description)
            object.field("name", area.name)
            object.field("version", county.version.description)
            object.field("timeZone", county.timeZone.name)
            object.field("exercise", isExercise)
            object.object("clock") {
                $0.field("now", engine.now.description)
                $0.field("speed", engine.speed)
            }
            object.array("roles") { array in
                for role in county.roles {
                    array.object {
                        $0.field("id", role.id.name)
                        $0.field("title", role.title)
                    }
                }
            }
            object.array("categories") { array in
                for category in county.categories { array.object(category.write) }
            }
            object.array("townships") { array in
                for area in county.grids.areas(at: .township) { array.object(area.write) }
            }
        }
    }

    @Sendable
    private func areas(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        try request.allow("within")
        let text = request.uri.queryParameters["within"].map(String.init)
        let around = try text.map { try Query.area($0, "within") } ?? county.grids.county.code
        return .json { object in
            object.array("items") { array in
                for area in county.grids.areas
                where area.code.level >= .community && around.contains(area.code) {
                    array.object(area.write)
                }
            }
        }
    }

    @Sendable
    private func responders(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        try request.allow("township")
        let text = request.uri.queryParameters["township"].map(String.init)
        let township = try text.map { try Query.area($0, "township") }
        let loads = await engine.loads()
        let book = await engine.dutyBook() ?? DutyBook()
        let now = engine.now
        let time = county.timeZone.localTime(at: now)
        return .json { object in
            object.array("items") { array in
                for responder in county.roster where responder.serves(township) {
                    array.object {
                        responder.write(to: &$0)
                        let duty = book.status(of: responder, at: now, reading: time)
                        $0.field("onDuty", duty == .onDuty)
                        $0.field("duty", duty.rawValue)
                        if let loads {
                            $0.field("load", loads[responder.id] ?? 0)
                        } else {
                            $0.null("load")
                        }
                    }
                }
            }
        }
    }

    /// The incidents in which a responder has a live assignment, with that assignment.
    @Sendable
    private func assignments(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        let text = context.parameters.get("responder") ?? ""
        guard let id = Responder.ID(text), county[id] != nil else {
            throw Problem(
                .notFound, "responder.unknown", "名册中没有这个人", "The roster has no such responder")
        }
        let assignments = try await readModels.assignments(of: id)
        return .json { object in
            object.array("items") { array in
                for assignment in assignments { array.append(assignment.document) }
            }
        }
    }
}

extension Responder {
    /// Whether the responder covers something of the township, or the township as a whole.
    func serves(_ township: AreaCode?) -> Bool {
        guard let township else { return true }
        return coverage.contains { $0.contains(township) || township.contains($0) }
    }

    func write(to object: inout JSONObjectWriter) {
        object.field("id", id.name)
        object.field("name", name)
        object.field("roles", roles.map(\.name))
        object.field("coverage", coverage.map(\.description))
        object.field("station", station)
        if !skills.isEmpty { object.field("skills", skills.map(\.name).sorted()) }
    }
}

extension Area {
    fileprivate func write(to object: inout JSONObjectWriter) {
        object.field("code", code.description)
        object.field("level", code.level.name)
        object.field("name", name)
        object.field("centre", centre)
    }
}

extension ReportCategory {
    fileprivate func write(to object: inout JSONObjectWriter) {
        object.field("id", id.name)
        object.field("title", title)
        object.array("questions") { array in
            for question in questions {
                array.object {
                    $0.field("name", question.name)
                    $0.field("text", question.text)
                }
            }
        }
        if !photos.isEmpty { object.field("photos", photos.map(\.rawValue).sorted()) }
        object.array("steps") { array in
            for step in steps { array.append(step) }
        }
    }
}

extension ResponderAssignment {
    /// The incident's document with the responder's own assignment as a further member.
    fileprivate var document: JSON {
        guard var object = (try? JSON.parse(incident.document))?.objectValue else { return .null }
        object["assignment"] = object["assignments"]?[number - 1]
        return .object(object)
    }
}
