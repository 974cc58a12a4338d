public import Governance
public import TextFormats

/// One record as its source wrote it, with what its format itself says about it.
public struct FeedRecord: Hashable, Sendable {
    /// The whole record, in the shape of its source.
    public let content: JSON
    /// What every record of the format has in the same place.
    public let standard: StandardFields
    /// Where in the document it stands, such as `features[3]` or `line 12`.
    public let place: String

    /// Makes a record.
    public init(content: JSON, standard: StandardFields, place: String) {
        self.content = content
        self.standard = standard
        self.place = place
    }
}

/// What a format itself says about a record, whoever the source is.
public struct StandardFields: Hashable, Sendable {
    /// What tells the record from all others of its source.
    public var id: String?
    /// A line for people.
    public var title: String?
    /// Where people can read more.
    public var link: String?
    /// When it happened or was first told.
    public var time: Instant?
    /// When the source changed it last.
    public var updated: Instant?
    /// The source's own classification.
    public var categories: [String] = []
    /// The id of the record that it tells something new about.
    public var about: String?
    /// Whether its source tells of something that it was told itself, by yet another system or by us;
    /// such a record opens, updates and closes nothing, so that nothing goes round and round.
    public var isRelayed = false
    /// Where it is, in the system that the format prescribes.
    public var coordinate: Coordinate?

    /// Says nothing yet.
    public init() {}
}
