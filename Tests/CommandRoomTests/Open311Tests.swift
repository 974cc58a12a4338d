import Engine
import FeedCore
import Feeds
import Governance
import HTTPTypes
import HummingbirdTesting
import Testing
import TextFormats

@testable import CommandRoom

/// What anybody may read over Open311 GeoReport v2.
struct Open311Tests {
    private static let base = "/open311/v2"
    /// 华埠镇溪东村第一网格.
    private static let grid = "330824115201001"
    private static let community = "330824115201"

    private static func ids(_ answer: Answer) -> [String] {
        (answer.json.arrayValue ?? []).compactMap { $0["service_request_id"]?.stringValue }
    }

    private func error(_ answer: Answer) -> [Int64?] {
        [Int64(answer.status.code), answer.json[0]?["code"]?.integerValue]
    }

    @Test func `only categories that the county declares public are services`() async throws {
        try await RunningRoom.run(.router) { room in
            let answer = try await room.send(.get, Self.base + "/services.json")
            let codes = (answer.json.arrayValue ?? []).compactMap {
                $0["service_code"]?.stringValue
            }
            #expect(codes.contains("environment/garbage"))
            #expect(!codes.contains { $0.hasPrefix("dispute/") || $0.hasPrefix("health/") })
            #expect(codes == room.engine.county.categories.filter(\.isPublic).map(\.id.name))
            #expect(answer.json[0]?["type"] == "realtime")
            let xml = try await room.send(.get, Self.base + "/services.xml")
            let text = String(decoding: xml.bytes, as: UTF8.self)
            #expect(text.hasPrefix(#"<?xml version="1.0" encoding="utf-8"?><services><service>"#))
            #expect(text.contains("<service_code>environment/garbage</service_code>"))
            #expect(xml.headers[.contentType] == "text/xml; charset=utf-8")
        }
    }

    @Test func `a service tells what it asks, however its slash is written`() async throws {
        try await RunningRoom.run(.router) { room in
            let path = Self.base + "/services/environment"
            let plain = try await room.send(.get, path + "/garbage.json")
            #expect(plain.json["service_code"] == "environment/garbage")
            #expect(plain.json["attributes"]?[0]?["code"] == "blocking")
            #expect(plain.json["attributes"]?[0]?["values"]?[1]?["key"] == "false")
            let escaped = try await room.send(.get, path + "%2Fgarbage.json")
            #expect(escaped.json == plain.json)
            let xml = try await room.send(.get, path + "/garbage.xml")
            let text = String(decoding: xml.bytes, as: UTF8.self)
            #expect(text.contains("<attributes><attribute><variable>true</variable>"))
            #expect(text.contains("<values><value><key>true</key>"))
        }
    }

    @Test func `what is not public is not there`() async throws {
        try await RunningRoom.run(.router) { room in
            let dispute = try await room.report("dispute/domestic-violence")["id"]?.stringValue
            let feed = try await room.report(
                "environment/garbage", at: Self.grid, #","source":"feed""#)
            let exercise = try await room.report(
                "environment/garbage", at: Self.grid, #","exercise":true"#)
            let hidden = [dispute, feed["id"]?.stringValue, exercise["id"]?.stringValue]
                .compactMap(\.self)
            #expect(hidden.count == 3)
            let list = try await room.send(.get, Self.base + "/requests.json")
            #expect(list.json == [])
            let named = hidden.joined(separator: ",")
            let ids = try await room.send(
                .get, Self.base + "/requests.json?service_request_id=\(named)")
            #expect(ids.json == [])
            for id in hidden {
                let one = try await room.send(.get, Self.base + "/requests/\(id).json")
                #expect(error(one) == [404, 404])
            }
            // A category that is not public and one that is not there are told alike.
            for name in ["dispute/domestic-violence", "no/such"] {
                let service = try await room.send(.get, Self.base + "/services/\(name).json")
                #expect(error(service) == [404, 404])
                let requests = try await room.send(
                    .get, Self.base + "/requests.json?service_code=\(name)")
                #expect(error(requests) == [400, 400])
            }
        }
    }

    @Test func `a request holds nothing that somebody said, and no position`() async throws {
        try await RunningRoom.run(.router) { room in
            let id = try await room.report(
                "environment/garbage", at: Self.grid,
                #","text":"第三户门口","name":"王五","contact":"13800000000","address":"溪东12号","#
                    + #""position":{"latitude":29.0123,"longitude":118.3456},"answers":{"blocking":true}"#
            )["id"]?.stringValue
            let answer = try await room.send(.get, Self.base + "/requests.json")
            #expect(Self.ids(answer) == [id ?? ""])
            let request = try #require(answer.json[0]?.objectValue)
            let centre = try #require(
                AreaCode(Self.community).flatMap { room.engine.county.grids.centre(of: $0) }
            ).converted(to: .wgs84)
            let expected: JSON = [
                "service_request_id": .string(id ?? ""), "status": "open",
                "status_notes": request["status_notes"] ?? .null,
                "service_name": "暴露垃圾 Exposed garbage", "service_code": "environment/garbage",
                "description": "暴露垃圾 Exposed garbage", "agency_responsible": .null,
                "service_notice": .null, "requested_datetime": "2026-11-21T06:03:00Z",
                "updated_datetime": "2026-11-21T06:03:00Z", "expected_datetime": .null,
                "address": .string(
                    room.engine.county.grids.placeName(
                        of: AreaCode(Self.community) ?? room.engine.county.grids.county.code,
                        in: .chinese)),
                "address_id": .string(Self.community), "zipcode": .null,
                "lat": .number(centre.latitude), "long": .number(centre.longitude),
                "media_url": .null,
            ]
            #expect(.object(request) == expected)
            let xml = try await room.send(.get, Self.base + "/requests/\(id ?? "").xml")
            for text in [answer.bytes, xml.bytes].map({ String(decoding: $0, as: UTF8.self) }) {
                for secret in ["第三户", "王五", "138", "12号", "29.0123", "118.3456", "blocking"] {
                    #expect(!text.contains(secret))
                }
            }
        }
    }

    @Test func `requests are found by status, service, time and page`() async throws {
        try await RunningRoom.run(.router) { room in
            var ids: [String] = []
            for (number, category) in [
                "environment/garbage", "traffic/road-damage", "environment/garbage",
                "safety/flood",
            ].enumerated() {
                let report = try await room.report(category)
                ids.append(report["id"]?.stringValue ?? "\(number)")
                room.clock.advance(by: .hours(1))
            }
            let rejected = try await room.send(
                .post, "/api/v1/incidents/\(ids[1])/void", #"{"text":"entered twice"}"#,
                by: "operator:zhou")
            try #require(rejected.status == .ok, "\(rejected.json)")
            func list(_ query: String) async throws -> [Int] {
                let answer = try await room.send(.get, Self.base + "/requests.json?" + query)
                #expect(answer.status == .ok, "\(answer.json)")
                return Self.ids(answer).compactMap { ids.firstIndex(of: $0) }
            }
            #expect(try await list("") == [3, 2, 1, 0])
            #expect(try await list("status=closed") == [1])
            #expect(try await list("status=open,closed&page_size=2&page=2") == [1, 0])
            #expect(try await list("service_code=environment/garbage,safety/flood") == [3, 2, 0])
            #expect(try await list("start_date=2026-11-21T15:03:00%2B08:00") == [3, 2, 1])
            #expect(
                try await list(
                    "start_date=2026-11-21T15:03:00+08:00&end_date=2026-11-21T08:03:00Z") == [2, 1])
            #expect(try await list("end_date=2026-11-21T05:00:00Z") == [])
            #expect(try await list("service_request_id=\(ids[0]),nothing&status=closed") == [0])
            room.clock.advance(by: .hours(91 * 24))
            #expect(try await list("") == [])
            #expect(try await list("start_date=2026-11-21T00:00:00Z") == [3, 2, 1, 0])
        }
    }

    @Test func `a question beyond the bounds is refused in the form that was asked for`()
        async throws
    {
        try await RunningRoom.run(.router) { room in
            for query in [
                "start_date=2026-01-01T00:00:00Z&end_date=2026-11-21T00:00:00Z", "status=done",
                "start_date=yesterday", "page_size=1001", "page_size=1000&page=11", "page=0",
                "radius=5",
            ] {
                let answer = try await room.send(.get, Self.base + "/requests.json?" + query)
                #expect(error(answer) == [400, 400], "\(query)")
            }
            let place = try await room.send(
                .get, Self.base + "/services.json?jurisdiction_id=boston.gov")
            #expect(error(place) == [404, 404])
            let post = try await room.send(.post, Self.base + "/requests.json", "{}")
            #expect(error(post) == [403, 403])
            let xml = try await room.send(.get, Self.base + "/requests/nothing.xml")
            #expect(xml.status == .notFound)
            let text = String(decoding: xml.bytes, as: UTF8.self)
            #expect(text.contains("<errors><error><code>404</code><description>"))
        }
    }

    @Test func `our own client reads the same in both forms`() async throws {
        try await RunningRoom.run(.router) { room in
            let garbage = try await room.report("environment/garbage")
            let flood = try await room.report("safety/flood")
            let reader = FeedReader(FeedDocument(format: .open311))
            for ending in ["json", "xml"] {
                let answer = try await room.send(.get, Self.base + "/requests.\(ending)")
                let feed = reader.records(
                    answer.bytes, charset: FeedSource.charset(of: answer.headers[.contentType]))
                #expect(feed.refusals == [])
                #expect(
                    feed.records.map(\.standard.id)
                        == [flood["id"]?.stringValue, garbage["id"]?.stringValue])
                #expect(feed.records[0].standard.categories == ["safety/flood"])
                #expect(feed.records[0].standard.time == RunningRoom.afternoon)
                #expect(feed.records[0].standard.coordinate != nil)
            }
        }
    }

    @Test func `it answers as it is described`() async throws {
        try await RunningRoom.run(.router) { room in
            let description = try await InterfaceDescription(room)
            let id = try await room.report("environment/garbage")["id"]?.stringValue ?? ""
            let operations = description.operations.filter {
                $0.path.hasPrefix(Self.base) && $0.method == "GET"
            }
            #expect(operations.count == 8)
            for operation in operations {
                let path = operation.path
                    .replacing("{service}", with: "environment/garbage.json")
                    .replacing("{request}", with: "\(id).json")
                let query = operation.query.isEmpty ? "" : "?" + operation.query
                let answer = try await room.send(.get, path + query)
                #expect(answer.status == .ok, "\(operation.name): \(answer.json)")
                #expect(description.faults(of: answer, to: operation) == [], "\(operation.name)")
            }
        }
    }
}
