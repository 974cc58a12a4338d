import Governance
import TextFormats

extension StandardFields {
    private static let idNames = [
        "id", "guid", "uuid", "key", "identifier", "event_id", "eventId", "code", "number",
        "service_request_id", "编号", "编码", "案件编号", "事件编号", "序号", "@id",
    ]
    private static let titleNames = ["title", "name", "headline", "标题", "名称", "事件名称"]
    private static let timeNames = [
        "time", "occurredAt", "occurred_at", "created", "createdAt", "created_at", "pubDate",
        "published", "timestamp", "date", "时间", "发生时间", "上报时间",
    ]
    private static let updatedNames = ["updated", "updatedAt", "updated_at", "modified", "更新时间"]

    /// What the usual names of fields say, for formats that prescribe none.
    init(guessedFrom content: JSON, time: FeedTime = FeedTime()) {
        self.init()
        guard case .object(let object) = content else { return }
        id = Self.first(Self.idNames, in: object)?.scalarText
        title = Self.first(Self.titleNames, in: object)?.scalarText
        link = (object["link"] ?? object["url"])?.scalarText
        self.time = Self.first(Self.timeNames, in: object).flatMap { time.instant($0) }
        updated = Self.first(Self.updatedNames, in: object).flatMap { time.instant($0) }
        let latitude = Self.first(["latitude", "lat", "纬度"], in: object)?.degrees
        let longitude = Self.first(["longitude", "long", "lon", "lng", "经度"], in: object)?.degrees
        if let latitude, let longitude {
            coordinate = Coordinate(latitude: latitude, longitude: longitude)
        }
    }

    private static func first(_ names: [String], in object: JSONObject) -> JSON? {
        for name in names {
            if let value = object[name], !value.isNull, value.stringValue != "" { return value }
        }
        return nil
    }
}

extension JSON {
    /// A text or number as text; nil for everything else and for an empty text.
    var scalarText: String? {
        switch self {
        case .string(let text):
            let trimmed = text.trimmed
            return trimmed.isEmpty ? nil : trimmed
        case .integer(let value): return "\(value)"
        case .number(let value): return "\(value)"
        case .object(let object): return object["#text"]?.scalarText
        case .null, .bool, .array: return nil
        }
    }

    /// A number, or a text that is one.
    var degrees: Double? {
        numberValue ?? stringValue.flatMap { Double($0.trimmed) }
    }
}

extension FeedTime {
    /// The moment of a text or a number.
    func instant(_ value: JSON) -> Instant? {
        if let number = value.numberValue { return instant(epoch: number) }
        return value.scalarText.flatMap { instant($0) }
    }
}
