extension SearchIndex {
    /// How many incidents that were found are looked at for one page.
    private static let candidatesPerPage = 10_000
    private static let candidatesPerStep = 200

    /// A page of the incidents that `query` wants and in whose texts every word of `question`
    /// stands, newest first.
    ///
    /// Where very many are found and few are wanted, a page may hold fewer than its limit, or
    /// none, and still have a next one.
    public func incidents(
        _ query: IncidentQuery, matching question: String, in models: any ReadModels,
    ) async throws(EventLogError) -> IncidentPage {
        var items: [StoredIncident] = []
        var cursor = query.cursor
        for _ in 0..<(Self.candidatesPerPage / Self.candidatesPerStep) {
            let hits = try await search(question, before: cursor, limit: Self.candidatesPerStep)
            guard let last = hits.last else { return IncidentPage(items: items, next: nil) }
            var step = query
            step.cursor = cursor
            step.ids = hits.map(\.incident)
            step.limit = query.pageLimit - items.count
            let page = try await models.incidents(step)
            items += page.items
            if items.count == query.pageLimit {
                let next = items.last.map { IncidentCursor(rank: $0.accepted.value) }
                return IncidentPage(items: items, next: next)
            }
            cursor = last.cursor
        }
        return IncidentPage(items: items, next: cursor)
    }
}
