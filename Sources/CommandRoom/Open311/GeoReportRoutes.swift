import Engine
import EventBus
import Governance
import Hummingbird
import TextFormats

/// Open311 GeoReport v2, for those who read what goes on in the county without knowing us.
///
/// Only categories that the county declares public are services here, and of their incidents
/// only what ``PublicRequest`` holds is told.
struct GeoReportRoutes {
    /// When the form of the answers was last changed, as the discovery document tells.
    private static let changeset = "2026-11-22T00:00:00Z"

    let engine: Engine
    let documents: IncidentDocuments
    let isExercise: Bool

    private var county: County { engine.county }
    private var jurisdiction: String { county.grids.county.code.description }

    func add(to router: RouterGroup<CommandRoomContext>) {
        router.add(middleware: GeoReportErrors())
        for format in GeoReportFormat.allCases {
            router.get("discovery.\(format.rawValue)") { request, _ in
                format.response(discovery(for: request), named: "discovery")
            }
            router.get("services.\(format.rawValue)") { request, _ in
                try requireJurisdiction(request)
                return format.response(services, named: "services")
            }
            router.get("requests.\(format.rawValue)") { request, _ in
                try await requests(request, format)
            }
            router.post("requests.\(format.rawValue)", use: refuse)
        }
        router.get("services/**", use: definition)
        router.get("requests/:request", use: single)
    }

    /// What can be asked here.
    private func discovery(for request: Request) -> JSON {
        let host = request.head.authority ?? "localhost"
        return [
            "changeset": .string(Self.changeset),
            "contact": .string(county.grids.county.name.bilingual),
            "key_service": "上报请用 /api/v1/reports；此接口只读 Read only; report by POST /api/v1/reports",
            "endpoints": [
                [
                    "specification": "http://wiki.open311.org/GeoReport_v2",
                    "url": .string("http://\(host)/open311/v2"),
                    "changeset": .string(Self.changeset),
                    "type": .string(isExercise ? "test" : "production"),
                    "formats": ["text/xml", "application/json"],
                ]
            ],
        ]
    }

    /// The categories that the county declares public.
    private var services: JSON {
        .array(
            county.categories.filter(\.isPublic).map { category in
                [
                    "service_code": .string(category.id.name),
                    "service_name": .string(category.title.bilingual),
                    "description": .string(category.title.bilingual),
                    "metadata": .bool(!category.questions.isEmpty),
                    "type": "realtime",
                    "keywords": .null,
                    "group": .string(
                        category.id.name.split(separator: "/").first.map(String.init) ?? ""),
                ]
            })
    }

    /// The questions that a category asks.
    @Sendable
    private func definition(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        try requireJurisdiction(request)
        let path = context.parameters.getCatchAll().joined(separator: "/")
        // The names of categories hold slashes, which some clients escape and others do not.
        let (name, format) = GeoReportFormat.split(
            path.replacing("%2F", with: "/").replacing("%2f", with: "/"))
        guard let category = ReportCategory.ID(name).flatMap({ county[$0] }), category.isPublic
        else {
            throw Problem.noPublic(
                LocalizedText(chinese: "服务", english: "service"), String(name.prefix(64)))
        }
        let answers: JSON = [
            ["key": "true", "name": "是 yes"], ["key": "false", "name": "否 no"],
        ]
        let attributes = category.questions.enumerated().map { index, question -> JSON in
            [
                "variable": true, "code": .string(question.name), "datatype": "singlevaluelist",
                "required": false, "datatype_description": .null,
                "order": .integer(Int64(index + 1)),
                "description": .string(question.text.bilingual), "values": answers,
            ]
        }
        return format.response(
            ["service_code": .string(category.id.name), "attributes": .array(attributes)],
            named: "service_definition")
    }

    /// A page of requests, newest first; those that are named, without those that are not there.
    private func requests(
        _ request: Request, _ format: GeoReportFormat,
    ) async throws -> Response {
        try requireJurisdiction(request)
        var list = try list(for: request)
        let page = try await list.page()
        return format.response(.array(page), named: "service_requests")
    }

    private func list(for request: Request) throws(Problem) -> GeoReportList {
        let query = try GeoReportQuery(request, in: county, at: engine.now)
        return GeoReportList(query, of: documents.readModels, in: county)
    }

    @Sendable
    private func single(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        try requireJurisdiction(request)
        let (name, format) = GeoReportFormat.split(context.parameters.get("request") ?? "")
        let stored = try await stored(name)
        return try answer(stored, to: name, format)
    }

    private func stored(_ name: String) async throws -> StoredIncident? {
        guard let id = Incident.ID(name) else { return nil }
        return try await documents.readModels.incident(id)
    }

    private func answer(
        _ stored: StoredIncident?, to name: String, _ format: GeoReportFormat,
    ) throws(Problem) -> Response {
        guard let found = stored.flatMap({ PublicRequest($0, in: county) }) else {
            throw Problem.noPublic(
                LocalizedText(chinese: "事项", english: "request"), String(name.prefix(64)))
        }
        return format.response([found.json(in: county)], named: "service_requests")
    }

    /// Nothing is taken in: a form can be sent by any page that a browser shows, and there are no
    /// keys to tell who sends it before there are accounts.
    @Sendable
    private func refuse(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        throw Problem(
            .forbidden, "open311.read_only", "此接口只读，不受理上报",
            "Nothing is reported over this interface",
            detail: LocalizedText(
                chinese: "请用 POST /api/v1/reports", english: "use POST /api/v1/reports"))
    }

    private func requireJurisdiction(_ request: Request) throws(Problem) {
        guard let asked = request.uri.queryParameters["jurisdiction_id"],
            asked != jurisdiction
        else { return }
        throw .noPublic(
            LocalizedText(chinese: "辖区", english: "jurisdiction"), String(asked.prefix(64)))
    }
}
