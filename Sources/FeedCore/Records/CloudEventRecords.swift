import Governance
import TextFormats

/// CloudEvents 1.0 in the JSON format: an event or a batch of them.
enum CloudEventRecords {
    /// The events of a document.
    static func read(_ document: JSON, time: FeedTime) -> ParsedFeed {
        var feed = ParsedFeed()
        let events = document.arrayValue ?? [document]
        for (index, event) in events.enumerated() {
            feed.append(record(event, place: "[\(index)]", time: time))
        }
        return feed
    }

    /// Whether an event of a system like ours tells what that system was told by a source of its own.
    private static func isRelayed(_ event: JSON) -> Bool {
        guard event["type"]?.stringValue?.hasPrefix("griddispatch.") == true else { return false }
        return event["type"] == "griddispatch.source.heard"
            || event["data"]?["report"]?["source"]?.stringValue == Report.Source.feed.rawValue
    }

    /// One event; the four required attributes must be texts that are not empty.
    static func record(
        _ event: JSON, place: String, time: FeedTime,
    ) -> Result<FeedRecord, Refusal> {
        let id = event["id"]?.stringValue
        for name in ["specversion", "id", "source", "type"] {
            guard let text = event[name]?.stringValue, !text.isEmpty,
                name != "specversion" || text == "1.0"
            else {
                return .failure(
                    Refusal(
                        .recordInvalid, name: id, place: place,
                        LocalizedText(
                            chinese: "不是 CloudEvents 1.0：属性“\(name)”缺失或有误",
                            english: "this is not a CloudEvent 1.0: the attribute '\(name)' is "
                                + "missing or wrong")))
            }
        }
        var standard = StandardFields()
        // Source and id together tell events apart (CloudEvents 1.0 §3.1).
        standard.id = "\(event["source"]?.stringValue ?? "") \(id ?? "")"
        standard.title = event["subject"]?.stringValue
        standard.time = event["time"].flatMap { time.instant($0) }
        standard.categories = [event["type"]?.stringValue ?? ""]
        standard.isRelayed = isRelayed(event)
        return .success(FeedRecord(content: event, standard: standard, place: place))
    }
}
