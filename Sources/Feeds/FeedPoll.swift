import Crypto
public import FeedCore
public import Governance
import TextFormats

/// Takes one document of a feed into the feed's memory.
public struct FeedPoll: Sendable {
    private let reader: FeedReader
    private let mapping: ItemMapping
    private let refusesDrift: Bool
    private let hidesKeys: Bool

    /// A poll of documents of that kind; with `refusesDrift` one that looks unlike the last one is
    /// kept out, with `hidesKeys` a digest takes the place of each key.
    public init(
        _ document: FeedDocument, mapping: ItemMapping, refusesDrift: Bool, hidesKeys: Bool = false,
    ) {
        self.hidesKeys = hidesKeys
        reader = FeedReader(document)
        self.mapping = mapping
        self.refusesDrift = refusesDrift
    }

    /// Takes the document into `memory` and tells what it changed.
    ///
    /// A document that is refused as a whole, or kept out because of drift, changes nothing.
    public func take(
        _ bytes: [UInt8], charset: String? = nil, into memory: inout FeedMemory, at now: Instant,
    ) -> PollReport {
        take(reader.records(bytes, charset: charset), into: &memory, at: now)
    }

    /// Takes what was read of a source into `memory` and tells what it changed.
    public func take(
        _ feed: ParsedFeed, into memory: inout FeedMemory, at now: Instant,
    ) -> PollReport {
        var report = PollReport()
        report.digest = feed.digest
        report.links = feed.links
        report.records = feed.records.count + feed.refusals.count { !$0.isOfDocument }
        report.refusals = feed.refusals
        guard !report.isDocumentRefused else { return report }
        var items: [DigestedItem] = []
        items.reserveCapacity(feed.records.count)
        for record in feed.records {
            do throws(Refusal) {
                let item = hidden(try mapping.item(for: record))
                items.append(
                    DigestedItem(
                        item, digest: Self.digest(record), updated: record.standard.updated))
            } catch {
                report.refusals.append(error)
            }
        }
        let shape = RecordShape(of: feed.records.map(\.content))
        // Of what is not whole, the number of records says nothing.
        report.drift =
            memory.shape.map { shape.drift(since: $0, comparesCounts: feed.isWhole) } ?? []
        guard !(refusesDrift && !report.drift.isEmpty) else {
            report.isQuarantined = true
            return report
        }
        let refused = Dictionary(
            report.refusals.compactMap { refusal in
                refusal.key.map { (hidesKeys ? Self.hidden($0) : $0, refusal.code) }
            },
            uniquingKeysWith: { first, _ in first })
        report.outcome = memory.take(items, refused: refused, isWhole: feed.isWhole, at: now)
        // An empty document says nothing about the form of records, and a part says too little.
        if !feed.records.isEmpty, feed.isWhole { memory.shape = shape }
        return report
    }

    /// The item with its key as it is kept; what is about persons may have their numbers for keys.
    private func hidden(_ item: FeedItem) -> FeedItem {
        guard hidesKeys else { return item }
        return FeedItem(
            key: Self.hidden(item.key), title: item.title, link: item.link, time: item.time,
            coordinate: item.coordinate, area: item.area, category: item.category,
            action: item.action, about: item.about.map(Self.hidden), incident: item.incident,
            fact: item.fact)
    }

    private static func hidden(_ key: String) -> String {
        SHA256.hash(data: Array(key.utf8)).hex
    }

    /// The key under which an item opens a report, so that it opens no second one.
    public static func reportKey(of item: FeedItem, in feed: DataItem.ID) -> String {
        "feed:" + SHA256.hash(data: Array("\(feed)\n\(item.key)".utf8)).hex
    }

    /// SHA-256 of the content, in whatever order and spacing the source wrote it.
    private static func digest(_ record: FeedRecord) -> String {
        SHA256.hash(data: record.content.canonicalBytes).hex
    }
}

/// What one poll found.
public struct PollReport: Hashable, Sendable {
    /// What changed.
    public var outcome = PollOutcome()
    /// How many records the document holds, refused ones included.
    public var records = 0
    /// SHA-256 of what the source sent, in hexadecimal digits.
    public var digest = ""
    /// What was not taken, and why.
    public var refusals: [Refusal] = []
    /// Addresses of further documents that the document points to.
    public var links: [String] = []
    /// In what the document looks unlike the last one.
    public var drift: [LocalizedText] = []
    /// Whether the document was kept out because of that.
    public var isQuarantined = false

    /// Nothing was found.
    public init() {}

    /// Whether the document was refused as a whole.
    public var isDocumentRefused: Bool { refusals.contains { $0.isOfDocument } }
}
