import Governance
import TextFormats

/// The columns of a CSV text, looked at once for all of its rows.
struct CSVColumns {
    let header: CSVHeader
    private let names: [String]
    private let time: FeedTime
    private let roles: StandardFields.Columns

    init(_ header: CSVHeader, _ time: FeedTime) {
        self.header = header
        self.time = time
        names = header.names.map(\.trimmed)
        roles = StandardFields.Columns(names)
    }

    /// The row as an object; of columns with one name the last counts.
    func object(of row: CSVRecord) -> JSONObject {
        var members: [(String, JSON)] = []
        members.reserveCapacity(names.count)
        for (name, value) in zip(names, row) { members.append((name, .string(value))) }
        return roles.areUnique ? JSONObject(distinct: members) : Self.object(members)
    }

    private static func object(_ members: [(String, JSON)]) -> JSONObject {
        var object = JSONObject()
        for (name, value) in members { object[name] = value }
        return object
    }

    /// What the usual names of columns say about a row.
    func standard(of row: CSVRecord) -> StandardFields {
        StandardFields(of: Array(row), roles, time: time)
    }
}
