import FeedCore
import Governance
import TextFormats

/// The document of a simulated source, in the form that its data item is written in.
struct SimulatedDocument: Hashable {
    let mediaType: String
    let bytes: [UInt8]

    /// Writes records down; nil for a form that no simulated source uses.
    init?(_ records: [SimulatedRecord], of item: DataItem) {
        let title = item.meaning.chinese
        switch item.document.format {
        case .json:
            self.init("application/json", Self.platform(records, title))
        case .geojson:
            self.init("application/geo+json", Self.features(records, title))
        case .csv:
            self.init("text/csv; charset=utf-8", Self.table(records, title))
        case .cap:
            self.init("application/atom+xml", Self.alerts(records, item))
        case .open311:
            self.init("text/xml", Self.requests(records, title))
        case .ndjson, .xml, .atom, .rss, .georss, .cloudevents: return nil
        }
    }

    private init(_ mediaType: String, _ bytes: [UInt8]) {
        self.mediaType = mediaType
        self.bytes = bytes
    }

    private static func status(_ record: SimulatedRecord) -> String {
        record.isDone ? "已办结" : "待处置"
    }

    /// The list of a township platform; its maps carry the offset of GCJ-02.
    private static func platform(_ records: [SimulatedRecord], _ title: String) -> [UInt8] {
        let list = records.map { record -> JSON in
            let place = record.coordinate.converted(to: .gcj02)
            return [
                "id": .integer(Int64(record.number)), "title": .string("\(title) \(record.number)"),
                "at": .string("\(record.time)"), "lat": .number(place.latitude),
                "lng": .number(place.longitude), "status": .string(status(record)),
                "value": .integer(Int64(record.value)),
            ]
        }
        return JSON.object(["code": 0, "data": ["list": .array(list)]]).encoded()
    }

    private static func features(_ records: [SimulatedRecord], _ title: String) -> [UInt8] {
        let features = records.map { record -> JSON in
            [
                "type": "Feature", "id": .string("\(record.number)"),
                "properties": [
                    "title": .string("\(title) \(record.number)"),
                    "time": .integer(record.time.microsecondsSinceEpoch / 1_000),
                    "value": .integer(Int64(record.value)),
                    "confidence": .integer(record.value > 3 ? 90 : 50),
                ],
                "geometry": [
                    "type": "Point",
                    "coordinates": [
                        .number(record.coordinate.longitude), .number(record.coordinate.latitude),
                    ],
                ],
            ]
        }
        return JSON.object(["type": "FeatureCollection", "features": .array(features)]).encoded()
    }

    private static func table(_ records: [SimulatedRecord], _ title: String) -> [UInt8] {
        var text = "编号,名称,时间,纬度,经度,状态,数值\r\n"
        for record in records {
            text += "\(record.number),\(title) \(record.number),\(record.time),"
            text += "\(record.coordinate.latitude),\(record.coordinate.longitude),"
            text += "\(status(record)),\(record.value)\r\n"
        }
        return Array(text.utf8)
    }

    /// A feed of alerts, each in full; one in five is severe.
    private static func alerts(_ records: [SimulatedRecord], _ item: DataItem) -> [UInt8] {
        var text =
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>\(item.meaning.english)</title>"
        for record in records {
            let id = "\(item.id.name)-\(record.number)"
            let sent = record.time.text(offsetSeconds: 28_800)
            let severity = record.value == 0 ? "Severe" : "Moderate"
            let place = "\(record.coordinate.latitude),\(record.coordinate.longitude)"
            text += """
                <entry><id>\(id)</id><content type="text/xml">\
                <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>\(id)</identifier>\
                <sender>warnings@simulator.invalid</sender><sent>\(sent)</sent>\
                <status>Actual</status><msgType>\(record.isDone ? "Cancel" : "Alert")</msgType>\
                <scope>Public</scope><info><language>zh-CN</language><category>Met</category>\
                <event>\(item.meaning.chinese)</event><urgency>Expected</urgency>\
                <severity>\(severity)</severity><certainty>Likely</certainty>\
                <headline>\(item.meaning.chinese) \(record.number)</headline><area>\
                <areaDesc>开化县</areaDesc><circle>\(place) 10</circle></area></info></alert>\
                </content></entry>
                """
        }
        return Array((text + "</feed>").utf8)
    }

    private static func requests(_ records: [SimulatedRecord], _ title: String) -> [UInt8] {
        var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?><service_requests>"
        for record in records {
            text += """
                <request><service_request_id>\(record.number)</service_request_id>\
                <status>\(record.isDone ? "closed" : "open")</status>\
                <service_name>\(title)</service_name>\
                <requested_datetime>\(record.time)</requested_datetime>\
                <lat>\(record.coordinate.latitude)</lat>\
                <long>\(record.coordinate.longitude)</long></request>
                """
        }
        return Array((text + "</service_requests>").utf8)
    }
}
