import Governance
import Testing

@testable import FeedCore

struct SyndicationTests {
    private func element(
        _ name: String, _ text: String = "", in namespace: String = "",
        _ attributes: [String: String] = [:], _ children: [XMLElement] = [],
    ) -> XMLElement {
        XMLElement(
            name: XMLElement.Name(namespace: namespace, local: name),
            attributes: attributes.map {
                XMLElement.Attribute(name: XMLElement.Name(local: $0.key), value: $0.value)
            }, children: children, text: text)
    }

    private func records(_ items: XMLElement...) -> ParsedFeed {
        let channel = element("channel", "", [:], items)
        return FeedDocument(format: .rss).records(element("rss", "", [:], [channel]), source: [])
    }

    private func element(
        _ name: String, _ text: String, _ attributes: [String: String], _ children: [XMLElement],
    ) -> XMLElement {
        element(name, text, in: "", attributes, children)
    }

    @Test func `an item is known by its guid, else by its link`() {
        let feed = records(
            element("item", "", [:], [element("guid", " g "), element("link", "l")]),
            element("item", "", [:], [element("link", "l")]))
        #expect(feed.records.map(\.standard.id) == ["g", "l"])
    }

    @Test(arguments: [
        ("point", "29.1 118.4"), ("polygon", "29 118 29.2 118 29.2 118.8 29 118"),
        ("line", "29,118 29.2,118.8"), ("box", "29 118 29.2 118.8"),
        ("circle", " 29.1 118.4 500 "), ("circle", "29.1,118.4,500"),
    ])
    func `the place of GeoRSS is its middle`(name: String, text: String) throws {
        let shape = element(name, text, in: "http://www.georss.org/georss")
        let feed = records(element("item", "", [:], [element("guid", "1"), shape]))
        let place = try #require(feed.records.first?.standard.coordinate)
        #expect(abs(place.latitude - 29.1) < 1e-9 && abs(place.longitude - 118.4) < 1e-9)
    }

    @Test func `the place of GML and of the W3C is read too`() {
        let position = element("Point", "", [:], [element("pos", "29.1 118.4")])
        let feed = records(
            element("item", "", [:], [element("where", "", [:], [position])]),
            element("item", "", [:], [element("lat", "29.1"), element("long", "118.4")]),
            element("item", "", [:], [element("lat", "north"), element("long", "118.4")]))
        let place = Coordinate(latitude: 29.1, longitude: 118.4)
        #expect(feed.records.map(\.standard.coordinate) == [place, place, nil])
    }

    @Test func `another document is refused`() {
        let feed = FeedDocument(format: .atom).records(element("html"), source: [])
        #expect(feed.refusals.map(\.code) == [.wrongFormat])
    }
}
