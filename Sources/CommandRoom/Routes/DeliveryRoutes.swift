import Deliveries
import Engine
import EventBus
import Governance
import HTTPTypes
import Hummingbird
import TextFormats

/// `/api/v1/deliveries`: what was told outside, how each channel is doing; and the browsers of
/// responders.
struct DeliveryRoutes {
    let desk: NotificationDesk?
    let engine: Engine

    func add(to router: RouterGroup<CommandRoomContext>) {
        router.get("deliveries", use: list)
        router.get("push-key") { _, _ in pushKey() }
        router.post("responders/:responder/browsers", use: allowBrowser)
        router.post("responders/:responder/browsers/forget", use: forgetBrowser)
    }

    private func pushKey() -> Response {
        .json { object in
            if let key = desk?.pushKey {
                object.field("key", key)
            } else {
                object.null("key")
            }
        }
    }

    @Sendable
    private func list(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        try request.allow("incident", "channel", "state", "before", "limit")
        let query = try DeliveryQuery(request)
        let deliveries = try await desk?.store.deliveries(query) ?? []
        let counts = try await desk?.store.deliveryCounts() ?? [:]
        let health = await desk?.health() ?? [:]
        return .json { object in
            object.array("channels") { array in
                for channel in (desk?.plan.channels.values.sorted { $0.id < $1.id }) ?? [] {
                    array.object {
                        write(channel, health[channel.id], counts[channel.id] ?? [:], to: &$0)
                    }
                }
            }
            object.array("items") { array in
                for delivery in deliveries { array.object(delivery.write) }
            }
            if deliveries.count == query.limit, let last = deliveries.last {
                object.field("next", last.id.description)
            } else {
                object.null("next")
            }
        }
    }

    private func write(
        _ channel: Channel, _ health: ChannelHealth?, _ counts: [Delivery.State: Int],
        to object: inout JSONObjectWriter,
    ) {
        let fault = desk?.faults[channel.id]
        object.field("id", channel.id.name)
        object.field("title", channel.title)
        object.field("kind", channel.settings.kind)
        object.field("state", health.word(isOff: fault != nil))
        object.field("reason", fault ?? health?.lastFailure)
        object.field("deadSince", health?.deadSince)
        object.field("lastSuccess", health?.lastSuccess)
        object.object("counts") { counted in
            for state in Delivery.State.allCases {
                counted.field(state.rawValue, counts[state] ?? 0)
            }
        }
    }

    @Sendable
    private func allowBrowser(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        let responder = try responder(request, context)
        let browser = try await request.jsonBytes().decoded { fields -> PushSubscription? in
            let endpoint = fields.string(
                "endpoint", maximumLength: PushSubscription.maximumEndpointLength)
            let key = fields.base64("publicKey")
            let secret = fields.base64("authentication")
            guard let endpoint, let key, let secret else { return nil }
            let browser = PushSubscription(
                responder: responder, endpoint: endpoint, publicKey: key, authentication: secret)
            if browser == nil {
                fields.refuse(
                    "endpoint", message: "This is not a browser's push subscription.",
                    chineseMessage: "这不是浏览器的推送订阅。")
            }
            return browser
        }
        try await pushing().browsers.keep(browser)
        return .json { $0.field("allowed", true) }
    }

    @Sendable
    private func forgetBrowser(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        _ = try responder(request, context)
        let endpoint = try await request.jsonBytes().decoded { fields in
            fields.string("endpoint", maximumLength: PushSubscription.maximumEndpointLength)
        }
        try await pushing().browsers.dropBrowser(endpoint)
        return .json { $0.field("allowed", false) }
    }

    /// Who is named in the path, and must be who asks.
    private func responder(
        _ request: Request, _ context: CommandRoomContext,
    ) throws -> Responder.ID {
        guard let id = Responder.ID(context.parameters.get("responder") ?? ""), engine.county[id] != nil
        else {
            throw Problem(
                .notFound, "responder.unknown", "名册中没有这个人", "The roster has no such responder")
        }
        guard try request.actor(default: .responder(id)) == .responder(id) else {
            throw Problem(
                .forbidden, "actor.forbidden", "只有本人可以这样做", "Only the responder may do this")
        }
        return id
    }

    private func pushing() throws -> NotificationDesk {
        guard let desk, desk.pushKey != nil else {
            throw Problem(
                .conflict, "push.off", "本系统未开启浏览器推送", "Push messages are not set up here")
        }
        return desk
    }
}

extension ChannelHealth? {
    /// One word for people: what matters most comes first.
    fileprivate func word(isOff: Bool) -> String {
        if isOff { return "off" }
        guard let self else { return "waiting" }
        if self.deadSince != nil { return "dead" }
        return self.failures > 0 ? "failing" : "ready"
    }
}

extension Delivery {
    fileprivate func write(to object: inout JSONObjectWriter) {
        object.field("id", id)
        object.field("offset", Int(offset))
        object.field("incident", incident)
        object.field("topic", topic.rawValue)
        object.field("channel", channel.name)
        object.field("recipient", recipient.description)
        object.field("state", state.rawValue)
        object.field("attempts", attempts)
        object.field("createdAt", createdAt)
        object.field("dueAt", dueAt)
        object.field("attemptedAt", attemptedAt)
        object.field("finishedAt", finishedAt)
        object.field("inDoubt", isInDoubt)
        object.field("note", note)
    }
}

extension DeliveryQuery {
    /// The query that a request's parameters state.
    fileprivate init(_ request: Request) throws(Problem) {
        let query = request.uri.queryParameters
        func text(_ name: String) -> String? { query[Substring(name)].map(String.init) }
        var limit = 100
        if let number = text("limit") {
            limit = try Query.number(number, "limit", in: 1...Self.maximumLimit)
        }
        self.init(limit: limit)
        if let id = text("incident") {
            guard let id = Incident.ID(id) else { throw .noIncident(id) }
            incident = id
        }
        if let name = text("channel") {
            guard let id = Channel.ID(name) else {
                throw .wrongField("?channel", "field.wrong_type", "通道有误", "no channel's name")
            }
            channel = id
        }
        if let list = text("state") {
            states = Set(try Query.choices(list, "state") { Delivery.State(rawValue: String($0)) })
        }
        if let id = text("before") {
            guard let id = Delivery.ID(id) else {
                throw .wrongField("?before", "field.wrong_type", "游标有误", "no such delivery")
            }
            before = id
        }
    }
}

extension JSONFields {
    /// Bytes in base64url without padding, as browsers give their keys.
    fileprivate mutating func base64(_ name: String) -> [UInt8]? {
        value(name, expecting: "base64url without padding", chinese: "无填充的 base64url") { text in
            Base64URL.bytes(text)
        }
    }
}
