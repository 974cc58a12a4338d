public import Governance
public import TextFormats

/// What a record means here.
public struct FeedItem: Hashable, Sendable {
    /// What an item does beside being kept.
    public enum Action: String, Sendable, CaseIterable {
        /// It is kept for rules and pages to read.
        case keep
        /// It opens a report.
        case open
        /// It updates a report that it opened.
        case update
        /// It closes a report that it opened.
        case close
    }

    /// What tells it from all others of its feed.
    public let key: String
    /// A line for people.
    public let title: String?
    /// Where people can read more.
    public let link: String?
    /// When it happened.
    public let time: Instant?
    /// Where it is, in WGS-84.
    public let coordinate: Coordinate?
    /// The community or grid that it is in, as its source says.
    public let area: AreaCode?
    /// The report category that it belongs to.
    public let category: String?
    /// What it does.
    public let action: Action
    /// The key of the item whose report it updates or closes; nil means its own.
    public let about: String?
    /// The incident of ours that it updates or closes, whoever opened that.
    public let incident: Incident.ID?
    /// The value that rules read.
    public let fact: JSON?

    /// Makes an item.
    public init(
        key: String, title: String? = nil, link: String? = nil, time: Instant? = nil,
        coordinate: Coordinate? = nil, area: AreaCode? = nil, category: String? = nil,
        action: Action = .keep, about: String? = nil, incident: Incident.ID? = nil,
        fact: JSON? = nil,
    ) {
        self.key = key
        self.title = title
        self.link = link
        self.time = time
        self.coordinate = coordinate
        self.area = area
        self.category = category
        self.action = action
        self.about = about
        self.incident = incident
        self.fact = fact
    }
}
