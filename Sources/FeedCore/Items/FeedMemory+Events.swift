public import Governance
public import TextFormats

// What is known of a feed, as the log tells it.
extension FeedMemory {
    /// How many bytes of changes one event holds, so that it fits into a record.
    static let maximumEventBytes = 256 << 10

    /// The events that keep what an outcome changed; this is the memory after it.
    ///
    /// - Parameters:
    ///   - outcome: What changed.
    ///   - summary: The counts of what was taken, without changes.
    ///   - hidesItems: Whether the log keeps keys and digests alone, for data about persons.
    ///   - shapeBefore: What the records looked like before.
    /// - Returns: One event, or as many as the changes need.
    public func events(
        keeping outcome: PollOutcome, _ summary: FeedTaking, hidesItems: Bool,
        shapeBefore: RecordShape?,
    ) -> [FeedTaking] {
        var parts: [[FeedChange]] = [[]]
        var bytes = 0
        for change in outcome.changes {
            let made = self.change(change, hidesItem: hidesItems)
            let size = made.key.utf8.count + 200 + (made.item?.encoded().count ?? 0)
            let isFull =
                parts[parts.count - 1].count >= FeedEvent.maximumChanges
                || bytes + size > Self.maximumEventBytes && !parts[parts.count - 1].isEmpty
            if isFull {
                parts.append([])
                bytes = 0
            }
            parts[parts.count - 1].append(made)
            bytes += size
        }
        let newShape = shape?.fields == shapeBefore?.fields ? nil : shape?.json
        return parts.enumerated().map { index, changes in
            FeedTaking(
                feed: summary.feed, way: summary.way, digest: summary.digest,
                records: summary.records, unchanged: summary.unchanged, refused: summary.refused,
                changes: changes, shape: index == 0 ? newShape : nil)
        }
    }

    private func change(_ change: ItemChange, hidesItem: Bool) -> FeedChange {
        let known = items[change.item.key]
        let isNew = change.kind == .added || change.kind == .updated
        let item = hidesItem ? change.item.withoutWords : change.item
        return FeedChange(
            FeedChange.Kind(change.kind), key: change.item.key,
            digest: isNew ? known?.digest ?? "" : "", item: isNew ? .object(item.json) : nil,
            incident: known?.incident)
    }

    /// Takes what an event of the log says.
    public mutating func evolve(_ taking: FeedTaking, at moment: Instant) {
        for change in taking.changes { evolve(change, at: moment) }
        if let json = taking.shape, let new = RecordShape(json: json) { shape = new }
        // The number of records changes with every document, their form hardly ever.
        if taking.records > 0, let known = shape {
            shape = RecordShape(count: taking.records - taking.refused, fields: known.fields)
        }
        lastTaken = moment
    }

    private mutating func evolve(_ change: FeedChange, at moment: Instant) {
        var known = items[change.key]
        switch change.kind {
        case .added, .updated:
            guard let item = change.item.flatMap({ FeedItem(json: $0) }) else { return }
            if known?.digest == change.digest, known?.item.withoutWords == item { break }
            known = KnownItem(
                item: item, digest: change.digest, firstSeen: known?.firstSeen ?? moment,
                changed: moment, incident: known?.incident)
        case .withdrawn:
            known?.isWithdrawn = true
            known?.changed = moment
        case .refused: known?.refusedAs = .recordInvalid
        }
        if change.kind == .added || change.kind == .updated {
            known?.isWithdrawn = false
            known?.refusedAs = nil
        }
        if let incident = change.incident { known?.incident = incident }
        put(known, change.key)
    }
}

extension FeedChange.Kind {
    fileprivate init(_ kind: ItemChange.Kind) {
        self =
            switch kind {
            case .added: .added
            case .updated: .updated
            case .withdrawn: .withdrawn
            case .refused: .refused
            }
    }
}

extension FeedItem {
    /// The item without what may tell who somebody is.
    var withoutWords: FeedItem {
        FeedItem(
            key: key, title: nil, link: nil, time: time, coordinate: nil, category: category,
            action: action, about: about, incident: incident, fact: nil)
    }
}

extension RecordShape {
    /// The shape as JSON.
    public var json: JSON {
        var members = JSONObject()
        for (path, kinds) in fields.sorted(by: { $0.key < $1.key }) {
            members[path] = .array(kinds.sorted().map(JSON.string))
        }
        return ["count": .integer(Int64(count)), "fields": .object(members)]
    }

    /// The shape that ``json`` describes, or nil if it describes none.
    public init?(json: JSON) {
        guard let count = json["count"]?.integerValue, let fields = json["fields"]?.objectValue
        else { return nil }
        let kinds = fields.map {
            ($0.key, Set($0.value.arrayValue?.compactMap(\.stringValue) ?? []))
        }
        self.init(
            count: Int(count), fields: Dictionary(kinds, uniquingKeysWith: { first, _ in first }))
    }
}
