import Engine
import FeedCore
import Feeds
import Governance
import HTTPTypes
import Hummingbird
import NIOCore
import TextFormats

/// What sources send by themselves, and what operators decide about feeds.
///
/// - `POST /api/v1/feeds/{feed}/items`: a document in the form of the data item.
/// - `POST /api/v1/feeds/{feed}/events`: CloudEvents in structured, batched or binary mode.
/// - `POST /api/v1/feeds/{feed}/release`: end a quarantine.
struct FeedPushRoutes {
    /// The largest document that a source may send, in bytes.
    static let maximumBytes = 4 << 20

    let catalogue: FeedCatalogue
    let feeds: FeedService?

    func add(to router: RouterGroup<CommandRoomContext>) {
        router.post("feeds/{feed}/items", use: items)
        router.post("feeds/{feed}/events", use: events)
        router.post("feeds/{feed}/release", use: release)
    }

    @Sendable
    private func items(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        let (item, feeds) = try await admit(request, context)
        let body = try await request.bytes(atMost: Self.maximumBytes)
        return try await push(Array(body.readableBytesView), body, of: request, to: item, feeds)
    }

    @Sendable
    private func events(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        let (item, feeds) = try await admit(request, context)
        guard item.document.format == .cloudevents else {
            throw Problem(
                .conflict, "feed.not_events", "此数据项不是 CloudEvents 格式",
                "This data item is not written as CloudEvents",
                detail: LocalizedText(
                    chinese: "请发送到 /api/v1/feeds/\(item.id)/items",
                    english: "send it to /api/v1/feeds/\(item.id)/items"))
        }
        let body = try await request.bytes(atMost: Self.maximumBytes)
        let bytes = Array(body.readableBytesView)
        let fields = request.headers.map { (name: $0.name.canonicalName, value: $0.value) }
        let message = CloudEventMessage(fields: fields, body: bytes)
        return try await push(message?.json ?? bytes, body, of: request, to: item, feeds)
    }

    private func push(
        _ bytes: [UInt8], _ body: ByteBuffer, of request: Request, to item: DataItem,
        _ feeds: FeedService,
    ) async throws -> Response {
        let key = try request.idempotencyKey(body: body).map {
            PushKey(key: $0.key, fingerprint: $0.fingerprint)
        }
        let document = FeedReader(item.document).records(
            bytes, charset: FeedSource.charset(of: request.headers[.contentType]))
        switch await feeds.push(document, to: item.id, key: key) {
        case .taken(let report): return Self.response(report)
        case .repeated(let report):
            var response = Self.response(report)
            response.headers[.idempotencyReplayed] = "true"
            return response
        case .refused(let report): throw Problem.refused(report)
        case .quarantined(let report): throw Problem.quarantined(report)
        case .keyReused: throw Problem(EngineError.keyReused)
        case .busy: throw Problem(EngineError.overloaded)
        case .notKept: throw Problem.notKept
        case nil: throw Problem.noFeed(item.id.name)
        }
    }

    private static func response(_ report: PollReport) -> Response {
        .json { object in
            for member in report.json().objectValue ?? [:] {
                object.field(member.key, member.value)
            }
        }
    }

    /// The data item of a request whose sender has its token.
    private func admit(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> (DataItem, FeedService) {
        let name = context.parameters.get("feed") ?? ""
        guard let feeds, let item = DataItem.ID(name).flatMap({ catalogue.item($0) }) else {
            throw Problem.noFeed(name)
        }
        let field = request.headers[.authorization] ?? ""
        let parts = field.split(separator: " ", maxSplits: 1)
        let token = parts.first?.lowercased() == "bearer" ? parts.last.map(String.init) : nil
        switch await feeds.isToken(token ?? "", of: item.id) {
        case true?: return (item, feeds)
        case nil:
            throw Problem(
                .forbidden, "feed.no_push", "此数据项不接受推送",
                "This data item takes nothing from its source",
                detail: LocalizedText(
                    chinese: "请在 feeds.yaml 写明 push，并提供该名称的密钥",
                    english: "name a secret under 'push' in feeds.yaml and provide it"))
        case false?:
            var problem = Problem(
                .unauthorized, "feed.token", "令牌缺失或有误", "The token is missing or wrong",
                detail: LocalizedText(
                    chinese: "请用 Authorization: Bearer 携带此数据项的令牌",
                    english: "send the data item's token as Authorization: Bearer"))
            problem.headers[.wwwAuthenticate] = "Bearer"
            throw problem
        }
    }

    @Sendable
    private func release(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        let name = context.parameters.get("feed") ?? ""
        guard let feeds, let id = DataItem.ID(name), catalogue.item(id) != nil else {
            throw Problem.noFeed(name)
        }
        guard await feeds.release(id) else {
            throw Problem(
                .conflict, "feed.not_quarantined", "此数据项未被隔离",
                "New data of this item is not kept out")
        }
        return .json { $0.field("released", true) }
    }
}

extension Problem {
    fileprivate static func noFeed(_ name: String) -> Problem {
        Problem(
            .notFound, "feed.unknown", "没有这个数据项，或未启用接入",
            "There is no such data item, or no feeds are taken",
            detail: LocalizedText(chinese: name, english: name))
    }

    fileprivate static func refused(_ report: PollReport) -> Problem {
        var problem = Problem(
            .unprocessableContent, "feed.refused", "文档无法读取，未受理",
            "The document cannot be read; nothing was taken",
            detail: report.refusals.first?.message)
        problem.members = [("refusals", report.json()["refusals"] ?? .array([]))]
        return problem
    }

    fileprivate static func quarantined(_ report: PollReport) -> Problem {
        var problem = Problem(
            .conflict, "feed.quarantined", "数据与以往不同，已隔离，未受理",
            "The data looks unlike what came before and is kept out")
        problem.members = [("drift", report.json()["drift"] ?? .array([]))]
        return problem
    }

    fileprivate static var notKept: Problem {
        var problem = Problem(
            .serviceUnavailable, "feed.not_kept", "日志暂不能写入，未受理",
            "The log keeps nothing now; nothing was taken")
        problem.headers[.retryAfter] = "5"
        return problem
    }
}
