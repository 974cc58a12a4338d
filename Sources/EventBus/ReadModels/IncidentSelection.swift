import GRDB
import Governance

/// A query for incidents as SQL; values are bound, never written into it.
struct IncidentSelection {
    private enum Value {
        case integer(Int64)
        case text(String)
        case bytes([UInt8])
    }

    private var conditions = ""
    private var values: [Value] = []
    private let limit: Int

    init(_ query: IncidentQuery) {
        limit = query.pageLimit
        if let isOpen = query.isOpen { conditions += " AND i.is_open = \(isOpen ? 1 : 0)" }
        if let isExercise = query.isExercise {
            add("i.is_exercise = ?", .integer(isExercise ? 1 : 0))
        }
        if !query.stages.isEmpty {
            add("i.stage", among: query.stages.map(\.rawValue).sorted().map { .text($0) })
        }
        if !query.severities.isEmpty {
            add("i.severity", among: query.severities.sorted().map { .integer(Int64($0.rawValue)) })
        }
        if let category = query.category {
            // Everything below has the name and a slash before it; '0' is the character after '/'.
            add("(i.category = ?", .text(category.name))
            values += [.text(category.name + "/"), .text(category.name + "0")]
            conditions += " OR (i.category >= ? AND i.category < ?))"
        }
        if let area = query.area { add(area) }
        if let from = query.from {
            add("i.accepted_at >= ?", .integer(from.microsecondsSinceEpoch))
        }
        if let to = query.to { add("i.accepted_at < ?", .integer(to.microsecondsSinceEpoch)) }
        if let ids = query.wantedIDs { add("i.id", among: ids.map { .bytes($0.bytes) }) }
        if let cursor = query.cursor { add("i.rank < ?", .integer(cursor.rank)) }
    }

    /// The page.
    func page(in database: Database) throws -> IncidentPage {
        let statement = try SQLStatement(
            database,
            once: """
                SELECT \(StoredIncident.columns)\(conditions)
                ORDER BY i.rank DESC LIMIT \(limit + 1)
                """)
        for (index, value) in values.enumerated() {
            switch value {
            case .integer(let number): statement.bind(Int32(index + 1), number)
            case .text(let text): statement.bind(Int32(index + 1), text)
            case .bytes(let bytes): statement.bind(Int32(index + 1), bytes)
            }
        }
        var items: [StoredIncident] = []
        try statement.forEachRow { items.append(try StoredIncident($0)) }
        guard items.count > limit else { return IncidentPage(items: items, next: nil) }
        items.removeLast()
        let next = items.last.map { IncidentCursor(rank: $0.accepted.value) }
        return IncidentPage(items: items, next: next)
    }

    private mutating func add(_ condition: String, _ value: Value) {
        conditions += " AND " + condition
        values.append(value)
    }

    private mutating func add(_ column: String, among options: [Value]) {
        let marks = Array(repeating: "?", count: options.count).joined(separator: ", ")
        conditions += " AND \(column) IN (\(marks))"
        values += options
    }

    private mutating func add(_ area: AreaCode) {
        switch area.level {
        case .township: add("i.township = ?", .integer(Int64(area.number)))
        case .grid: add("i.area = ?", .integer(Int64(area.number)))
        case .county, .community:
            let width: UInt64 = area.level == .county ? 1_000_000_000 : 1_000
            add("i.area >= ?", .integer(Int64(area.number)))
            add("i.area < ?", .integer(Int64(area.number + width)))
        }
    }
}

extension StoredIncident {
    /// The columns and tables of every query for incidents; more conditions follow with AND.
    static let columns = """
        i.rank, i.id, i.version, d.document
        FROM incident i, incident_document d
        WHERE d.rank = i.rank
        """

    init(_ row: SQLStatement) throws {
        guard let id = row.withBytes(1, { Incident.ID(bytes: $0) }) else {
            throw EventLogError(
                .corrupt,
                "The incident of record \(row.integer(0)) has no valid id. Verify the log.")
        }
        self.init(
            id: id, version: Int(row.integer(2)), document: row.bytes(3),
            accepted: Offset(row.integer(0)))
    }
}
