import Governance
import TextFormats

/// Service requests of Open311 GeoReport v2.
enum Open311Records {
    /// The requests of a JSON document.
    static func read(_ document: JSON, time: FeedTime) -> ParsedFeed {
        var feed = ParsedFeed()
        let list = document.arrayValue ?? document["service_requests"]?.arrayValue ?? [document]
        for (index, value) in list.enumerated() {
            feed.append(record(value, place: "[\(index)]", time: time))
        }
        return feed
    }

    /// The requests of an XML document.
    static func read(_ root: XMLElement, time: FeedTime) -> ParsedFeed {
        var feed = ParsedFeed()
        for element in root.children("request") {
            if let refusal = element.entityRefusal(name: element.childText("service_request_id")) {
                feed.refusals.append(refusal)
            } else {
                feed.append(record(element.json, place: element.place, time: time))
            }
        }
        return feed
    }

    private static func record(
        _ value: JSON, place: String, time: FeedTime,
    ) -> Result<FeedRecord, Refusal> {
        guard let id = value["service_request_id"]?.scalarText else {
            return .failure(
                Refusal(
                    .noKey, place: place,
                    LocalizedText(
                        chinese: "没有 service_request_id",
                        english: "it has no service_request_id")))
        }
        var standard = StandardFields(guessedFrom: value, time: time)
        standard.id = id
        standard.title = value["service_name"]?.scalarText ?? value["description"]?.scalarText
        standard.link = value["media_url"]?.scalarText
        standard.time = value["requested_datetime"].flatMap { time.instant($0) }
        standard.updated = value["updated_datetime"].flatMap { time.instant($0) }
        standard.categories = value["service_code"]?.scalarText.map { [$0] } ?? []
        return .success(FeedRecord(content: value, standard: standard, place: place))
    }
}
