import Governance
import Testing
import TextFormats

@testable import FeedCore

struct FeedDocumentTests {
    private func read(
        _ text: String, _ format: FeedFormat, path: String? = nil,
        limits: FeedLimits = FeedLimits(),
    ) -> ParsedFeed {
        FeedDocument(format: format, recordPath: path, limits: limits).records(Array(text.utf8))
    }

    @Test(arguments: [
        #"[{"id":1},{"id":2}]"#, #"{"items":[{"id":1},{"id":2}]}"#,
        #"{"code":0,"data":{"list":[{"id":1},{"id":2}],"total":2}}"#,
        #"{"total":2,"cases":[{"id":1},{"id":2}]}"#,
    ])
    func `the list of records is found in JSON of any shape`(text: String) {
        let feed = read(text, .json)
        #expect(feed.refusals == [])
        #expect(feed.records.map(\.standard.id) == ["1", "2"])
    }

    @Test func `a path leads to the records`() {
        let feed = read(#"{"a":{"b":[{"id":1}],"c":[{"id":2}]}}"#, .json, path: "a/c")
        #expect(feed.records.map(\.place) == ["a/c[0]"])
        #expect(feed.records.map(\.standard.id) == ["2"])
        #expect(read("{}", .json, path: "a").refusals.map(\.code) == [.wrongFormat])
    }

    @Test func `a bad line is refused and the others are kept`() {
        let feed = read("{\"id\":1}\n\n{\"id\":\n\u{1E}{\"id\":3}\n4\n", .ndjson)
        #expect(feed.records.map(\.standard.id) == ["1", "3"])
        #expect(feed.refusals.map(\.place) == ["line 3", "line 5"])
        #expect(feed.refusals.allSatisfy { $0.code == .recordMalformed })
    }

    @Test func `features without a place, and with odd ones, are kept`() {
        let feed = read(
            """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","id":7,"geometry":null,"properties":null},
            {"type":"Feature","geometry":{"type":"Point","coordinates":[]},
             "properties":{"guid":"g"}},
            {"type":"Feature","id":"far","geometry":{"type":"Point","coordinates":[500,95]}},
            {"type":"Feature","id":"c","geometry":{"type":"GeometryCollection","geometries":[
              {"type":"Polygon","coordinates":[[[118,29],[119,29],[119,30],[118,29]]]}]}},
            {"type":"Thing","id":"x"}, 5]}
            """, .geojson)
        #expect(feed.records.map(\.standard.id) == ["7", "g", "far", "c"])
        #expect(
            feed.records.map(\.standard.coordinate) == [
                nil, nil, nil, Coordinate(latitude: 29.5, longitude: 118.5),
            ])
        #expect(feed.refusals.map(\.name) == ["x", "features[5]"])
    }

    @Test func `an event that lacks an attribute is refused by name`() {
        let feed = read(
            """
            [{"specversion":"1.0","id":"1","source":"/a","type":"t","time":"2026-03-01T00:00:00Z"},
            {"specversion":"0.3","id":"2","source":"/a","type":"t"},
            {"specversion":"1.0","id":"3","type":"t"}]
            """, .cloudevents)
        #expect(feed.records.map(\.standard.id) == ["/a 1"])
        #expect(feed.refusals.map(\.name) == ["2", "3"])
    }

    @Test func `an event of a system like ours says whether another told it`() {
        func event(_ type: String, _ data: String) -> String {
            #"{"specversion":"1.0","id":"1","source":"/c","type":"\#(type)","data":\#(data)}"#
        }
        let accepted = "griddispatch.report.accepted"
        let events = [
            event(accepted, #"{"report":{"source":"worker"}}"#),
            event(accepted, #"{"report":{"source":"feed"}}"#),
            event("griddispatch.source.heard", "{}"), event("griddispatch.incident.closed", "{}"),
            event("other", #"{"report":{"source":"feed"}}"#),
        ]
        let feed = read("[\(events.joined(separator: ","))]", .cloudevents)
        #expect(feed.records.map(\.standard.isRelayed) == [false, true, true, false, false])
    }

    @Test func `service requests of Open311 are read from JSON`() {
        let feed = read(
            """
            [{"service_request_id":"638344","service_name":"Pothole","lat":37.7,"long":-122.4,
              "requested_datetime":"2010-04-14T06:37:38-08:00"},{"token":"t"}]
            """, .open311)
        #expect(feed.records.map(\.standard.id) == ["638344"])
        #expect(
            feed.records.map(\.standard.coordinate)
                == [Coordinate(latitude: 37.7, longitude: -122.4)])
        #expect(feed.refusals.map(\.code) == [.noKey])
    }

    @Test func `what exceeds a limit is refused as a whole`() {
        let list = "[" + Array(repeating: "{}", count: 4).joined(separator: ",") + "]"
        #expect(
            read(list, .json, limits: FeedLimits(records: 3)).refusals.map(\.code) == [.tooMany])
        #expect(read(list, .json, limits: FeedLimits(bytes: 3)).refusals.map(\.code) == [.tooLarge])
        #expect(read(list, .json, limits: FeedLimits(depth: 1)).refusals.map(\.code) == [.tooDeep])
        let rows = "id\n1\n2\n3\n4\n"
        #expect(read(rows, .csv, limits: FeedLimits(records: 3)).refusals.map(\.code) == [.tooMany])
    }
}
