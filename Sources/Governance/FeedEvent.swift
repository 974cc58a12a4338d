public import TextFormats

/// What happened to the data of another system, as the county's own history keeps it.
public enum FeedEvent: Hashable, Sendable {
    /// Something was taken of a data item.
    case taken(FeedTaking)
    /// 隔离: new data looks unlike the last and is kept out; the last good data stays.
    case quarantined(FeedQuarantine)
    /// 解除隔离: data is taken again.
    case released(feed: String)
}

/// What was taken of one data item in one go.
public struct FeedTaking: Hashable, Sendable {
    /// Who began it.
    public enum Way: String, CaseIterable, Sendable {
        /// We asked the source.
        case poll
        /// The source called us.
        case push
    }

    /// The data item.
    public let feed: String
    /// Who began it.
    public let way: Way
    /// SHA-256 of what the source sent, in hexadecimal digits.
    public let digest: String
    /// How many records the source sent.
    public let records: Int
    /// How many items are as they were.
    public let unchanged: Int
    /// How many records were refused.
    public let refused: Int
    /// What is not as it was; what one event cannot hold follows in others.
    public let changes: [FeedChange]
    /// What the records look like, where that has changed.
    public let shape: JSON?

    /// Tells what was taken.
    public init(
        feed: String, way: Way, digest: String, records: Int, unchanged: Int, refused: Int,
        changes: [FeedChange], shape: JSON? = nil,
    ) {
        self.feed = feed
        self.way = way
        self.digest = digest
        self.records = records
        self.unchanged = unchanged
        self.refused = refused
        self.changes = changes
        self.shape = shape
    }
}

/// What became of one item.
public struct FeedChange: Hashable, Sendable {
    /// How it compares with what was known.
    public enum Kind: String, CaseIterable, Sendable {
        /// The source did not give it before.
        case added
        /// Its content is another.
        case updated
        /// The source does not give it any more.
        case withdrawn
        /// Its newer version was refused; the last good one stays.
        case refused
    }

    /// How it compares.
    public let kind: Kind
    /// What tells the item from all others of its feed.
    public let key: String
    /// The digest of its content; empty where nothing new is known of it.
    public let digest: String
    /// The item; nil where nothing new is known of it.
    public let item: JSON?
    /// The incident that it opened, if it did.
    public let incident: Incident.ID?

    /// Tells what became of an item.
    public init(
        _ kind: Kind, key: String, digest: String = "", item: JSON? = nil,
        incident: Incident.ID? = nil,
    ) {
        self.kind = kind
        self.key = key
        self.digest = digest
        self.item = item
        self.incident = incident
    }
}

/// New data that is kept out.
public struct FeedQuarantine: Hashable, Sendable {
    /// The data item.
    public let feed: String
    /// SHA-256 of what the source sent, in hexadecimal digits.
    public let digest: String
    /// In what it looks unlike the last.
    public let reasons: [LocalizedText]

    /// Tells what is kept out, and why.
    public init(feed: String, digest: String, reasons: [LocalizedText]) {
        self.feed = feed
        self.digest = digest
        self.reasons = reasons
    }
}

/// What the source of an incident says about it later; its words are personal data beside it.
public struct SourceNote: Hashable, Sendable {
    /// What it says.
    public enum Kind: String, CaseIterable, Sendable {
        /// It says something new.
        case updated
        /// It says that all is settled.
        case settled
        /// It does not mention it any more.
        case withdrawn
    }

    /// What it says.
    public let kind: Kind
    /// The data item.
    public let feed: String

    /// Tells what a source says.
    public init(_ kind: Kind, feed: String) {
        self.kind = kind
        self.feed = feed
    }
}
