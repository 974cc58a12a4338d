import FeedCore

/// What makes a document known that a source sends twice.
public struct PushKey: Hashable, Sendable {
    /// The source's key.
    public let key: String
    /// A digest of the request; another request under the same key is refused.
    public let fingerprint: [UInt8]

    /// The key of a request.
    public init(key: String, fingerprint: [UInt8]) {
        self.key = key
        self.fingerprint = fingerprint
    }
}

/// The answers to the latest documents that came with a key.
///
/// What is older, or from before a restart, is taken again, which changes nothing: its items are as
/// they were.
struct PushAnswers {
    /// How many answers are kept.
    static let maximum = 1_000

    private struct Name: Hashable {
        let feed: DataItem.ID
        let key: String
    }

    private var answers: [Name: (fingerprint: [UInt8], report: PollReport)] = [:]
    private var order: [Name] = []

    func answer(to key: PushKey, of feed: DataItem.ID) -> FeedService.PushAnswer? {
        guard let known = answers[Name(feed: feed, key: key.key)] else { return nil }
        return known.fingerprint == key.fingerprint ? .repeated(known.report) : .keyReused
    }

    mutating func note(_ key: PushKey, of feed: DataItem.ID, _ report: PollReport) {
        let name = Name(feed: feed, key: key.key)
        answers[name] = (key.fingerprint, report)
        order.append(name)
        guard order.count > Self.maximum else { return }
        answers[order.removeFirst()] = nil
    }
}
