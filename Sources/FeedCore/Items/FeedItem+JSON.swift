import Governance
public import TextFormats

extension FeedItem {
    /// The item as JSON; what it does not say is left out.
    public var json: JSONObject {
        var object = JSONObject()
        object["key"] = .string(key)
        object["title"] = title.map(JSON.string)
        object["link"] = link.map(JSON.string)
        object["time"] = time.map { .string("\($0)") }
        if let coordinate {
            object["latitude"] = .number(coordinate.latitude)
            object["longitude"] = .number(coordinate.longitude)
        }
        object["area"] = area.map { .string("\($0)") }
        object["category"] = category.map(JSON.string)
        object["action"] = .string(action.rawValue)
        object["about"] = about.map(JSON.string)
        object["incident"] = incident.map { .string("\($0)") }
        object["fact"] = fact
        return object
    }

    /// The item that ``json`` describes, or nil if it does not describe one.
    public init?(json: JSON) {
        guard let key = json["key"]?.stringValue,
            let action = json["action"]?.stringValue.flatMap(Action.init)
        else { return nil }
        var coordinate: Coordinate?
        if let latitude = json["latitude"]?.numberValue,
            let longitude = json["longitude"]?.numberValue
        {
            coordinate = Coordinate(latitude: latitude, longitude: longitude)
        }
        self.init(
            key: key, title: json["title"]?.stringValue, link: json["link"]?.stringValue,
            time: json["time"]?.stringValue.flatMap { Instant($0) }, coordinate: coordinate,
            area: json["area"]?.stringValue.flatMap { AreaCode($0) },
            category: json["category"]?.stringValue, action: action,
            about: json["about"]?.stringValue,
            incident: json["incident"]?.stringValue.flatMap { Incident.ID($0) }, fact: json["fact"])
    }
}
