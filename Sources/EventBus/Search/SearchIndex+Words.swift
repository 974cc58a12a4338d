public import Governance

extension SearchIndex {
    /// How many incidents can be asked about at once.
    public static let maximumWordQueries = 200
    /// How many words of an incident are compared at most.
    private static let maximumWords = 2_000

    /// The words of what was said about each incident; those that the index does not know are left
    /// out.
    ///
    /// Chinese is cut into pairs of characters, so that pairs are what two texts have in common.
    public func words(
        of incidents: [Incident.ID],
    ) async throws(EventLogError) -> [Incident.ID: Set<String>] {
        let wanted = incidents.prefix(Self.maximumWordQueries)
        return try await pool.read(at: path) { database in
            let statement = try SQLStatement(
                database, "SELECT body FROM entry WHERE incident = ?")
            var words: [Incident.ID: Set<String>] = [:]
            for id in wanted {
                statement.bind(1, id.bytes)
                guard let body = try statement.firstRow({ $0.text(0) }) else { continue }
                words[id] = Self.distinctWords(of: body)
            }
            return words
        }
    }

    private static func distinctWords(of body: String) -> Set<String> {
        let names = body.firstRange(of: SearchText.endOfNames)
        let words = body[(names?.upperBound ?? body.startIndex)...]
            .split(separator: " ", maxSplits: maximumWords).prefix(maximumWords)
        return Set(words.lazy.map(String.init).filter { $0 != SearchText.border })
    }
}
