import Governance
import TextFormats

/// Records of JSON of any shape.
enum JSONRecords {
    private static let containers = [
        "items", "records", "data", "results", "events", "list", "rows", "features", "result",
    ]

    /// The records at `path`, names separated by `/`; by default the list that the document holds.
    static func read(_ document: JSON, path: String?, time: FeedTime) -> ParsedFeed {
        var feed = ParsedFeed()
        guard let found = list(in: document, path: path) else {
            feed.refusals.append(
                Refusal(
                    .wrongFormat, name: "document", place: path ?? "/",
                    LocalizedText(
                        chinese: "在“\(path ?? "/")”处没有记录列表",
                        english: "there is no list of records at '\(path ?? "/")'")))
            return feed
        }
        for (index, value) in found.values.enumerated() {
            feed.append(record(value, place: "\(found.path)[\(index)]", time: time))
        }
        return feed
    }

    /// One value as a record.
    static func record(
        _ value: JSON, place: String, time: FeedTime,
    ) -> Result<FeedRecord, Refusal> {
        guard case .object = value else {
            return .failure(
                Refusal(
                    .recordMalformed, place: place,
                    LocalizedText(chinese: "记录应为对象", english: "a record must be an object")))
        }
        let standard = StandardFields(guessedFrom: value, time: time)
        return .success(FeedRecord(content: value, standard: standard, place: place))
    }

    private static func list(in document: JSON, path: String?) -> (path: String, values: [JSON])? {
        var value = document
        for name in (path ?? "").split(separator: "/") {
            guard let next = value[String(name)] else { return nil }
            value = next
        }
        switch value {
        case .array(let elements): return (path ?? "", elements)
        case .object(let object):
            guard path == nil else { return (path ?? "", [value]) }
            for name in containers {
                if let inner = object[name], case .array(let elements) = inner {
                    return (name, elements)
                }
                if let inner = object[name], case .object(let nested) = inner,
                    let only = onlyList(of: nested)
                {
                    return ("\(name)/\(only.path)", only.values)
                }
            }
            return onlyList(of: object) ?? ("", [value])
        default: return nil
        }
    }

    private static func onlyList(of object: JSONObject) -> (path: String, values: [JSON])? {
        let lists = object.compactMap { member -> (path: String, values: [JSON])? in
            guard let values = member.value.arrayValue, values.allSatisfy({ $0.objectValue != nil })
            else { return nil }
            return (member.key, values)
        }
        return lists.count == 1 ? lists[0] : nil
    }
}
