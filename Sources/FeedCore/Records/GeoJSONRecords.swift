import Governance
import TextFormats

/// Features of GeoJSON (RFC 7946); a feature without a place is one all the same.
enum GeoJSONRecords {
    /// The features of a document: a collection, one feature, or a bare list of them.
    static func read(_ document: JSON, time: FeedTime) -> ParsedFeed {
        var feed = ParsedFeed()
        let features: [JSON]
        switch (document["type"]?.stringValue, document["features"], document) {
        case ("FeatureCollection"?, .array(let list)?, _), (nil, _, .array(let list)):
            features = list
        case ("Feature"?, _, _): features = [document]
        default:
            feed.refusals.append(
                Refusal(
                    .wrongFormat, name: "document", place: "/",
                    LocalizedText(
                        chinese: "不是 GeoJSON 要素集（FeatureCollection）",
                        english: "this is not a GeoJSON FeatureCollection or Feature")))
            return feed
        }
        for (index, feature) in features.enumerated() {
            feed.append(record(feature, place: "features[\(index)]", time: time))
        }
        return feed
    }

    private static func record(
        _ feature: JSON, place: String, time: FeedTime,
    ) -> Result<FeedRecord, Refusal> {
        guard feature["type"]?.stringValue == "Feature" else {
            return .failure(
                Refusal(
                    .recordMalformed, name: feature["id"]?.scalarText, place: place,
                    LocalizedText(
                        chinese: "“type”不是“Feature”", english: "its 'type' is not 'Feature'")))
        }
        let properties = feature["properties"] ?? .null
        var standard = StandardFields(guessedFrom: properties, time: time)
        standard.id = feature["id"]?.scalarText ?? standard.id
        standard.coordinate = feature["geometry"].flatMap { center(of: $0) }
        if let category = (properties["category"] ?? properties["type"])?.scalarText {
            standard.categories = [category]
        }
        return .success(FeedRecord(content: feature, standard: standard, place: place))
    }

    /// The point of a point, and the middle of everything else; nil for what is nowhere.
    static func center(of geometry: JSON) -> Coordinate? {
        // A collection of NSW RFS leads with the point at which its polygons are labelled.
        if let parts = geometry["geometries"]?.arrayValue {
            for part in parts {
                if let point = center(of: part) { return point }
            }
            return nil
        }
        var box = BoundingBox()
        if let coordinates = geometry["coordinates"] { extend(&box, by: coordinates) }
        return box.center
    }

    private static func extend(_ box: inout BoundingBox, by coordinates: JSON) {
        guard case .array(let parts) = coordinates else { return }
        if parts.count >= 2, let longitude = parts[0].numberValue,
            let latitude = parts[1].numberValue
        {
            box.extend(latitude: latitude, longitude: longitude)
        } else {
            for part in parts { extend(&box, by: part) }
        }
    }
}

/// The smallest box around points.
struct BoundingBox {
    private var latitudes: ClosedRange<Double>?
    private var longitudes: ClosedRange<Double>?

    /// Makes the box hold a point; what is no number is left out.
    mutating func extend(latitude: Double, longitude: Double) {
        guard latitude.isFinite, longitude.isFinite else { return }
        latitudes = Self.extended(latitudes, by: latitude)
        longitudes = Self.extended(longitudes, by: longitude)
    }

    /// The middle, nil for an empty box and for one that is not on the globe.
    var center: Coordinate? {
        guard let latitudes, let longitudes else { return nil }
        return Coordinate(
            latitude: (latitudes.lowerBound + latitudes.upperBound) / 2,
            longitude: (longitudes.lowerBound + longitudes.upperBound) / 2)
    }

    private static func extended(
        _ range: ClosedRange<Double>?, by value: Double,
    ) -> ClosedRange<Double> {
        guard let range else { return value...value }
        return min(range.lowerBound, value)...max(range.upperBound, value)
    }
}
