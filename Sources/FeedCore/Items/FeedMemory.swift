public import Governance

/// What is known of one feed: its items, and what its last good document looked like.
public struct FeedMemory: Hashable, Sendable {
    /// How many withdrawn items are remembered, so that one that comes back opens nothing twice.
    public static let maximumWithdrawn = 10_000

    /// The items by key, withdrawn ones included.
    public private(set) var items: [String: KnownItem]
    /// What the last good document looked like.
    public var shape: RecordShape?
    /// When a document was last taken.
    public var lastTaken: Instant?

    /// A memory of these items.
    public init(
        items: [String: KnownItem] = [:], shape: RecordShape? = nil, lastTaken: Instant? = nil,
    ) {
        self.items = items
        self.shape = shape
        self.lastTaken = lastTaken
    }

    /// How many items the source gives.
    public var liveCount: Int { items.values.count { !$0.isWithdrawn } }

    /// How many items that the source gives have opened an incident.
    public var incidentCount: Int {
        items.values.count { !$0.isWithdrawn && $0.incident != nil }
    }

    /// Takes a whole document in: every item that it gives, and the keys that it refused.
    ///
    /// An item that is refused now but was good before stays as it was, marked. The changes come
    /// in the order of the document, withdrawn items last, by key. What a document that is not
    /// whole lacks stays as it was.
    public mutating func take(
        _ current: [DigestedItem], refused: [String: Refusal.Code] = [:], isWhole: Bool = true,
        at now: Instant,
    ) -> PollOutcome {
        var outcome = PollOutcome()
        let unique = Self.unique(current, &outcome)
        items.reserveCapacity(max(items.count, unique.count))
        for new in unique {
            let key = new.item.key
            guard var known = items[key] else {
                items[key] = KnownItem(
                    item: new.item, digest: new.digest, firstSeen: now, changed: now)
                outcome.changes.append(ItemChange(.added, new.item))
                continue
            }
            let isSame = known.digest == new.digest
            // Words that the log does not hold come back with the first document after a restart.
            if isSame, !known.isWithdrawn, known.refusedAs == nil,
                known.item.title == new.item.title
            {
                outcome.unchanged += 1
                continue
            }
            if known.isWithdrawn {
                outcome.changes.append(ItemChange(.added, new.item, isReturn: true))
            } else if isSame {
                outcome.unchanged += 1
            } else {
                outcome.changes.append(ItemChange(.updated, new.item))
            }
            if !isSame || known.isWithdrawn { known.changed = now }
            (known.item, known.digest) = (new.item, new.digest)
            (known.isWithdrawn, known.refusedAs) = (false, nil)
            items[key] = known
        }
        // Each item that was given is known by now; where no other is, none is missing.
        if items.count > unique.count {
            withdraw(except: Set(unique.map(\.item.key)), refused, isWhole, at: now, &outcome)
        }
        lastTaken = now
        return outcome
    }

    /// Notes the incident that an item has opened.
    public mutating func note(_ incident: Incident.ID, openedBy key: String) {
        items[key]?.incident = incident
    }

    /// Keeps what is known of an item, or nothing.
    mutating func put(_ known: KnownItem?, _ key: String) {
        items[key] = known
    }

    private mutating func withdraw(
        except given: Set<String>, _ refused: [String: Refusal.Code], _ isWhole: Bool,
        at now: Instant, _ outcome: inout PollOutcome,
    ) {
        for key in items.keys.filter({ !given.contains($0) }).sorted() {
            guard var known = items[key], !known.isWithdrawn else { continue }
            if let code = refused[key] {
                if known.refusedAs != code {
                    outcome.changes.append(ItemChange(.refused, known.item))
                }
                known.refusedAs = code
            } else if isWhole {
                (known.isWithdrawn, known.changed) = (true, now)
                outcome.changes.append(ItemChange(.withdrawn, known.item))
            }
            items[key] = known
        }
        guard items.values.count(where: \.isWithdrawn) > Self.maximumWithdrawn else { return }
        let gone = items.values.filter(\.isWithdrawn)
        let oldest = gone.sorted { ($0.changed, $0.item.key) < ($1.changed, $1.item.key) }
        for known in oldest.dropLast(Self.maximumWithdrawn) { items[known.item.key] = nil }
    }

    /// Of several items with one key the one with the latest time stays, else the last.
    private static func unique(
        _ current: [DigestedItem], _ outcome: inout PollOutcome,
    ) -> [DigestedItem] {
        var unique: [DigestedItem] = []
        var positions: [String: Int] = [:]
        unique.reserveCapacity(current.count)
        positions.reserveCapacity(current.count)
        for new in current {
            guard let position = positions[new.item.key] else {
                positions[new.item.key] = unique.count
                unique.append(new)
                continue
            }
            outcome.duplicates += 1
            if !new.isOlder(than: unique[position]) { unique[position] = new }
        }
        return unique
    }
}

/// An item with the digest of the content that it was made of.
public struct DigestedItem: Hashable, Sendable {
    /// The item.
    public let item: FeedItem
    /// The digest.
    public let digest: String
    /// When the source changed it last, where it says so.
    public let updated: Instant?

    /// Puts the two together.
    public init(_ item: FeedItem, digest: String, updated: Instant? = nil) {
        self.item = item
        self.digest = digest
        self.updated = updated
    }

    fileprivate func isOlder(than other: DigestedItem) -> Bool {
        guard let updated, let theirs = other.updated else { return false }
        return updated < theirs
    }
}

/// What a document changed.
public struct PollOutcome: Hashable, Sendable {
    /// What is not as it was.
    public var changes: [ItemChange] = []
    /// How many items are as they were.
    public var unchanged = 0
    /// How many records had the key of another of the same document.
    public var duplicates = 0

    /// Nothing changed.
    public init() {}

    /// How many changes are of a kind.
    public func count(of kind: ItemChange.Kind) -> Int { changes.count { $0.kind == kind } }
}
