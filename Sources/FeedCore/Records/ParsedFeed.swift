/// What a document holds: the records that can be used, and those that cannot.
public struct ParsedFeed: Hashable, Sendable {
    /// The records in the order of the document.
    public var records: [FeedRecord] = []
    /// What is not taken, in the order of the document.
    public var refusals: [Refusal] = []
    /// Addresses of further documents that the document only points to.
    public var links: [String] = []

    /// A document without records.
    public init() {}

    /// Adds a record, or the refusal that stands for it.
    mutating func append(_ result: Result<FeedRecord, Refusal>) {
        switch result {
        case .success(let record): records.append(record)
        case .failure(let refusal): refusals.append(refusal)
        }
    }
}
