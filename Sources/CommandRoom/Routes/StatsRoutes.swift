import DispatchCore
import Engine
import EventBus
import Governance
import HTTPTypes
import Hummingbird
import NIOCore
import TextFormats

/// `GET /api/v1/stats` and what stands below it: response times, the monthly table, signs.
struct StatsRoutes {
    private let figures: Figures
    private let county: County

    init(_ source: any HistorySource, county: County) {
        figures = Figures(of: source, in: county)
        self.county = county
    }

    func add(to router: RouterGroup<CommandRoomContext>) {
        router.get("stats", use: statistics)
        router.get("stats/cases", use: cases)
        router.get("stats/cases.csv", use: casesForSpreadsheets)
        router.get("stats/signs", use: signs)
    }

    @Sendable
    private func statistics(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        try request.allow("by", "from", "to", "asOf")
        let statistics = try await figures.statistics(try question(request))
        return answer { statistics.write(to: &$0, county: county) }
    }

    @Sendable
    private func cases(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        try request.allow("by", "from", "to", "asOf")
        let table = try await figures.caseTable(try question(request, by: .township))
        return answer { table.write(to: &$0, county: county) }
    }

    @Sendable
    private func casesForSpreadsheets(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        try request.allow("by", "from", "to", "asOf", "language")
        let language = try request.uri.queryParameters["language"].map { text in
            guard let language = Language(rawValue: String(text)) else {
                throw Problem.wrongField(
                    "?language", "field.unknown_value", "应为 zh-CN 或 en", "zh-CN or en is expected")
            }
            return language
        }
        let table = try await figures.caseTable(try question(request, by: .township))
        var headers: HTTPFields = [
            .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
        ]
        headers[.contentDisposition] = #"attachment; filename="cases.csv""#
        let bytes = table.csv(language ?? .chinese, county: county)
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    @Sendable
    private func signs(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        try request.allow("from", "to", "asOf")
        let search = try await figures.signs(try question(request))
        return answer { search.write(to: &$0, county: county) }
    }

    private func question(
        _ request: Request, by grouping: StatisticsQuery.Grouping = .category,
    ) throws(Problem) -> Figures.Request {
        let parameters = request.uri.queryParameters
        var question = Figures.Request()
        question.grouping = grouping
        if let name = parameters["by"] {
            guard let grouping = StatisticsQuery.Grouping(rawValue: String(name)) else {
                let known = StatisticsQuery.Grouping.allCases.map(\.rawValue)
                throw .wrongField(
                    "?by", "field.unknown_value", "应为 \(known.joined(separator: "、"))",
                    "one of \(known.joined(separator: ", ")) is expected")
            }
            question.grouping = grouping
        }
        if let from = parameters["from"] { question.from = try Query.instant(String(from), "from") }
        if let to = parameters["to"] { question.to = try Query.instant(String(to), "to") }
        if let asOf = parameters["asOf"] { question.asOf = try Query.instant(String(asOf), "asOf") }
        return question
    }

    private func answer(_ write: (inout JSONWriter) -> Void) -> Response {
        var writer = JSONWriter()
        write(&writer)
        return .json(writer.bytes)
    }
}
