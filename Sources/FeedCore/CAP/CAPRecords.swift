import Governance
import TextFormats

/// Alerts of CAP: a document that is one, or all that a feed or an EDXL distribution embeds.
enum CAPRecords {
    private static let distribution = "EDXLDistribution"

    /// The alerts of a document; an index without alerts gives the addresses of them.
    static func read(
        _ root: XMLElement, source: [UInt8], time: FeedTime,
    ) -> ParsedFeed {
        var feed = ParsedFeed()
        let alerts = alerts(in: root)
        for (index, alert) in alerts.enumerated() {
            feed.append(record(alert, number: index + 1, source: source, time: time))
        }
        let entries = SyndicationRecords.entries(of: root)
        if let entries {
            for entry in entries where self.alerts(in: entry).isEmpty {
                if let link = SyndicationRecords.alertLink(of: entry) { feed.links.append(link) }
            }
        }
        if root.name.local == distribution { readEnclosures(of: root, &feed) }
        if alerts.isEmpty, entries == nil, root.name.local != distribution {
            feed.refusals.append(
                Refusal(
                    .wrongFormat, name: "document", place: root.place,
                    LocalizedText(
                        chinese: "根元素“\(root.name.written)”不是 CAP 警报、警报索引或 EDXL",
                        english: "the root '\(root.name.written)' is neither a CAP alert nor a "
                            + "feed or EDXL distribution of alerts")))
        }
        return feed
    }

    /// Alerts that a distribution holds as Base64 or names the address of (EDXL-DE 1.0 §3.2.3).
    private static func readEnclosures(of root: XMLElement, _ feed: inout ParsedFeed) {
        for object in root.children("contentObject") {
            guard let content = object.child("nonXMLContent"),
                let type = content.childText("mimeType")?.lowercased(),
                ["application/cap+xml", "application/xml", "text/xml"].contains(
                    type.prefix { $0 != ";" }.trimmed)
            else { continue }
            if let text = content.childText("contentData") {
                feed.embedded.append(EmbeddedDocument(text: text, place: content.place))
            } else if let address = content.childText("uri") {
                feed.links.append(address)
            }
        }
    }

    /// The outermost alerts, in the order of the document.
    private static func alerts(in element: XMLElement) -> [XMLElement] {
        var found: [XMLElement] = []
        collectAlerts(in: element, &found)
        return found
    }

    private static func collectAlerts(in element: XMLElement, _ found: inout [XMLElement]) {
        guard element.name.local != "alert" else { return found.append(element) }
        for child in element.children { collectAlerts(in: child, &found) }
    }

    private static func record(
        _ alert: XMLElement, number: Int, source: [UInt8], time: FeedTime,
    ) -> Result<FeedRecord, Refusal> {
        let identifier = alert.childText("identifier")
        let name = identifier ?? "alert \(number)"
        let key = identifier.map { Self.key(sender: alert.childText("sender"), $0) }
        func refuse(_ code: Refusal.Code, _ message: LocalizedText) -> Result<FeedRecord, Refusal> {
            .failure(Refusal(code, name: name, key: key, place: alert.place, message))
        }
        guard let version = CAPVersion(namespace: alert.name.namespace) else {
            return refuse(
                .recordInvalid,
                LocalizedText(
                    chinese: "命名空间“\(alert.name.namespace)”不属于 CAP",
                    english: "the namespace '\(alert.name.namespace)' is not one of CAP's"))
        }
        if let refusal = alert.entityRefusal(name: name, key: key) { return .failure(refusal) }
        var content: JSONObject
        do throws(CAPFault) {
            content = try CAPSchema.of(version).read(alert)
        } catch {
            return refuse(
                .recordInvalid,
                LocalizedText(
                    chinese: "\(error.position)：不是有效的 CAP \(version.rawValue)："
                        + error.message.chinese,
                    english: "\(error.position): this is not valid CAP \(version.rawValue): "
                        + error.message.english))
        }
        content["capVersion"] = .string(version.rawValue)
        if CAPSchema.signature(of: alert) != nil {
            // A signature holds over the bytes, so the bytes are what is kept.
            content["signed"] = .string(String(decoding: source[alert.bytes], as: UTF8.self))
        }
        let value = JSON.object(content)
        return .success(
            FeedRecord(content: value, standard: standard(value, time), place: alert.place))
    }

    /// An identifier is unique for its sender only (CAP 1.2 §3.2.1).
    private static func key(sender: String?, _ identifier: String) -> String {
        "\(sender ?? ""),\(identifier)"
    }

    private static func standard(_ alert: JSON, _ time: FeedTime) -> StandardFields {
        var standard = StandardFields()
        let first = alert["info"]?[0]
        standard.id = key(
            sender: alert["sender"]?.stringValue, alert["identifier"]?.stringValue ?? "")
        standard.title = first?["headline"]?.scalarText ?? first?["event"]?.scalarText
        standard.link = first?["web"]?.scalarText
        standard.time = alert["sent"]?.stringValue.flatMap { time.instant($0) }
        standard.updated = standard.time
        if alert["msgType"]?.stringValue != "Alert" {
            standard.about = alert["references"]?.stringValue.flatMap { firstReference($0) }
        }
        standard.categories = first?["category"]?.arrayValue?.compactMap(\.stringValue) ?? []
        standard.coordinate = first.flatMap { coordinate(of: $0) }
        return standard
    }

    /// The key of the alert that a reference such as `sender,identifier,sent` means.
    private static func firstReference(_ text: String) -> String? {
        let parts = text.split(whereSeparator: \.isWhitespace).first?.split(
            separator: ",", omittingEmptySubsequences: false)
        guard let parts, parts.count == 3 else { return nil }
        return "\(parts[0]),\(parts[1])"
    }

    /// The middle of the first circle or polygon of an information block.
    private static func coordinate(of information: JSON) -> Coordinate? {
        for area in information["area"]?.arrayValue ?? [] {
            if let circle = area["circle"]?[0]?.stringValue,
                let point = circle.split(separator: " ").first
            {
                return GeoRSS.center(ofPairs: String(point))
            }
            if let polygon = area["polygon"]?[0]?.stringValue,
                let center = GeoRSS.center(ofPairs: polygon)
            {
                return center
            }
        }
        return nil
    }
}
