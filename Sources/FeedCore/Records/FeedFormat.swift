/// How a source writes its data down.
public enum FeedFormat: String, Sendable, CaseIterable {
    /// JSON of any shape.
    case json
    /// One JSON value a line.
    case ndjson
    /// GeoJSON (RFC 7946).
    case geojson
    /// Comma-separated values (RFC 4180 and what spreadsheets save), with a header.
    case csv
    /// XML of any vocabulary.
    case xml
    /// Atom (RFC 4287), with or without GeoRSS.
    case atom
    /// RSS 0.9x, 1.0 and 2.0, with or without GeoRSS.
    case rss
    /// RSS or Atom whose entries have a place.
    case georss
    /// CAP 1.0 to 1.2: one alert, or all that a feed or an EDXL distribution embeds.
    case cap
    /// Service requests of Open311 GeoReport v2, JSON or XML.
    case open311
    /// CloudEvents 1.0 in JSON: one, a batch, or one a line.
    case cloudevents

    /// Whether the text is XML before it is anything else.
    public var isXML: Bool {
        switch self {
        case .xml, .atom, .rss, .georss, .cap: true
        case .json, .ndjson, .geojson, .csv, .open311, .cloudevents: false
        }
    }
}
