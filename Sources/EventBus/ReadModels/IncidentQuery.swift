public import Governance

/// Which incidents are wanted; they come newest first.
public struct IncidentQuery: Hashable, Sendable {
    /// The fewest and the most incidents of a page.
    public static let pageSizes = 1...200
    /// How many incidents a query may name.
    public static let maximumIDs = 1_000

    /// Only open ones, or only closed ones.
    public var isOpen: Bool?
    /// Only these stages; empty means all.
    public var stages: Set<Incident.Stage> = []
    /// Only this category and those below it.
    public var category: ReportCategory.ID?
    /// Only these severities, which incidents have once they are filed; empty means all.
    public var severities: Set<Severity> = []
    /// Only incidents in this area, of whatever level.
    public var area: AreaCode?
    /// Only those accepted from then on.
    public var from: Instant?
    /// Only those accepted before then.
    public var to: Instant?
    /// Only exercises, or none.
    public var isExercise: Bool?
    /// Only these incidents, for example those that a search has found; at most
    /// ``maximumIDs`` are looked for.
    public var ids: [Incident.ID]?
    /// How many at most; what is outside ``pageSizes`` is cut to it.
    public var limit = 50
    /// Where the page before ended.
    public var cursor: IncidentCursor?

    /// A query for all incidents.
    public init() {}

    var wantedIDs: ArraySlice<Incident.ID>? { ids?.prefix(Self.maximumIDs) }

    var pageLimit: Int {
        min(max(limit, Self.pageSizes.lowerBound), Self.pageSizes.upperBound)
    }
}

/// A place in the list of incidents, opaque to clients.
///
/// It stays valid while incidents come and change: a page after it never repeats one.
public struct IncidentCursor: Hashable, Sendable, LosslessStringConvertible {
    /// The offset of the record that accepted the last incident of the page.
    let rank: Int64

    init(rank: Int64) {
        self.rank = rank
    }

    /// The text that clients send back.
    public var description: String { "c" + String(rank, radix: 36) }

    /// The place that `text` stands for, or nil if it is none.
    public init?(_ text: String) {
        guard text.utf8.count <= 16, text.hasPrefix("c") else { return nil }
        guard let rank = Int64(text.dropFirst(), radix: 36), rank >= 0 else { return nil }
        self.init(rank: rank)
        guard description == text else { return nil }
    }
}

/// One page of incidents.
public struct IncidentPage: Hashable, Sendable {
    /// The incidents, newest first.
    public let items: [StoredIncident]
    /// Where the next page begins, or nil if this is the last.
    public let next: IncidentCursor?

    /// A page.
    public init(items: [StoredIncident], next: IncidentCursor?) {
        self.items = items
        self.next = next
    }
}

/// An incident as the read models have it.
public struct StoredIncident: Hashable, Sendable {
    /// The incident.
    public let id: Incident.ID
    /// How many events it has had.
    public let version: Int
    /// The JSON document, without personal data.
    public let document: [UInt8]
    /// The offset of the record that accepted its report.
    public let accepted: Offset

    /// An incident with its document.
    public init(id: Incident.ID, version: Int, document: [UInt8], accepted: Offset) {
        self.id = id
        self.version = version
        self.document = document
        self.accepted = accepted
    }
}
