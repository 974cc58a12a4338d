import Governance

/// Entries of Atom and items of RSS, with the places that GeoRSS and W3C Geo give them.
enum SyndicationRecords {
    /// The Atom namespaces of RFC 4287 and of the draft before it.
    static let atom = ["http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"]

    /// The entries of a document, or nil if it is neither Atom nor RSS.
    static func entries(of root: XMLElement) -> [XMLElement]? {
        switch root.name.local {
        case "feed" where atom.contains(root.name.namespace) || root.name.namespace.isEmpty:
            Array(root.children("entry"))
        case "entry" where atom.contains(root.name.namespace): [root]
        case "rss": root.children("channel").flatMap { $0.children("item") }
        // RSS 1.0 keeps the items beside the channel, RSS 0.90 too.
        case "RDF": Array(root.children("item"))
        default: nil
        }
    }

    /// The entries of a document as records.
    static func read(_ root: XMLElement, time: FeedTime) -> ParsedFeed {
        var feed = ParsedFeed()
        guard let entries = entries(of: root) else {
            feed.refusals.append(
                Refusal(
                    .wrongFormat, name: "document", place: root.place,
                    LocalizedText(
                        chinese: "根元素“\(root.name.written)”既不是 Atom 也不是 RSS",
                        english: "the root '\(root.name.written)' is neither Atom nor RSS")))
            return feed
        }
        for entry in entries { feed.append(record(entry, time: time)) }
        return feed
    }

    private static func record(
        _ entry: XMLElement, time: FeedTime,
    ) -> Result<FeedRecord, Refusal> {
        var standard = StandardFields()
        let link = link(of: entry)
        standard.id =
            entry.childText("id") ?? entry.childText("guid") ?? entry.attribute("about") ?? link
        standard.title = entry.childText("title")
        standard.link = link
        standard.updated = moment(of: entry, ["updated", "modified"], time)
        standard.time =
            moment(of: entry, ["published", "issued", "pubDate", "date"], time) ?? standard.updated
        standard.categories = entry.children("category").compactMap {
            let text = $0.attribute("term") ?? $0.text.trimmed
            return text.isEmpty ? nil : text
        }
        standard.coordinate = GeoRSS.coordinate(of: entry)
        if let refusal = entry.entityRefusal(name: standard.id) { return .failure(refusal) }
        return .success(
            FeedRecord(content: entry.json, standard: standard, place: entry.place))
    }

    private static func moment(
        of entry: XMLElement, _ names: [String], _ time: FeedTime,
    ) -> Instant? {
        for name in names {
            if let text = entry.childText(name), let moment = time.instant(text) { return moment }
        }
        return nil
    }

    /// The address of the entry: what Atom calls the alternate link, else the first one.
    static func link(of entry: XMLElement) -> String? {
        let links = entry.children("link").filter { $0.name.prefix != "atom" || isAtom(entry) }
        let alternate = links.first { ["alternate", nil].contains($0.attribute("rel")) }
        guard let link = alternate ?? links.first else { return nil }
        let text = link.attribute("href") ?? link.text.trimmed
        return text.isEmpty ? nil : text
    }

    /// The address of the CAP alert that an entry of an index stands for, if it names one.
    static func alertLink(of entry: XMLElement) -> String? {
        let typed = entry.children("link").first {
            $0.attribute("type") == "application/cap+xml" && $0.attribute("href") != nil
        }
        return typed?.attribute("href") ?? entry.childText("cap") ?? link(of: entry)
    }

    private static func isAtom(_ element: XMLElement) -> Bool {
        atom.contains(element.name.namespace)
    }
}
