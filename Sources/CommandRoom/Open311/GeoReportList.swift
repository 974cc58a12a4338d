import EventBus
import Governance

/// The public requests that a query wants, newest first, read in small pages of each category.
struct GeoReportList {
    /// How many incidents are looked at for one answer.
    static let maximumRead = 20_000
    private static let pageSize = 50

    /// What of one category is read and not given yet.
    private struct Lane {
        var query: IncidentQuery
        var items: ArraySlice<StoredIncident> = []
        var isExhausted = false
    }

    private let readModels: any ReadModels
    private let county: County
    private var lanes: [Lane] = []
    private var read = 0

    init(_ query: GeoReportQuery, of readModels: any ReadModels, in county: County) {
        self.readModels = readModels
        self.county = county
        var wanted = IncidentQuery()
        wanted.isExercise = false
        wanted.limit = Self.pageSize
        if let ids = query.ids {
            wanted.ids = ids
            lanes = ids.isEmpty ? [] : [Lane(query: wanted)]
            return
        }
        wanted.from = query.from
        wanted.to = query.through + .microseconds(1)
        wanted.stages = query.statuses.reduce(into: []) { $0.formUnion($1.stages) }
        guard query.from <= query.through, !wanted.stages.isEmpty else { return }
        lanes = query.services.map { service in
            wanted.category = service
            return Lane(query: wanted)
        }
    }

    /// The next request, or nil after the last one.
    ///
    /// - Throws: ``Problem`` where more would have to be looked at than is for one answer.
    mutating func next() async throws -> PublicRequest? {
        while true {
            for index in lanes.indices { try await fill(index) }
            let heads = lanes.indices.filter { !lanes[$0].items.isEmpty }
            let newest = heads.max { first, second in
                guard let one = lanes[first].items.first, let other = lanes[second].items.first
                else { return false }
                return one.accepted < other.accepted
            }
            guard let newest else { return nil }
            let stored = lanes[newest].items.removeFirst()
            guard let request = PublicRequest(stored, in: county) else { continue }
            // A query for a category finds those below it too, which have a lane of their own.
            let own = lanes[newest].query.category
            if own == nil || own == request.category.id { return request }
        }
    }

    private mutating func fill(_ index: Int) async throws {
        guard lanes[index].items.isEmpty, !lanes[index].isExhausted else { return }
        guard read < Self.maximumRead else {
            throw Problem.badGeoReport(
                "start_date", "这段时间事件过多，请缩短时间",
                "there is too much to look at in this time; ask for a shorter one")
        }
        let page = try await readModels.incidents(lanes[index].query)
        read += page.items.count
        lanes[index].items = page.items[...]
        lanes[index].query.cursor = page.next
        lanes[index].isExhausted = page.next == nil
    }
}
