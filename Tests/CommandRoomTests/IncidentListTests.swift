import Engine
import EventBus
import Foundation
import Governance
import HTTPTypes
import HummingbirdTesting
import Testing
import TextFormats

/// `GET /api/v1/incidents`: pages and filters.
struct IncidentListTests {
    @Test
    func `going through the pages gives each incident once, also while more come in`() async throws
    {
        try await RunningRoom.run(.router) { room in
            var reported: [String] = []
            for _ in 0..<7 { reported.append(try await id(room.report())) }
            var seen: [String] = []
            var cursor = ""
            repeat {
                let page = try await room.send(.get, "/api/v1/incidents?limit=3\(cursor)")
                let items = page.json["items"]?.arrayValue ?? []
                #expect((1...3).contains(items.count))
                seen += items.compactMap { $0["id"]?.stringValue }
                cursor = page.json["next"]?.stringValue.map { "&cursor=\($0)" } ?? ""
                try await room.report()
            } while !cursor.isEmpty
            #expect(seen == reported.reversed())
        }
    }

    @Test
    func `an empty list is a page without a next one`() async throws {
        try await RunningRoom.run(.router) { room in
            let page = try await room.send(.get, "/api/v1/incidents")
            #expect(page.json == ["items": [], "next": .null])
        }
    }

    @Test
    func `every filter lets through what it says`() async throws {
        try await RunningRoom.run(.router) { room in
            let support = try await id(room.report())
            room.clock.advance(by: .hours(1))
            let neighbour = try await id(
                room.report("dispute/neighbour", at: "330824106207001"))
            let fire = try await id(room.report("safety/fire", at: "330824115201002"))
            let documents = try await room.send(.get, "/api/v1/incidents").json["items"]
            let severities = documents?.arrayValue?.reversed().map { $0["severity"]?.integerValue }
            let critical = try #require(severities?.last ?? nil)
            try #require(severities?.first != critical)
            let expected: [(String, [String])] = [
                ("", [fire, neighbour, support]),
                ("open=true", [fire, neighbour, support]),
                ("open=false", []),
                ("stage=dispatching", [fire, neighbour, support]),
                ("stage=closed,checked", []),
                ("category=dispute", [neighbour, support]),
                ("category=dispute/neighbour", [neighbour]),
                ("q=", [fire, neighbour, support]),
                ("q=%20%E3%80%80", [fire, neighbour, support]),
                ("severity=\(critical)", [fire]),
                ("severity=1,2,3,4", [fire, neighbour, support]),
                ("township=330824115000", [fire, support]),
                ("grid=330824115201", [fire, support]),
                ("grid=330824115201002", [fire]),
                ("township=330824115000&grid=330824115201002", [fire]),
                ("township=330824106000&grid=330824115201002", []),
                ("from=2026-11-21T14:30:00%2B08:00", [fire, neighbour]),
                ("from=2026-11-21T14:30:00+08:00", [fire, neighbour]),
                ("to=2026-11-21T06:30:00Z", [support]),
                ("category=dispute&township=330824115000&limit=1", [support]),
            ]
            for (query, ids) in expected {
                #expect(try await room.list(query) == ids, "\(query)")
            }
        }
    }

    @Test(arguments: [
        ("open=maybe", "?open field.wrong_type"),
        ("stage=lost", "?stage field.unknown_value"),
        ("severity=9", "?severity field.unknown_value"),
        ("category=%E5%93%AD", "?category field.wrong_type"),
        ("category=disp", "?category field.unknown_value"),
        ("category=dispute/neigbour", "?category field.unknown_value"),
        ("township=110101001000", "?township field.unknown_value"),
        ("grid=330824115201099", "?grid field.unknown_value"),
        ("township=12", "?township field.wrong_type"),
        ("grid=abc", "?grid field.wrong_type"),
        ("from=today", "?from field.wrong_type"),
        ("to=2026-11-21", "?to field.wrong_type"),
        ("limit=0", "?limit field.out_of_range"),
        ("limit=201", "?limit field.out_of_range"),
        ("limit=many", "?limit field.out_of_range"),
        ("cursor=anything", "?cursor field.wrong_type"),
    ])
    func `a filter that cannot be is named`(_ query: String, _ fault: String) async throws {
        try await RunningRoom.run(.router) { room in
            let answer = try await room.send(.get, "/api/v1/incidents?\(query)")
            answer.expectProblem(.unprocessableContent, "request.invalid")
            #expect(answer.faults == [fault])
        }
    }

    @Test
    func `a category that is not there is told with the one that may be meant`() async throws {
        try await RunningRoom.run(.router) { room in
            let answer = try await room.send(
                .get, "/api/v1/incidents?category=dispute/neigbour")
            let fault = try #require(answer.json["errors"]?[0])
            #expect(fault["message"]?.stringValue?.contains("'dispute/neighbour'") == true)
            #expect(fault["messageZh"]?.stringValue?.contains("dispute/neighbour") == true)
        }
    }

    @Test(arguments: [
        ("哭", true), ("哭声", true), ("有哭声", true), ("老人 哭声", true), ("火", false),
        ("毛力坑", true), ("华埠镇 1", true), ("华埠镇 1 号", true), ("华埠镇 77", false), ("华埠镇 哭声", true),
        ("赡养", true),
        ("Maolikeng", true), ("池淮镇", false), ("声哭", false), ("三单元", false), ("王某", false),
        ("\"哭声", true), ("有哭声，老人", true), ("哭声,老人", true), ("哭声。", true), ("？", false),
    ])
    func `words are found in what was reported, one, two and three characters long`(
        _ words: String, _ isFound: Bool,
    ) async throws {
        try await RunningRoom.run(.router) { room in
            let text = #","text":"门内有哭声,老人独自在家","address":"三单元 402","name":"王某""#
            let sobbing = try await id(
                room.report("dispute/elder-support", at: "330824115201001", text))
            try await room.report("dispute/neighbour", at: "330824106200001")
            try await room.search.catchUp()
            let query = try #require(
                words.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
            #expect(try await room.list("q=\(query)") == (isFound ? [sobbing] : []))
            #expect(try await room.list("q=\(query)&category=dispute/neighbour") == [])
        }
    }

    @Test
    func `what was found comes in pages, too`() async throws {
        try await RunningRoom.run(.router) { room in
            var reported: [String] = []
            for number in 0..<5 {
                let category = number == 2 ? "dispute/neighbour" : "dispute/elder-support"
                let incident = try await room.report(
                    category, at: "330824115201001", #","text":"crying behind the door""#)
                if number != 2 { reported.append(try id(incident)) }
            }
            try await room.search.catchUp()
            var seen: [String] = []
            var cursor = ""
            repeat {
                let page = try await room.send(
                    .get, "/api/v1/incidents?q=door&category=dispute/elder-support&limit=2\(cursor)"
                )
                seen += page.json["items"]?.arrayValue?.compactMap { $0["id"]?.stringValue } ?? []
                cursor = page.json["next"]?.stringValue.map { "&cursor=\($0)" } ?? ""
            } while !cursor.isEmpty
            #expect(seen == reported.reversed())
        }
    }

    @Test
    func `words beyond all measure are refused`() async throws {
        try await RunningRoom.run(.router) { room in
            let words = String(repeating: "a", count: 401)
            let answer = try await room.send(.get, "/api/v1/incidents?q=\(words)")
            #expect(answer.faults == ["?q field.too_long"])
        }
    }

    private func id(_ incident: JSON) throws -> String {
        try #require(incident["id"]?.stringValue)
    }
}
