import Governance
import HTTPTypes
import Hummingbird
import TextFormats

/// `/api/v1/drills`: 演练.
struct DrillRoutes {
    let hall: (any DrillHall)?

    func add(to router: RouterGroup<CommandRoomContext>) {
        router.get("drills", use: list)
        router.post("drills", use: start)
        for (path, control) in [
            ("pause", DrillControl.pause), ("resume", .resume), ("stop", .stop),
        ] {
            router.post("drills/:drill/\(path)") { _, context in
                try await answer(context, control)
            }
        }
        router.post("drills/:drill/speed", use: setSpeed)
    }

    @Sendable
    private func list(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        let drills = await hall?.drills() ?? []
        return .json { object in
            object.array("scenarios") { array in
                for scenario in hall?.scenarios ?? [] {
                    array.object {
                        $0.field("name", scenario.name)
                        $0.field("title", scenario.title)
                    }
                }
            }
            object.array("drills") { array in
                for drill in drills { array.object { Self.write(drill, to: &$0) } }
            }
        }
    }

    @Sendable
    private func start(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        let order = try await request.jsonBytes().decoded { DrillOrder(&$0) }
        guard let hall else { throw DrillRefusal.unknownScenario(order.scenario).problem }
        do {
            let drill = try await hall.start(order)
            return .json(status: .created) { Self.write(drill, to: &$0) }
        } catch {
            throw error.problem
        }
    }

    @Sendable
    private func setSpeed(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        let speed = try await request.jsonBytes().decoded {
            $0.number("speed", in: DrillOrder.speeds)
        }
        return try await answer(context, .setSpeed(speed))
    }

    private func answer(
        _ context: CommandRoomContext, _ control: DrillControl,
    ) async throws -> Response {
        let id = try context.parameters.require("drill")
        guard let hall else { throw DrillRefusal.unknownDrill(id).problem }
        do {
            let drill = try await hall.control(id, control)
            return .json { Self.write(drill, to: &$0) }
        } catch {
            throw error.problem
        }
    }

    private static func write(_ drill: DrillStatus, to object: inout JSONObjectWriter) {
        object.field("id", drill.id)
        object.field("scenario", drill.scenario.name)
        object.field("title", drill.scenario.title)
        object.field("state", drill.state.rawValue)
        object.field("address", drill.address)
        object.field("now", drill.now.description)
        object.field("speed", drill.speed)
        object.field("reports", drill.reports)
        if drill.state == .ended { object.field("score", drill.score) }
        object.field("failure", drill.failure)
    }
}

extension DrillOrder {
    fileprivate init?(_ fields: inout JSONFields) {
        let scenario = fields.string("scenario", maximumLength: 200)
        let speed = fields.number("speed", .optional, in: Self.speeds) ?? 1
        let byHand =
            fields.strings("byHand", .optional, maximumCount: 64, maximumLength: 64) ?? []
        let roomIsByHand = fields.bool("roomByHand", .optional) ?? false
        guard let scenario else { return nil }
        self.init(
            scenario: scenario, speed: speed, byHand: byHand, roomIsByHand: roomIsByHand)
    }
}

extension DrillRefusal {
    /// The problem that the refusal is.
    fileprivate var problem: Problem {
        switch self {
        case .unknownScenario(let name):
            Problem(
                .unprocessableContent, "drill.unknown_scenario", "没有情景“\(name)”",
                "There is no scenario '\(name)'")
        case .brokenScenario(let why):
            Problem(
                .unprocessableContent, "drill.broken_scenario", "情景有误，无法演练",
                "The scenario is wrong and cannot be drilled",
                detail: LocalizedText(chinese: why, english: why))
        case .unknownRole(let name):
            Problem(
                .unprocessableContent, "drill.unknown_role", "没有角色“\(name)”",
                "There is no role '\(name)'")
        case .unknownDrill(let id):
            Problem(.notFound, "drill.unknown", "没有演练“\(id)”", "There is no drill '\(id)'")
        case .ended: Problem(.conflict, "drill.ended", "演练已经结束", "The drill has ended")
        case .tooMany(let most):
            Problem(
                .conflict, "drill.too_many", "同时至多进行 \(most) 场演练",
                "At most \(most) drills are held at once")
        }
    }
}
