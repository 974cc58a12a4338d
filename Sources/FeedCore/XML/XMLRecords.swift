import Governance
import TextFormats

/// Records of XML of any vocabulary.
enum XMLRecords {
    /// The elements at `path` below the root, names separated by `/`; by default all children.
    static func read(_ root: XMLElement, path: String?) -> ParsedFeed {
        var elements = [root]
        for name in (path ?? "").split(separator: "/") {
            elements = elements.flatMap { $0.children(String(name)) }
        }
        if path == nil { elements = root.children.isEmpty ? [root] : root.children }
        var feed = ParsedFeed()
        for element in elements { feed.append(record(element)) }
        return feed
    }

    private static func record(_ element: XMLElement) -> Result<FeedRecord, Refusal> {
        let content = element.json
        let standard = StandardFields(guessedFrom: content)
        if let refusal = element.entityRefusal(name: standard.id) { return .failure(refusal) }
        return .success(FeedRecord(content: content, standard: standard, place: element.place))
    }
}

extension XMLElement {
    /// The refusal of a record that refers to an entity, which is never read.
    func entityRefusal(name: String?, key: String? = nil) -> Refusal? {
        guard let entity = firstEntity else { return nil }
        return Refusal(
            .entity, name: name, key: key ?? name, place: place,
            LocalizedText(
                chinese: "第 \(entity.position.line) 行引用了实体“\(entity.name)”；实体一律不读取，请让来源写出文字",
                english: "it refers to the entity '\(entity.name)' at \(entity.position); entities "
                    + "are never read, so the source must write the text out"))
    }
}
