import EventBus
import Governance
import TextFormats

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
    private let skipped: Int
    private let count: Int

    init(_ query: GeoReportQuery, of readModels: any ReadModels, in county: County) {
        self.readModels = readModels
        self.county = county
        skipped = query.skipped
        count = query.count
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

    /// The page that is wanted.
    ///
    /// - Throws: ``Problem`` where more would have to be looked at than is for one answer.
    // Swift 6.3.1 crashes in a release build where functions that await are put into each other here.
    @inline(never)
    mutating func page() async throws -> [JSON] {
        var requests: [JSON] = []
        var position = 0
        while requests.count < count, let next = try await next() {
            position += 1
            if position > skipped { requests.append(next) }
        }
        return requests
    }

    /// The next request as it is told, or nil after the last one.
    private mutating func next() async throws -> JSON? {
        while true {
            for index in lanes.indices { try await fill(index) }
            guard let newest else { return nil }
            if let request = takeFirst(of: newest) { return request }
        }
    }

    /// The lane whose first request was accepted last; nil if nothing is left.
    private var newest: Int? {
        var newest: (lane: Int, accepted: Offset)?
        for (lane, head) in lanes.enumerated() {
            guard let accepted = head.items.first?.accepted else { continue }
            if newest.map({ $0.accepted < accepted }) ?? true { newest = (lane, accepted) }
        }
        return newest?.lane
    }

    /// Takes the first request of a lane out; nil if it is not to be told there.
    private mutating func takeFirst(of lane: Int) -> JSON? {
        let stored = lanes[lane].items.removeFirst()
        guard let request = PublicRequest(stored, in: county) else { return nil }
        // A query for a category finds those below it too, which have a lane of their own.
        let own = lanes[lane].query.category
        return own == nil || own == request.category.id ? request.json(in: county) : nil
    }

    // As `page()`.
    @inline(never)
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
