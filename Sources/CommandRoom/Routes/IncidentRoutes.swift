import Engine
import EventBus
import Governance
import HTTPTypes
import Hummingbird
import TextFormats

/// Reading incidents: one, its timeline, and pages of many.
struct IncidentRoutes {
    let documents: IncidentDocuments
    let search: SearchIndex?
    let notifications: NotificationDesk?

    func add(to router: RouterGroup<CommandRoomContext>) {
        router.get("incidents", use: page)
        router.get("incidents/:incident", use: incident)
        router.get("incidents/:incident/timeline", use: timeline)
    }

    @Sendable
    private func incident(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        let id = try incidentID(context)
        guard let stored = try await documents.readModels.incident(id) else {
            throw Problem.noIncident("\(id)")
        }
        var personal = try await documents.personal(of: id)
        // Photos are seen with the step that they show; their keys are told to nobody.
        personal?.attachments = []
        // The document is one JSON object without its end; the personal part goes in before it.
        var bytes = Array(stored.document.dropLast())
        bytes += Array(#","personal":"#.utf8)
        var writer = JSONWriter(appendingTo: bytes)
        if let personal { writer.value(personal) } else { writer.null() }
        if var agreement = try await documents.agreement(of: id) {
            agreement.attachments = []
            writer = JSONWriter(appendingTo: writer.bytes + Array(#","agreement":"#.utf8))
            writer.value(agreement)
        }
        bytes = writer.bytes + [UInt8(ascii: "}")]
        return .json(bytes, headers: [.eTag: "\"\(stored.version)\""])
    }

    @Sendable
    private func timeline(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        let id = try incidentID(context)
        let items = try await documents.timeline(of: id)
        guard !items.isEmpty else { throw Problem.noIncident("\(id)") }
        let deliveries =
            try await notifications?.timeline(of: id, in: documents.engine.county) ?? []
        return .json { $0.field("items", items.merged(with: deliveries)) }
    }

    @Sendable
    private func page(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        try request.allow(
            "q", "open", "stage", "severity", "category", "township", "grid", "from", "to", "limit",
            "cursor")
        let query = try IncidentQuery(request)
        let words = request.uri.queryParameters["q"].map(String.init)
        let page = try await page(of: query, words: words?.isBlank == true ? nil : words)
        if page.items.isEmpty { try await requireKnown(query) }
        return .json { object in
            object.array("items") { array in
                for item in page.items { array.encoded(item.document) }
            }
            if let next = page.next {
                object.field("next", next.description)
            } else {
                object.null("next")
            }
        }
    }

    /// The page of `query`; with `words`, of what of it the search finds.
    private func page(
        of query: IncidentQuery, words: String?,
    ) async throws -> IncidentPage {
        guard query.ids?.isEmpty != true else { return IncidentPage(items: [], next: nil) }
        guard let words, let search else { return try await documents.readModels.incidents(query) }
        guard words.utf8.count <= 400 else {
            throw Problem.wrongField("?q", "field.too_long", "检索词过长", "too many words")
        }
        return try await search.incidents(query, matching: words, in: documents.readModels)
    }

    /// Refuses a category or place that neither the county has nor any incident was ever of: to such
    /// a question "nothing" would be a false answer.
    private func requireKnown(_ query: IncidentQuery) async throws {
        let county = documents.engine.county
        if let category = query.category, !county.knows(category) {
            var all = IncidentQuery()
            (all.category, all.limit) = (category, 1)
            guard try await documents.readModels.incidents(all).items.isEmpty else { return }
            let names = county.categories.flatMap { [$0.id.name] + $0.id.wider }
            let hint = Suggestion.closest(to: category.name, among: names)
            throw Problem.wrongField(
                "?category", "field.unknown_value",
                "本县没有类别“\(category.name)”" + (hint.map { ",是否为“\($0)”" } ?? ""),
                "the county has no category '\(category.name)'"
                    + (hint.map { "; did you mean '\($0)'?" } ?? ""))
        }
        if let area = query.area, county.grids[area] == nil {
            var all = IncidentQuery()
            (all.area, all.limit) = (area, 1)
            guard try await documents.readModels.incidents(all).items.isEmpty else { return }
            throw Problem.wrongField(
                area.level == .township ? "?township" : "?grid", "field.unknown_value",
                "\(area) 不是本县的区划", "\(area) is no area of this county")
        }
    }
}

extension County {
    /// Whether it has the category, or some within it.
    fileprivate func knows(_ category: ReportCategory.ID) -> Bool {
        categories.contains { $0.id == category || $0.id.wider.contains(category.name) }
    }
}

extension ReportCategory.ID {
    /// The names that it lies within: of `a/b/c`, `a/b` and `a`.
    fileprivate var wider: [String] {
        let parts = name.split(separator: "/")
        return parts.indices.dropFirst().reversed().map { parts[..<$0].joined(separator: "/") }
    }
}

extension String {
    /// Whether there is nothing in it to search for but white space.
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

extension IncidentQuery {
    /// The query that a request's parameters state.
    fileprivate init(_ request: Request) throws(Problem) {
        self.init()
        let query = request.uri.queryParameters
        func text(_ name: String) -> String? { query[Substring(name)].map(String.init) }
        isOpen = try text("open").map { text throws(Problem) in try Query.flag(text, "open") }
        if let list = text("stage") {
            stages = Set(try Query.choices(list, "stage") { Incident.Stage(rawValue: String($0)) })
        }
        if let list = text("severity") {
            severities = Set(
                try Query.choices(list, "severity") { Int($0).flatMap(Severity.init(rawValue:)) })
        }
        if let name = text("category") {
            guard let id = ReportCategory.ID(name) else {
                throw .wrongField("?category", "field.wrong_type", "类别有误", "no category name")
            }
            category = id
        }
        for name in ["township", "grid"] {
            if let code = text(name) { narrow(to: try Query.area(code, name)) }
        }
        if let moment = text("from") { from = try Query.instant(moment, "from") }
        if let moment = text("to") { to = try Query.instant(moment, "to") }
        if let number = text("limit") {
            limit = try Query.number(number, "limit", in: Self.pageSizes)
        }
        if let place = text("cursor") {
            guard let place = IncidentCursor(place) else {
                throw .wrongField("?cursor", "field.wrong_type", "游标有误", "no such cursor")
            }
            cursor = place
        }
    }

    /// Wants only what is in this area, beside what was wanted before.
    private mutating func narrow(to code: AreaCode) {
        guard let known = area, !known.contains(code) else {
            area = code
            return
        }
        // Of two areas that lie apart nothing is in both.
        if !code.contains(known) { ids = [] }
    }
}
