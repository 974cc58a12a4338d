import TextFormats

extension FeedEvent {
    /// The most changes that one event holds.
    public static let maximumChanges = 500

    var typeName: Event.Kind.TypeName {
        switch self {
        case .taken: .feedTaken
        case .quarantined: .feedQuarantined
        case .released: .feedReleased
        }
    }

    func writeMembers(to object: inout JSONObjectWriter) {
        switch self {
        case .taken(let taking): taking.writeMembers(to: &object)
        case .quarantined(let quarantine):
            object.field("feed", quarantine.feed)
            object.field("digest", quarantine.digest)
            object.array("reasons") { array in
                for reason in quarantine.reasons {
                    array.object {
                        $0.field("zh", reason.chinese)
                        $0.field("en", reason.english)
                    }
                }
            }
        case .released(let feed): object.field("feed", feed)
        }
    }

    init?(_ name: Event.Kind.TypeName, _ fields: inout JSONFields) {
        switch name {
        case .feedTaken:
            guard let taking = FeedTaking(&fields) else { return nil }
            self = .taken(taking)
        case .feedQuarantined:
            guard let quarantine = FeedQuarantine(&fields) else { return nil }
            self = .quarantined(quarantine)
        case .feedReleased:
            guard let feed = fields.feedName() else { return nil }
            self = .released(feed: feed)
        default: return nil
        }
    }
}

extension JSONFields {
    fileprivate mutating func feedName() -> String? { string("feed", maximumLength: 64) }

    fileprivate mutating func digest(_ presence: Presence = .required) -> String? {
        string("digest", presence, maximumLength: 64)
    }
}

extension FeedTaking {
    fileprivate func writeMembers(to object: inout JSONObjectWriter) {
        object.field("feed", feed)
        object.field("way", way.rawValue)
        object.field("digest", digest)
        object.field("records", records)
        object.field("unchanged", unchanged)
        object.field("refused", refused)
        object.array("changes") { array in
            for change in changes { array.object { change.writeMembers(to: &$0) } }
        }
        object.field("shape", shape)
    }

    fileprivate init?(_ fields: inout JSONFields) {
        let feed = fields.feedName()
        let way: Way? = fields.enumeration("way")
        let digest = fields.digest()
        let records = fields.integer("records", in: 0...Int.max)
        let unchanged = fields.integer("unchanged", in: 0...Int.max)
        let refused = fields.integer("refused", in: 0...Int.max)
        let changes = fields.objects("changes", maximumCount: FeedEvent.maximumChanges) {
            FeedChange(&$0)
        }
        let shape = fields.json("shape", .optional)
        guard let feed, let way, let digest, let records, let unchanged, let refused, let changes
        else { return nil }
        self.init(
            feed: feed, way: way, digest: digest, records: records, unchanged: unchanged,
            refused: refused, changes: changes, shape: shape)
    }
}

extension FeedChange {
    fileprivate func writeMembers(to object: inout JSONObjectWriter) {
        object.field("kind", kind.rawValue)
        object.field("key", key)
        if !digest.isEmpty { object.field("digest", digest) }
        object.field("item", item)
        object.field("incident", incident)
    }

    fileprivate init?(_ fields: inout JSONFields) {
        let kind: Kind? = fields.enumeration("kind")
        let key = fields.string("key", maximumLength: 1_024)
        let digest = fields.digest(.optional)
        let item = fields.json("item", .optional)
        let incident = fields.value(
            "incident", .optional, expecting: "the id of an incident", chinese: "事件编号"
        ) { Incident.ID($0) }
        guard let kind, let key else { return nil }
        self.init(kind, key: key, digest: digest ?? "", item: item, incident: incident)
    }
}

extension FeedQuarantine {
    fileprivate init?(_ fields: inout JSONFields) {
        let feed = fields.feedName()
        let digest = fields.digest()
        let reasons = fields.objects("reasons", maximumCount: 1_024) { inner -> LocalizedText? in
            let chinese = inner.string("zh", maximumLength: 4_096)
            let english = inner.string("en", maximumLength: 4_096)
            guard let chinese, let english else { return nil }
            return LocalizedText(chinese: chinese, english: english)
        }
        guard let feed, let digest, let reasons else { return nil }
        self.init(feed: feed, digest: digest, reasons: reasons)
    }
}

extension SourceNote {
    func writeMembers(to object: inout JSONObjectWriter) {
        object.field("kind", kind.rawValue)
        object.field("feed", feed)
    }

    init?(_ fields: inout JSONFields) {
        let kind: Kind? = fields.enumeration("kind")
        let feed = fields.feedName()
        guard let kind, let feed else { return nil }
        self.init(kind, feed: feed)
    }
}
