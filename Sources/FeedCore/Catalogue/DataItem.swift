public import CEL
public import Governance

/// One governance data item: what it means, whose it is, where it comes from and how fresh it is.
public struct DataItem: Sendable {
    /// The name of a data item within a county.
    public struct ID: NamedID {
        /// The text.
        public let name: String

        /// The data item of that name; whether the county has it is checked by the county.
        public init(trusted name: String) { self.name = name }
    }

    /// Who may see a data item.
    public enum Sensitivity: String, Sendable, CaseIterable {
        /// Everybody.
        case `public`
        /// Those who work in the command room and the townships.
        case `internal`
        /// Only who needs it for an incident: it tells about persons.
        case personal
    }

    /// Who reads a data item.
    public struct Readers: Hashable, Sendable {
        /// Rules, each as `table: rule`.
        public let rules: [String]
        /// Pages, by name.
        public let pages: [String]

        /// Names the readers.
        public init(rules: [String] = [], pages: [String] = []) {
            self.rules = rules
            self.pages = pages
        }
    }

    /// The name.
    public let id: ID
    /// What it means.
    public let meaning: LocalizedText
    /// Whose data it is.
    public let owner: LocalizedText
    /// The platform that it comes from.
    public let source: SourcePlatform.ID
    /// Where on the platform it is, appended to the platform's address; nil for what is never asked
    /// for, because its source sends it.
    public let path: String?
    /// How it is written.
    public let document: FeedDocument
    /// How it is asked for in pages; nil where one document has all of it.
    public let paging: TimePaging?
    /// How often it is asked for.
    public let interval: Duration
    /// How old it may be and still be believed.
    public let freshness: Duration
    /// The token with which its source may call us; nil where it may not.
    public let pushToken: SecretName?
    /// How the facts of its records become the one value that rules read.
    public let combination: FactCombination
    /// Who may see it.
    public let sensitivity: Sensitivity
    /// Who reads it.
    public let readers: Readers
    /// The expressions of its mapping, as the catalogue writes them.
    public let expressions: [MappingPart: Source]
    /// What its records mean.
    public let mapping: ItemMapping

    /// Describes a data item.
    public init(
        id: ID, meaning: LocalizedText, owner: LocalizedText, source: SourcePlatform.ID,
        path: String?, document: FeedDocument, paging: TimePaging? = nil,
        pushToken: SecretName? = nil, interval: Duration,
        freshness: Duration,
        combination: FactCombination = .latest, sensitivity: Sensitivity, readers: Readers,
        expressions: [MappingPart: Source],
        mapping: ItemMapping,
    ) {
        self.id = id
        self.meaning = meaning
        self.owner = owner
        self.source = source
        self.path = path
        self.document = document
        self.paging = paging
        self.pushToken = pushToken
        self.interval = interval
        self.freshness = freshness
        self.combination = combination
        self.sensitivity = sensitivity
        self.readers = readers
        self.expressions = expressions
        self.mapping = mapping
    }
}
