/// What a document holds: the records that can be used, and those that cannot.
public struct ParsedFeed: Hashable, Sendable {
    /// The records in the order of the document.
    public var records: [FeedRecord] = []
    /// What is not taken, in the order of the document.
    public var refusals: [Refusal] = []
    /// Addresses of further documents that the document only points to.
    public var links: [String] = []

    /// Documents that the document holds in another writing.
    public var embedded: [EmbeddedDocument] = []
    /// SHA-256 of what the source sent, in hexadecimal digits.
    public var digest = ""
    /// Whether this is all that the source gives; if not, nothing is known of what is missing.
    public var isWhole = true

    /// A document without records.
    public init() {}

    /// A document of which nothing is taken.
    public init(refused refusal: Refusal) {
        refusals = [refusal]
    }

    /// Adds what another document holds.
    public mutating func append(_ other: ParsedFeed) {
        records += other.records
        refusals += other.refusals
        isWhole = isWhole && other.isWhole
    }

    /// Adds a record, or the refusal that stands for it.
    mutating func append(_ result: Result<FeedRecord, Refusal>) {
        switch result {
        case .success(let record): records.append(record)
        case .failure(let refusal): refusals.append(refusal)
        }
    }
}
