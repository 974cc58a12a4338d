public import CEL

/// What a mapping says about a record, each by an expression of its own.
public enum MappingPart: String, Sendable, CaseIterable {
    /// What tells the record from all others of its feed.
    case key
    /// A line for people.
    case title
    /// When it happened.
    case when
    /// Degrees north, in the mapping's system.
    case latitude
    /// Degrees east, in the mapping's system.
    case longitude
    /// The code of the community or grid that it is in.
    case area
    /// The report category that it belongs to.
    case category
    /// Whether it opens a report.
    case opens
    /// Whether it updates a report that it opened before.
    case updates
    /// Whether it closes a report that it opened before.
    case closes
    /// The key of the record whose report it updates or closes; its own where this is empty.
    case about
    /// The id of the incident of ours that it updates or closes, where its source knows that; nothing
    /// else decides then what it is about, and it opens none.
    case incident
    /// The value that rules read.
    case fact

    /// The type that its expression must have; nil accepts any.
    public var type: ValueType? {
        switch self {
        case .key, .title, .area, .category, .about, .incident: .string
        case .when: .timestamp
        case .latitude, .longitude: .double
        case .opens, .updates, .closes: .bool
        case .fact: nil
        }
    }

    /// What is said where a mapping is silent: what the format itself says.
    var standard: String? {
        switch self {
        case .key: "item.id"
        case .title: "item.title"
        case .about: "item.about"
        case .when, .latitude, .longitude, .area, .category, .opens, .updates, .closes, .incident,
            .fact:
            nil
        }
    }
}
