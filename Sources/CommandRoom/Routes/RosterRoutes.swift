import DispatchCore
import Engine
import EventBus
import Governance
import HTTPTypes
import Hummingbird
import NIOCore
import TextFormats

/// Who is on duty where and when, and changes of it.
struct RosterRoutes {
    let engine: Engine

    private var county: County { engine.county }

    func add(to router: RouterGroup<CommandRoomContext>) {
        router.get("roster", use: onDuty)
        router.get("roster/changes", use: changes)
        router.post("roster/changes", use: order)
        router.post("roster/changes/:change/withdraw", use: withdraw)
        router.get("roster/coverage", use: coverage)
        router.get("responders/:responder/shifts", use: shifts)
        router.get("responders/:responder/shifts.ics", use: calendar)
    }

    /// Everybody with a role, an area or a duty at a moment, with the end of that duty.
    @Sendable
    private func onDuty(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        try request.allow("at", "within", "role", "duty")
        let parameters = request.uri.queryParameters
        let at = try parameters["at"].map { try Query.instant(String($0), "at") } ?? engine.now
        let area = try parameters["within"].map { try Query.area(String($0), "within") }
        let role = parameters["role"].flatMap { Role.ID(String($0)) }
        let wanted = try parameters["duty"].map {
            try Query.choices(String($0), "duty") { DutyStatus(rawValue: String($0)) }
        }
        let book = try await book()
        let loads = await engine.loads()
        return .json { object in
            object.field("at", at.description)
            object.array("items") { array in
                for responder in county.roster {
                    guard responder.serves(area), role.map(responder.roles.contains) ?? true else {
                        continue
                    }
                    let plan = DutyPlan(of: responder, in: book, zone: county.timeZone)
                    let status = plan.status(at: at)
                    guard wanted?.contains(status) ?? true else { continue }
                    array.object {
                        responder.write(to: &$0)
                        $0.field("duty", status.rawValue)
                        $0.field("until", plan.nextChange(after: at))
                        $0.field("load", loads?[responder.id] ?? 0)
                    }
                }
            }
        }
    }

    /// The changes that are in force or still to come, the latest order last.
    @Sendable
    private func changes(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        try request.allow()
        let changes = try await book().changes
        let now = engine.now
        return .json { object in
            object.array("items") { array in
                for change in changes where change.end ?? now > now {
                    array.object { write(change, to: &$0) }
                }
            }
        }
    }

    @Sendable
    private func order(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        let body = try await request.jsonBytes()
        let order = try body.decoded { DutyOrder(&$0) }
        let key = try request.idempotencyKey(body: body)
        return try await perform(
            RosterCommand(
                change: changeID(key), actor: try request.actor(default: .operator("desk")),
                action: .order(order)))
    }

    @Sendable
    private func withdraw(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        let body = try await request.jsonBytes()
        _ = try body.decoded { _ in true }
        guard let id = DutyChange.ID(context.parameters.get("change") ?? "") else {
            throw Problem(Rejection.dutyRefused(.unknown))
        }
        return try await perform(
            RosterCommand(
                change: id, actor: try request.actor(default: .operator("desk")),
                action: .withdraw))
    }

    private func perform(_ command: RosterCommand) async throws -> Response {
        do throws(EngineError) {
            let change = try await engine.perform(command)
            return .json { object in
                if let change { write(change, to: &object) }
            }
        } catch {
            throw Problem(error)
        }
    }

    /// The same key gives the same change, so that a repeated order is carried out once.
    private func changeID(_ key: IdempotencyKey?) -> DutyChange.ID {
        guard let key else {
            var generator = SystemRandomNumberGenerator()
            return DutyChange.ID.make(at: engine.now, using: &generator)
        }
        if let id = DutyChange.ID(key.key) { return id }
        // FNV-1a, 64 bits, over the key forwards and backwards: the parts of an id that is no time.
        func digest(_ bytes: some Sequence<UInt8>) -> UInt64 {
            bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        }
        return DutyChange.ID(high: digest(key.key.utf8), low: digest(key.key.utf8.reversed()))
    }

    private func write(_ change: DutyChange, to object: inout JSONObjectWriter) {
        change.write(to: &object)
        object.field("sentence", RosterWords(county: county).sentence(for: change))
    }

    private func book() async throws -> DutyBook {
        guard let book = await engine.dutyBook() else { throw Problem(EngineError.overloaded) }
        return book
    }
}

extension RosterRoutes {
    /// Whether the severest matter could be met in time, grid by grid and hour by hour.
    @Sendable
    private func coverage(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        try request.allow("hours")
        let hours = try request.uri.queryParameters["hours"].map {
            try Query.number(String($0), "hours", in: 1...CoverageForecast.maximumHours)
        }
        let start = engine.now
        let hour = start - .microseconds(start.microsecondsSinceEpoch % 3_600_000_000)
        let forecast = CoverageForecast(
            of: county, engine.rules, in: try await book(), from: hour, hours: hours ?? 168)
        return .json { forecast.write(to: &$0, of: county) }
    }

    /// The stretches of one person's duty; two weeks from now unless asked otherwise.
    @Sendable
    private func shifts(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        try request.allow("from", "to")
        let responder = try responder(context)
        let parameters = request.uri.queryParameters
        let from =
            try parameters["from"].map { try Query.instant(String($0), "from") }
            ?? engine.now
        let to =
            try parameters["to"].map { try Query.instant(String($0), "to") }
            ?? from + .hours(14 * 24)
        guard from < to, to - from <= DutyPlan.longest else {
            throw Problem.wrongField(
                "?to", "field.out_of_range", "结束须晚于开始，最多 400 天",
                "it must end after it begins, and within 400 days")
        }
        let plan = DutyPlan(of: responder, in: try await book(), zone: county.timeZone)
        return .json { object in
            object.field("responder", responder.id.name)
            object.array("items") { array in
                for stretch in plan.stretches(in: from..<to) {
                    array.object {
                        $0.field("duty", stretch.status.rawValue)
                        $0.field("from", stretch.time.lowerBound)
                        $0.field("to", stretch.time.upperBound)
                    }
                }
            }
        }
    }

    /// The same as a calendar that phones and calendar programs can subscribe to.
    @Sendable
    private func calendar(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        try request.allow()
        let responder = try responder(context)
        let calendar = RosterCalendar(
            of: [responder], in: try await book(), county: county, at: engine.now)
        var response = Response(
            status: .ok, headers: [.contentType: "text/calendar; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: calendar.text)))
        response.headers[.contentDisposition] =
            "attachment; filename=\"\(responder.id.name.replacing("/", with: "-")).ics\""
        return response
    }

    private func responder(_ context: CommandRoomContext) throws -> Responder {
        let text = context.parameters.get("responder") ?? ""
        guard let id = Responder.ID(text), let responder = county[id] else {
            throw Problem(
                .notFound, "responder.unknown", "名册中没有这个人", "The roster has no such responder")
        }
        return responder
    }
}

extension DutyOrder {
    /// The order in the fields of a body.
    init?(_ fields: inout JSONFields) {
        let kind: DutyChange.Kind? = fields.enumeration("kind")
        let reason: DutyChange.Reason? = fields.enumeration("reason")
        let responder = fields.responder("responder", .required)
        let partner = fields.responder("partner", .optional)
        let from = fields.instant("from")
        let until = fields.instant("to")
        let backFrom = fields.instant("returnFrom")
        let backTo = fields.instant("returnTo")
        var inReturn: Range<Instant>?
        if let backFrom, let backTo {
            guard backFrom < backTo else {
                fields.refuse(
                    "returnTo", message: "It ends before it begins.", chineseMessage: "结束早于开始。")
                return nil
            }
            inReturn = backFrom..<backTo
        }
        guard let kind, let reason, let responder else { return nil }
        self.init(
            kind, of: responder, from: from, until: until, with: partner, inReturn: inReturn,
            because: reason)
    }
}

extension JSONFields {
    fileprivate mutating func responder(_ name: String, _ presence: Presence) -> Responder.ID? {
        value(name, presence, expecting: "the name of a responder", chinese: "人员编号") {
            Responder.ID($0)
        }
    }
}
