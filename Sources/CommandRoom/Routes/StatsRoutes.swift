import DispatchCore
import EventBus
import Governance
import Hummingbird
import TextFormats

/// `GET /api/v1/stats`: from the accepted report to the last required role on scene, by group.
struct StatsRoutes {
    let readModels: any ReadModels

    func add(to router: RouterGroup<CommandRoomContext>) {
        router.get("stats", use: stats)
    }

    @Sendable
    private func stats(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        try request.allow("by", "from", "to")
        let parameters = request.uri.queryParameters
        let name = parameters["by"].map(String.init) ?? "category"
        guard let grouping = ResponseTimeQuery.Grouping(rawValue: name) else {
            throw Problem.wrongField(
                "?by", "field.unknown_value", "应为 category、township 或 severity",
                "category, township or severity is expected")
        }
        var query = ResponseTimeQuery(by: grouping)
        query.from = try parameters["from"].map { try Query.instant(String($0), "from") }
        query.to = try parameters["to"].map { try Query.instant(String($0), "to") }
        let groups = try await readModels.responseTimes(query)
        return .json { object in
            object.field("definition", Self.definition)
            object.array("rows") { array in
                for group in groups { array.object { write(group, to: &$0) } }
            }
        }
    }

    private func write(_ group: ResponseTimeGroup, to object: inout JSONObjectWriter) {
        let seconds = group.samples.map(\.inSeconds)
        object.field("group", group.group)
        object.field("n", seconds.count)
        // Nearest rank, of the raw samples: sorted[ceil(p · n) - 1].
        for (name, percent) in [("p50", 50), ("p90", 90)] where !seconds.isEmpty {
            object.field(name, seconds[(percent * seconds.count + 99) / 100 - 1])
        }
        if !seconds.isEmpty {
            object.object("withinLimit") {
                let within = seconds.count { $0 <= 480 }
                $0.field("480", Double(within) / Double(seconds.count))
            }
        }
        object.field("open", group.open)
        object.field("missing", group.missing)
    }

    private static let definition = LocalizedText(
        chinese: "受理到最后一个须到角色到场的时间;取原始样本的最近秩百分位,不含演练。",
        english: """
            From the accepted report to the last required role on scene; nearest-rank percentiles of \
            the raw samples, exercises left out.
            """)
}
