import FeedCore
import Governance

/// Invented documents of one format, and a catalogue of many small ones.
struct FeedWorkload: Sendable {
    let name: String
    let format: FeedFormat
    private let head: String
    private let foot: String
    private let separator: String
    private let record: @Sendable (Int) -> String

    static let all = [geojson, csv, cap]

    /// A document of about so many bytes.
    func document(_ size: Int) -> [UInt8] {
        var bytes = Array(head.utf8)
        bytes.reserveCapacity(size + 4_096)
        var number = 0
        while bytes.count < size {
            if number > 0 { bytes += Array(separator.utf8) }
            bytes += Array(record(number).utf8)
            number += 1
        }
        return bytes + Array(foot.utf8)
    }

    /// So many data items below one address, each asked once a second.
    static func catalogue(at address: String, feeds: Int) throws -> FeedCatalogue {
        let text = LocalizedText(chinese: "测量", english: "Measured")
        let source = SourcePlatform.ID(trusted: "measured")
        let mapping = try ItemMapping()
        let items = (0..<feeds).map { number in
            DataItem(
                id: DataItem.ID(trusted: "item-\(number)"), meaning: text, owner: text,
                source: source, path: "/\(number).json", document: FeedDocument(format: .json),
                interval: .seconds(1), freshness: .seconds(5), sensitivity: .public,
                readers: DataItem.Readers(), expressions: [:], mapping: mapping)
        }
        let host = address.split(separator: "/").dropFirst().first.map {
            String($0.prefix { $0 != ":" })
        }
        let platform = SourcePlatform(
            id: source, title: text, address: address,
            access: SourceAccess(allowedHosts: [host ?? "127.0.0.1"]))
        return FeedCatalogue(sources: [platform], items: items)
    }

    private static let geojson = FeedWorkload(
        name: "geojson", format: .geojson,
        head: #"{"type":"FeatureCollection","features":["#, foot: "]}", separator: ","
    ) { number in
        let milliseconds = 1_767_225_600_000 + number * 37_000
        return #"{"type":"Feature","id":"us\#(number)","properties":{"mag":\#(number % 60).5,"#
            + #""place":"\#(number % 99)km NNE of Kaihua, China","time":\#(milliseconds),"#
            + #""updated":\#(milliseconds + 5_000),"url":"https://a.example/eq/\#(number)","#
            + #""felt":null,"status":"reviewed","tsunami":0,"sig":\#(number % 900),"net":"us","#
            + #""title":"M 3.1 - Kaihua \#(number)"},"geometry":{"type":"Point","coordinates":"#
            + #"[118.\#(number % 9_999),29.\#(number % 9_999),10.5]}}"#
    }

    private static let csv = FeedWorkload(
        name: "csv", format: .csv,
        head: "id,name,time,lat,lon,status,value,address,remarks\r\n", foot: "", separator: ""
    ) { number in
        let time = Instant(secondsSinceEpoch: 1_767_225_600 + Int64(number) * 37)
        return
            #"\#(number),"邻里纠纷, \#(number)",\#(time),29.\#(number % 9_999),118.\#(number % 9_999),"#
            + #"待处置,\#(number % 100),开化县芹阳办事处第\#(number % 50)网格,"He said ""no"" twice""#
            + "\r\n"
    }

    private static let cap = FeedWorkload(
        name: "cap", format: .cap, head: #"<feed xmlns="http://www.w3.org/2005/Atom">"#,
        foot: "</feed>", separator: "\n"
    ) { number in
        """
        <entry><id>\(number)</id><content type="text/xml">\
        <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>KH-\(number)</identifier>\
        <sender>us@example.org</sender><sent>2026-03-01T08:00:00+08:00</sent>\
        <status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info>\
        <language>zh-CN</language><category>Met</category><event>暴雨</event>\
        <urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty>\
        <expires>2026-03-01T20:00:00+08:00</expires><senderName>开化县气象台</senderName>\
        <headline>暴雨红色预警 \(number)</headline>\
        <description>预计未来三小时降雨量将达一百毫米以上，请注意防范山洪和地质灾害。</description>\
        <instruction>停止户外作业</instruction><parameter><valueName>level</valueName>\
        <value>red</value></parameter><area><areaDesc>开化县</areaDesc>\
        <polygon>29.1,118.4 29.2,118.4 29.2,118.5 29.1,118.4</polygon></area></info></alert>\
        </content></entry>
        """
    }
}
