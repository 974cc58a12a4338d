import FeedCore
import Feeds
import Governance
import Hummingbird
import TextFormats

/// `GET /api/v1/feeds`: how every data item is doing.
struct FeedRoutes {
    let catalogue: FeedCatalogue
    let feeds: FeedService?

    func add(to router: RouterGroup<CommandRoomContext>) {
        router.get("feeds", use: list)
    }

    @Sendable
    private func list(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        let statuses = await feeds?.statuses() ?? []
        let byID = Dictionary(
            statuses.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return .json { object in
            object.field("polled", feeds != nil)
            object.array("items") { array in
                for item in catalogue.items {
                    array.object { write(item, byID[item.id], to: &$0) }
                }
            }
        }
    }

    private func write(
        _ item: DataItem, _ status: FeedStatus?, to object: inout JSONObjectWriter,
    ) {
        object.field("id", item.id.name)
        object.field("source", item.source.name)
        object.field("sourceTitle", catalogue.source(of: item)?.title ?? item.meaning)
        object.field("meaning", item.meaning)
        object.field("owner", item.owner)
        object.field("format", item.document.format.rawValue)
        object.field("sensitivity", item.sensitivity.rawValue)
        object.field("everySeconds", Int(item.interval.inSeconds))
        object.field("promiseSeconds", Int(item.freshness.inSeconds))
        object.field("state", Self.state(of: status))
        guard let status else { return }
        if let age = Self.age(of: status.freshness) {
            object.field("ageSeconds", Int(age.inSeconds))
        }
        object.field("items", status.items)
        object.field("incidents", status.incidents)
        object.field("failures", status.health.failures)
        if let moment = status.health.lastSuccess { object.field("lastSuccess", "\(moment)") }
        if let moment = status.health.nextTry { object.field("nextTry", "\(moment)") }
        if let error = status.health.lastError { object.field("lastError", error) }
        object.field("refused", status.lastReport?.refusals.count ?? 0)
    }

    /// One word for people: what matters most comes first.
    private static func state(of status: FeedStatus?) -> String {
        guard let status else { return "unpolled" }
        if status.health.isQuarantined { return "quarantined" }
        switch status.freshness {
        case .never: return status.health.failures > 0 ? "failing" : "waiting"
        case .stale: return "stale"
        case .fresh: return status.health.failures > 0 ? "failing" : "fresh"
        }
    }

    private static func age(of freshness: FeedHealth.Freshness) -> Duration? {
        switch freshness {
        case .fresh(let age), .stale(let age): age
        case .never: nil
        }
    }
}
