import FeedCore
import Foundation
import Testing

@testable import Feeds

/// Alerts that a distribution holds as Base64.
struct EmbeddedAlertTests {
    private func feed(_ contents: [(type: String, data: String)]) -> ParsedFeed {
        let objects = contents.map {
            "<contentObject><nonXMLContent><mimeType>\($0.type)</mimeType>\($0.data)"
                + "</nonXMLContent></contentObject>"
        }
        let text =
            "<EDXLDistribution xmlns='urn:oasis:names:tc:emergency:EDXL:DE:1.0'>"
            + objects.joined() + "</EDXLDistribution>"
        return FeedReader(FeedDocument(format: .cap)).records(Array(text.utf8))
    }

    private func data(_ text: String, lines: Bool = false) -> String {
        let options: Data.Base64EncodingOptions = lines ? [.lineLength64Characters] : []
        return "<contentData>\(Data(text.utf8).base64EncodedString(options: options))</contentData>"
    }

    @Test func `they are taken as if they stood there`() {
        let feed = feed([
            ("application/cap+xml", data(CAPSample.alert(identifier: "1"), lines: true)),
            ("text/xml; charset=utf-8", data(CAPSample.alert(identifier: "2"))),
            ("image/png", data("no alert")),
        ])
        #expect(feed.records.map(\.standard.id) == ["us@example.org,1", "us@example.org,2"])
        #expect(feed.refusals.isEmpty)
        #expect(feed.embedded.isEmpty)
    }

    @Test func `a bad one is refused by its place and the others are kept`() {
        let bomb = "<!DOCTYPE a [<!ENTITY e 'x'>]>" + CAPSample.alert(identifier: "&e;")
        let feed = feed([
            ("text/xml", "<contentData>!</contentData>"), ("text/xml", data("<alert")),
            ("text/xml", data(bomb)),
            ("text/xml", data(CAPSample.alert(identifier: "1"))),
        ])
        #expect(feed.records.map(\.standard.id) == ["us@example.org,1"])
        #expect(feed.refusals.map(\.code) == [.recordMalformed, .recordMalformed, .entity])
        #expect(feed.refusals.allSatisfy { !$0.isOfDocument })
    }

    @Test func `a distribution in a distribution is not opened`() {
        let inner =
            "<EDXLDistribution xmlns='urn:oasis:names:tc:emergency:EDXL:DE:1.0'><contentObject>"
            + "<nonXMLContent><mimeType>text/xml</mimeType>"
            + data(CAPSample.alert(identifier: "1"))
            + "</nonXMLContent></contentObject></EDXLDistribution>"
        let feed = feed([("text/xml", data(inner))])
        #expect(feed.records.isEmpty)
    }

    @Test func `an alert that is elsewhere is a link`() {
        let feed = feed([("application/cap+xml", "<uri>https://a.example/1.cap</uri>")])
        #expect(feed.links == ["https://a.example/1.cap"])
    }
}
