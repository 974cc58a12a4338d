import DispatchCore
import Engine
import EventBus
import Governance
import Hummingbird
import TextFormats

/// `GET /api/v1/incidents/{incident}/duplicates`: what is likely the same matter, and why.
///
/// It is asked for when somebody looks at an incident, so it costs the intake nothing. Places, times
/// and categories come from the read models, words from the search index.
struct DuplicateRoutes {
    /// How many incidents are proposed.
    static let maximumProposals = 5
    /// How many pages of the township's open incidents are looked through, the newest first.
    static let maximumPages = 5

    let engine: Engine
    let readModels: any ReadModels
    let search: SearchIndex?

    func add(to router: RouterGroup<CommandRoomContext>) {
        router.get("incidents/:incident/duplicates", use: duplicates)
    }

    @Sendable
    private func duplicates(
        _ request: Request, _ context: CommandRoomContext,
    ) async throws -> Response {
        let id = try incidentID(context)
        guard let stored = try await readModels.incident(id) else {
            throw Problem.noIncident("\(id)")
        }
        let proposals = try await proposals(for: stored)
        return .json { object in
            object.array("items") { array in
                for proposal in proposals { array.object(proposal.write) }
            }
        }
    }

    private func proposals(for stored: StoredIncident) async throws -> [JoinProposal] {
        guard let incident = await engine.openIncident(stored.id),
            let subject = Likeness.Subject(stored), incident.stage != .joined
        else { return [] }
        var likely = try await neighbours(of: incident, subject)
        let ids = [stored.id] + likely.map(\.id)
        let words = try await search?.words(of: ids) ?? [:]
        let own = subject.with(words[stored.id])
        let settings = engine.county.settings.duplicates
        likely = likely.map { ($0.id, $0.subject.with(words[$0.id])) }
        let ranked = likely.map { (id: $0.id, likeness: Likeness(own, $0.subject)) }
            .filter { $0.likeness.isLikelySame(settings) }
            .sorted { Likeness.isLikelier($0.likeness, than: $1.likeness) }
        var proposals: [JoinProposal] = []
        for candidate in ranked.prefix(4 * Self.maximumProposals)
        where proposals.count < Self.maximumProposals {
            guard let other = await engine.openIncident(candidate.id) else { continue }
            let proposal = JoinProposal(of: incident, and: other, candidate.likeness)
            if let proposal { proposals.append(proposal) }
        }
        return proposals
    }

    /// Open incidents of the township that are near in place and time, with what is compared of them.
    private func neighbours(
        of incident: Incident, _ subject: Likeness.Subject,
    ) async throws -> [(id: Incident.ID, subject: Likeness.Subject)] {
        let settings = engine.county.settings.duplicates
        var anyWords = settings
        anyWords.text = 0
        var query = IncidentQuery()
        query.isOpen = true
        query.area = incident.partition
        query.from = incident.acceptedAt - settings.within
        query.to = incident.acceptedAt + settings.within + .microseconds(1)
        query.limit = IncidentQuery.pageSizes.upperBound
        var near: [(id: Incident.ID, subject: Likeness.Subject)] = []
        for _ in 0..<Self.maximumPages {
            let page = try await readModels.incidents(query)
            for stored in page.items where stored.id != incident.id {
                guard let other = Likeness.Subject(stored) else { continue }
                guard Likeness(subject, other).isLikelySame(anyWords) else { continue }
                near.append((stored.id, other))
            }
            guard let next = page.next, near.count < SearchIndex.maximumWordQueries else { break }
            query.cursor = next
        }
        return Array(near.prefix(SearchIndex.maximumWordQueries - 1))
    }
}

/// Two incidents that are likely the same matter, and which of them would be joined to the other.
struct JoinProposal {
    let other: Incident
    let from: Incident.ID
    let into: Incident.ID
    let likeness: Likeness

    /// Nil where neither can be joined to the other; the older one survives where both can.
    init?(of incident: Incident, and other: Incident, _ likeness: Likeness) {
        let isOlder = (incident.acceptedAt, incident.id) < (other.acceptedAt, other.id)
        let (older, younger) = isOlder ? (incident, other) : (other, incident)
        if younger.mayJoin(older) {
            (from, into) = (younger.id, older.id)
        } else if older.mayJoin(younger) {
            (from, into) = (older.id, younger.id)
        } else {
            return nil
        }
        (self.other, self.likeness) = (other, likeness)
    }

    func write(to object: inout JSONObjectWriter) {
        object.field("incident", other.id)
        object.field("number", other.number)
        object.field("category", other.report.category)
        object.field("stage", other.stage.rawValue)
        object.field("from", from)
        object.field("into", into)
        if let distance = likeness.distance {
            object.field("distanceMetres", Int(distance.value.rounded()))
        }
        object.field("sameArea", likeness.isInSameArea)
        object.field("apartSeconds", likeness.apart.wholeMicroseconds / 1_000_000)
        object.field("likeCategory", likeness.category.rawValue)
        if let text = likeness.text {
            object.field("likeText", (text * 100).rounded() / 100)
        }
        object.field("reason", likeness.words)
    }
}

extension Incident {
    fileprivate func mayJoin(_ survivor: Incident) -> Bool {
        stage.allows(.join) && survivor.stage.allows(.takeIn)
            && JoinObstacle(joining: self, into: survivor) == nil
    }
}

extension Likeness {
    /// Why the two are proposed, for whoever decides about it.
    var words: LocalizedText {
        let minutes = apart.wholeMicroseconds / 60_000_000
        var chinese = [distance.map { "相距 \(Int($0.value.rounded())) 米" } ?? "同一网格"]
        var english = [distance.map { "\(Int($0.value.rounded())) m apart" } ?? "the same grid"]
        chinese.append("相隔 \(minutes) 分钟")
        english.append("\(minutes) min apart")
        switch category {
        case .same:
            chinese.append("类别相同")
            english.append("the same category")
        case .alike:
            chinese.append("类别相近")
            english.append("a like category")
        case .other: break
        }
        if let text, text > 0 {
            let percent = Int((text * 100).rounded())
            chinese.append("文字相似 \(percent)%")
            english.append("words alike by \(percent)%")
        }
        return LocalizedText(
            chinese: chinese.joined(separator: "，"), english: english.joined(separator: ", "))
    }
}

extension Likeness.Subject {
    /// What is compared of an incident, from its document.
    fileprivate init?(_ stored: StoredIncident) {
        guard let document = try? JSON.parse(stored.document),
            let category = document["category"]?.stringValue.flatMap({ ReportCategory.ID($0) }),
            let area = document["grid"]?.stringValue.flatMap({ AreaCode($0) }),
            let acceptedAt = document["acceptedAt"]?.stringValue.flatMap({ Instant($0) })
        else { return nil }
        self.init(
            category: category, area: area, place: Coordinate(document["position"]),
            acceptedAt: acceptedAt)
    }
}

extension Coordinate {
    /// The place as an incident's document has it.
    fileprivate init?(_ json: JSON?) {
        guard let json, let system = json["system"]?.stringValue.flatMap(System.init(rawValue:)),
            let latitude = json["latitude"]?.numberValue,
            let longitude = json["longitude"]?.numberValue
        else { return nil }
        self.init(latitude: latitude, longitude: longitude, system: system)
    }
}
