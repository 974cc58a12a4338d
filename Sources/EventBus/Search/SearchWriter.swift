import GRDB
import Governance

/// Brings the search index up to what records say; one entry for each incident.
struct SearchWriter {
    /// The words of one incident, in bytes; what would go beyond is left out.
    private static let maximumBody = 524_288

    private let readEntry: SQLStatement
    private let insertEntry: SQLStatement
    private let updateEntry: SQLStatement
    private let deleteEntry: SQLStatement
    private let insertWords: SQLStatement
    private let deleteWords: SQLStatement
    private let insertForgotten: SQLStatement
    private let readForgotten: SQLStatement

    init(_ database: Database) throws {
        readEntry = try SQLStatement(database, "SELECT rank, body FROM entry WHERE incident = ?")
        insertEntry = try SQLStatement(
            database, "INSERT OR IGNORE INTO entry (rank, incident, body) VALUES (?, ?, ?)")
        updateEntry = try SQLStatement(database, "UPDATE entry SET body = ? WHERE rank = ?")
        deleteEntry = try SQLStatement(database, "DELETE FROM entry WHERE rank = ?")
        insertWords = try SQLStatement(database, "INSERT INTO words (rowid, body) VALUES (?, ?)")
        deleteWords = try SQLStatement(
            database, "INSERT INTO words (words, rowid, body) VALUES ('delete', ?, ?)")
        insertForgotten = try SQLStatement(
            database, "INSERT OR IGNORE INTO forgotten (incident) VALUES (?)")
        readForgotten = try SQLStatement(
            database, "SELECT 1 FROM forgotten WHERE incident = ?")
    }

    /// Whether a record may have words for the index; most have none.
    static func concerns(_ event: borrowing Event) -> Bool {
        if case .reportAccepted = event.kind { return true }
        return event.personal?.text != nil
    }

    /// Indexes what a record says in free words.
    ///
    /// Texts of incidents that were forgotten are left out, also those that were read from the log
    /// before that and come only now.
    func add(_ record: Record, _ naming: SearchIndex.Naming) throws {
        guard let incident = record.event.incident else { return }
        let text = record.event.personal?.text.map(SearchText.indexed) ?? ""
        if case .reportAccepted(let report, let number, _) = record.event.kind {
            guard try entry(of: incident) == nil, try !isForgotten(incident) else { return }
            let names = SearchText.indexed(naming(report, number))
            let body = names.isEmpty ? text : "\(names) \(SearchText.endOfNames) \(text)"
            try insert(incident, record.offset.value, body)
        } else if !text.isEmpty, let entry = try entry(of: incident) {
            try extend(entry, with: text)
        }
    }

    /// Takes an incident out of the index for good; false if it was not in it.
    func remove(_ incident: Incident.ID) throws -> Bool {
        insertForgotten.bind(1, incident.bytes)
        try insertForgotten.run()
        guard let entry = try entry(of: incident) else { return false }
        try removeWords(entry)
        deleteEntry.bind(1, entry.rank)
        try deleteEntry.run()
        return true
    }

    private func extend(_ entry: (rank: Int64, body: String), with text: String) throws {
        guard !text.isEmpty else { return }
        let body = entry.body.isEmpty ? text : "\(entry.body) \(SearchText.border) \(text)"
        guard body.utf8.count <= Self.maximumBody else { return }
        try removeWords(entry)
        updateEntry.bind(1, body)
        updateEntry.bind(2, entry.rank)
        try updateEntry.run()
        try addWords(rank: entry.rank, body)
    }

    private func isForgotten(_ incident: Incident.ID) throws -> Bool {
        readForgotten.bind(1, incident.bytes)
        return try readForgotten.firstRow { _ in true } ?? false
    }

    private func insert(_ incident: Incident.ID, _ rank: Int64, _ text: String) throws {
        insertEntry.bind(1, rank)
        insertEntry.bind(2, incident.bytes)
        insertEntry.bind(3, text)
        try insertEntry.run()
        try addWords(rank: rank, text)
    }

    private func entry(of incident: Incident.ID) throws -> (rank: Int64, body: String)? {
        readEntry.bind(1, incident.bytes)
        return try readEntry.firstRow { ($0.integer(0), $0.text(1)) }
    }

    private func addWords(rank: Int64, _ body: String) throws {
        guard !body.isEmpty else { return }
        insertWords.bind(1, rank)
        insertWords.bind(2, body)
        try insertWords.run()
    }

    private func removeWords(_ entry: (rank: Int64, body: String)) throws {
        guard !entry.body.isEmpty else { return }
        deleteWords.bind(1, entry.rank)
        deleteWords.bind(2, entry.body)
        try deleteWords.run()
    }
}
