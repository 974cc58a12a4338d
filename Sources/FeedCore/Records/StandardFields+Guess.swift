import Governance
import TextFormats

extension StandardFields {
    private static let idNames = [
        "id", "guid", "uuid", "key", "identifier", "event_id", "eventId", "code", "number",
        "service_request_id", "编号", "编码", "案件编号", "事件编号", "序号", "@id",
    ]
    private static let titleNames = ["title", "name", "headline", "标题", "名称", "事件名称"]
    private static let timeNames = [
        "time", "occurredAt", "occurred_at", "created", "createdAt", "created_at", "pubDate",
        "published", "timestamp", "date", "时间", "发生时间", "上报时间",
    ]
    private static let latitudeNames = ["latitude", "lat", "纬度"]
    private static let longitudeNames = ["longitude", "long", "lon", "lng", "经度"]
    private static let updatedNames = ["updated", "updatedAt", "updated_at", "modified", "更新时间"]

    /// What the usual names of fields say, for formats that prescribe none.
    init(guessedFrom content: JSON, time: FeedTime = FeedTime()) {
        self.init()
        guard case .object(let object) = content else { return }
        let found = Self.found(in: object)
        id = found[.id]?.scalarText
        title = found[.title]?.scalarText
        link = found[.link]?.scalarText
        self.time = found[.time].flatMap { time.instant($0) }
        updated = found[.updated].flatMap { time.instant($0) }
        if let latitude = found[.latitude]?.degrees, let longitude = found[.longitude]?.degrees {
            coordinate = Coordinate(latitude: latitude, longitude: longitude)
        }
    }

    /// Which columns have the usual names, in the order in which they are asked.
    struct Columns {
        let id: [Int]
        let title: [Int]
        let link: [Int]
        let time: [Int]
        let updated: [Int]
        let latitude: [Int]
        let longitude: [Int]
        /// Whether no two columns have one name.
        let areUnique: Bool

        init(_ names: [String]) {
            var places: [String: Int] = [:]
            for (index, name) in names.enumerated() { places[name] = index }
            func columns(_ wanted: [String]) -> [Int] { wanted.compactMap { places[$0] } }
            id = columns(StandardFields.idNames)
            title = columns(StandardFields.titleNames)
            // A link that is there but empty hides the address behind it.
            link = Array(columns(["link", "url"]).prefix(1))
            time = columns(StandardFields.timeNames)
            updated = columns(StandardFields.updatedNames)
            latitude = columns(StandardFields.latitudeNames)
            longitude = columns(StandardFields.longitudeNames)
            areUnique = places.count == names.count
        }
    }

    /// What the usual names say about a row of texts.
    init(of row: [String], _ columns: Columns, time: FeedTime) {
        self.init()
        func first(_ columns: [Int]) -> String? {
            for index in columns where !row[index].isEmpty { return row[index] }
            return nil
        }
        func scalar(_ columns: [Int]) -> String? { first(columns).flatMap { $0.trimmed.nonEmpty } }
        id = scalar(columns.id)
        title = scalar(columns.title)
        link = scalar(columns.link)
        self.time = scalar(columns.time).flatMap { time.instant($0) }
        updated = scalar(columns.updated).flatMap { time.instant($0) }
        if let latitude = first(columns.latitude).flatMap({ Double($0.trimmed) }),
            let longitude = first(columns.longitude).flatMap({ Double($0.trimmed) })
        {
            coordinate = Coordinate(latitude: latitude, longitude: longitude)
        }
    }

    /// What a field's name says about it.
    private enum Role: Int, CaseIterable {
        case id, title, link, time, updated, latitude, longitude
    }

    /// The best field of each role so far.
    private struct Found {
        private var values = [JSON?](repeating: nil, count: Role.allCases.count)
        private var ranks = [Int](repeating: .max, count: Role.allCases.count)

        subscript(role: Role) -> JSON? { values[role.rawValue] }

        mutating func note(_ value: JSON, as role: Role, rank: Int) {
            guard rank < ranks[role.rawValue] else { return }
            ranks[role.rawValue] = rank
            values[role.rawValue] = value
        }
    }

    /// The role of each usual name, and how many names of that role are asked before it.
    private static let roles: [String: (role: Role, rank: Int)] = {
        var roles: [String: (role: Role, rank: Int)] = [:]
        for (role, names) in [
            (Role.id, idNames), (.title, titleNames), (.link, ["link", "url"]), (.time, timeNames),
            (.updated, updatedNames), (.latitude, latitudeNames), (.longitude, longitudeNames),
        ] {
            for (rank, name) in names.enumerated() { roles[name] = (role, rank) }
        }
        return roles
    }()

    /// The field of each role: of several, the one whose name is asked first.
    ///
    /// The members are gone through once; to ask for every name would take longer than to read the
    /// record.
    private static func found(in object: JSONObject) -> Found {
        var found = Found()
        for member in object {
            guard let (role, rank) = roles[member.key] else { continue }
            // A link that is there but empty hides the address behind it.
            guard role == .link || !member.value.isNull && member.value.stringValue != "" else {
                continue
            }
            found.note(member.value, as: role, rank: rank)
        }
        return found
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}

extension JSON {
    /// A text or number as text; nil for everything else and for an empty text.
    var scalarText: String? {
        switch self {
        case .string(let text):
            let trimmed = text.trimmed
            return trimmed.isEmpty ? nil : trimmed
        case .integer(let value): return "\(value)"
        case .number(let value): return "\(value)"
        case .object(let object): return object["#text"]?.scalarText
        case .null, .bool, .array: return nil
        }
    }

    /// A number, or a text that is one.
    var degrees: Double? {
        numberValue ?? stringValue.flatMap { Double($0.trimmed) }
    }
}

extension FeedTime {
    /// The moment of a text or a number.
    func instant(_ value: JSON) -> Instant? {
        if let number = value.numberValue { return instant(epoch: number) }
        return value.scalarText.flatMap { instant($0) }
    }
}
