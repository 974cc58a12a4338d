import FeedCore
import Foundation
import Testing
import TextFormats

@testable import Feeds

struct FeedReaderTests {
    private func read(
        _ bytes: [UInt8], _ format: FeedFormat, charset: String? = nil,
        limits: FeedLimits = FeedLimits(),
    ) -> ParsedFeed {
        FeedReader(FeedDocument(format: format, limits: limits)).records(bytes, charset: charset)
    }

    // 编号,名称 / 1,开化 in GB 18030.
    private static let chinese: [UInt8] =
        [0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xC3, 0xFB, 0xB3, 0xC6, 0x0D, 0x0A]
        + [0x31, 0x2C, 0xBF, 0xAA, 0xBB, 0xAF, 0x0D, 0x0A]

    @Test func `a table in GB 18030 is read without being told`() {
        let feed = read(Self.chinese, .csv)
        #expect(feed.refusals == [])
        #expect(feed.records.map(\.standard.id) == ["1"])
        #expect(feed.records.map(\.standard.title) == ["开化"])
    }

    @Test(arguments: [
        "\u{FEFF}id,name\r\n1,a\r\n", "sep=;\r\nid;name\r\n1;a\r\n", "id\tname\n1\ta",
    ])
    func `what spreadsheets save is read`(text: String) {
        let feed = read(Array(text.utf8), .csv)
        #expect(feed.refusals == [])
        #expect(feed.records.map(\.content) == [["id": "1", "name": "a"]])
    }

    @Test func `a row with a field too many is refused and the others are kept`() {
        let feed = read(Array("id,name\n1,a\n2,b,c\n\n3,d\n".utf8), .csv)
        #expect(feed.records.map(\.standard.id) == ["1", "3"])
        #expect(feed.refusals.map(\.place) == ["line 3"])
    }

    @Test(arguments: [
        ("ISO-8859-1", [0xE9]), ("windows-1252", [0xE9]), ("GB2312", [0xA8, 0xA6]),
        ("utf-8", [0xC3, 0xA9]),
    ])
    func `XML is read in the encoding that it declares`(name: String, bytes: [UInt8]) {
        let text =
            Array("<?xml version='1.0' encoding=\"\(name)\"?><r><i><id>".utf8) + bytes
            + Array("</id></i></r>".utf8)
        #expect(read(text, .xml).records.map(\.standard.id) == ["é"])
    }

    @Test func `text in UTF-16 is read by its byte order mark`() {
        var text: [UInt8] = [0xFF, 0xFE]
        for unit in "[{\"id\":\"开\"}]".utf16 { text += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        #expect(read(text, .json).records.map(\.standard.id) == ["开"])
    }

    @Test func `an encoding that is not known or not kept is refused`() {
        let unknown = Array("<?xml version='1.0' encoding='klingon'?><r/>".utf8)
        #expect(read(unknown, .xml).refusals.map(\.code) == [.encoding])
        #expect(read([0x7B, 0xFF], .json, charset: "gb18030").refusals.map(\.code) == [.encoding])
        #expect(read(Array("{}".utf8), .json, charset: "../x").refusals.map(\.code) == [.encoding])
    }

    @Test func `data that is compressed wrongly is refused`() {
        #expect(read([0x1F, 0x8B, 8, 0], .json).refusals.map(\.code) == [.compression])
    }

    @Test func `several alerts in one distribution are taken, a bad one is refused by name`() {
        let good = CAPSample.alert(identifier: "good")
        let bad = CAPSample.alert(identifier: "bad", status: "Actually")
        let text = """
            <EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:1.0">
            <contentObject><xmlContent><embeddedXMLContent>\(good)</embeddedXMLContent></xmlContent>
            </contentObject><contentObject><xmlContent><embeddedXMLContent>\(bad)
            </embeddedXMLContent></xmlContent></contentObject></EDXLDistribution>
            """
        let feed = read(Array(text.utf8), .cap)
        #expect(feed.records.map(\.standard.id) == ["us@example.org,good"])
        #expect(feed.refusals.map(\.name) == ["bad"])
        #expect(feed.refusals.map(\.code) == [.recordInvalid])
    }

    @Test func `a signature is kept with the bytes that it is over`() {
        let signature = "<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'><x/></Signature>"
        let text = CAPSample.alert(identifier: "signed", end: signature)
        let feed = read(Array(text.utf8), .cap)
        #expect(feed.records.map { $0.content["signed"]?.stringValue } == [text])
    }

    @Test func `an index gives the addresses of its alerts`() {
        let text = """
            <feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id>
            <link href="https://example.org/1.html"/>
            <link type="application/cap+xml" href="https://example.org/1.cap"/></entry></feed>
            """
        let feed = read(Array(text.utf8), .cap)
        #expect(feed.links == ["https://example.org/1.cap"])
        #expect(feed.records == [] && feed.refusals == [])
    }

    @Test func `a page instead of alerts is refused as a whole`() {
        let feed = read(Array("<html><body>Not found</body></html>".utf8), .cap)
        #expect(feed.refusals.map(\.code) == [.wrongFormat])
    }
}
