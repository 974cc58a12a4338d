import Engine
import Governance
import HTTPTypes
import HummingbirdTesting
import Testing
import TextFormats

/// What the pages read of the county, its areas, its people and its figures.
struct CountyTests {
    @Test
    func `the county tells its clock, roles, categories and townships`() async throws {
        try await RunningRoom.run(.router) { room in
            let county = try await room.send(.get, "/api/v1/county").json
            #expect(county["code"] == "330824000000")
            #expect(county["name"] == ["zh": "开化县", "en": "Kaihua County"])
            #expect(county["timeZone"] == "Asia/Shanghai")
            #expect(county["clock"] == ["now": "2026-11-21T06:03:00Z", "speed": 1.0])
            #expect(county["version"]?.stringValue?.count == 64)
            #expect(county["townships"]?.arrayValue?.count == 14)
            let police = county["roles"]?.arrayValue?.first { $0["id"] == "police" }
            #expect(police?["title"]?["en"]?.stringValue?.isEmpty == false)
            let category = try #require(county["categories"]?[0])
            #expect(category["id"] == "dispute/elder-support")
            #expect(
                category["questions"]?.arrayValue?.map { $0["name"] } == [
                    "crying", "violence", "injured", "weapon", "alone",
                ])
            #expect(category["steps"]?.arrayValue?.count == 5)
        }
    }

    @Test
    func `the areas within an area are its communities and grids`() async throws {
        try await RunningRoom.run(.router) { room in
            let all = try await codes(room, "/api/v1/areas")
            let township = try await codes(room, "/api/v1/areas?within=330824106000")
            let community = try await codes(room, "/api/v1/areas?within=330824106200")
            #expect(
                community == ["330824106200", "330824106200001", "330824106200002"])
            #expect(Set(community).isSubset(of: township) && Set(township).isSubset(of: all))
            #expect(township.allSatisfy { $0.hasPrefix("330824106") })
            #expect(try await codes(room, "/api/v1/areas?within=110101001000") == [])
            let wrong = try await room.send(.get, "/api/v1/areas?within=x")
            #expect(wrong.faults == ["?within field.wrong_type"])
        }
    }

    @Test
    func `the responders of a township are on duty by the clock and have their load`() async throws
    {
        try await RunningRoom.run(.router) { room in
            let incident = try await room.report()
            let assigned = try #require(incident["assignments"]?.arrayValue)
                .compactMap { $0["responder"]?.stringValue }
            let answer = try await room.send(.get, "/api/v1/responders?township=330824115000")
            let people = try #require(answer.json["items"]?.arrayValue)
            let busy = people.filter { ($0["load"]?.integerValue ?? 0) > 0 }
            #expect(Set(busy.compactMap { $0["id"]?.stringValue }) == Set(assigned))
            #expect(busy.allSatisfy { $0["onDuty"] == true && $0["load"] == 1 })
            #expect(people.contains { $0["onDuty"] == false })
            #expect(people.allSatisfy { $0["name"]?["zh"] != nil && $0["coverage"] != nil })
            let everybody = try await room.send(.get, "/api/v1/responders")
            let all = try #require(everybody.json["items"]?.arrayValue)
            #expect(all.count > people.count)
            #expect(all.count { $0["load"] == 1 } == assigned.count)
        }
    }

    @Test(arguments: [
        "incidents?opened=true", "responders?town=330824115000", "areas?in=330824115000",
        "stats?group=severity", "events?partition=330824115000",
    ])
    func `a parameter that is not known is refused by name`(path: String) async throws {
        try await RunningRoom.run(.router) { room in
            let answer = try await room.send(.get, "/api/v1/\(path)")
            #expect(answer.status == .unprocessableContent)
            let name = path.split(separator: "?")[1].split(separator: "=")[0]
            #expect(answer.faults == ["?\(name) field.unknown"])
        }
    }

    @Test
    func `a responder has the assignments that wait for them until they are done`() async throws {
        try await RunningRoom.run(.router) { room in
            let incident = try await room.report()
            let id = try #require(incident["id"]?.stringValue)
            let assignment = try #require(incident["assignments"]?[0])
            let responder = try #require(assignment["responder"]?.stringValue)
            let path = "/api/v1/responders/\(responder)/assignments"
            let items = try await room.send(.get, path).json["items"]?.arrayValue
            #expect(items?.map { $0["id"]?.stringValue } == [id])
            #expect(items?.first?["assignment"]?["responder"]?.stringValue == responder)
            _ = try await room.send(.post, "/api/v1/incidents/\(id)/assignments/1/decline", "{}")
            #expect(try await room.send(.get, path).json == ["items": []])
            for stranger in ["nobody-1", "%E5%93%AD"] {
                let answer = try await room.send(
                    .get, "/api/v1/responders/\(stranger)/assignments")
                answer.expectProblem(.notFound, "responder.unknown")
            }
        }
    }

    @Test
    func `the figures are those of the incidents, by nearest rank`() async throws {
        try await RunningRoom.run(.router) { room in
            for minutes in [4, 8, 12] {
                let incident = try await room.report()
                room.clock.advance(by: .minutes(minutes))
                try await everybodyArrives(incident, room)
            }
            try await room.report()
            let answer = try await room.send(.get, "/api/v1/stats?by=category")
            #expect(answer.json["definition"]?["zh"]?.stringValue?.isEmpty == false)
            let row = try #require(answer.json["rows"]?[0])
            #expect(answer.json["rows"]?.arrayValue?.count == 1)
            #expect(row["group"] == "dispute/elder-support")
            #expect(["n", "open", "p50", "p90"].map { row[$0]?.numberValue } == [3, 1, 480, 720])
            #expect(row["withinLimit"]?["480"]?.numberValue == 2.0 / 3.0)
            for grouping in ["township", "severity"] {
                let rows = try await room.send(.get, "/api/v1/stats?by=\(grouping)").json["rows"]
                #expect(rows?[0]?["n"] == 3, "\(grouping)")
            }
            let later = try await room.send(
                .get, "/api/v1/stats?from=2026-11-22T00:00:00%2B08:00")
            #expect(later.json["rows"] == [])
            let wrong = try await room.send(.get, "/api/v1/stats?by=colour")
            #expect(wrong.faults == ["?by field.unknown_value"])
        }
    }

    private func everybodyArrives(_ incident: JSON, _ room: RunningRoom) async throws {
        let id = try #require(incident["id"]?.stringValue)
        for number in 1...3 {
            let answer = try await room.send(
                .post, "/api/v1/incidents/\(id)/assignments/\(number)/arrive", "{}")
            try #require(answer.status == .ok, "\(answer.json)")
        }
    }

    private func codes(_ room: RunningRoom, _ path: String) async throws -> [String] {
        try await room.send(.get, path).json["items"]?.arrayValue?
            .compactMap { $0["code"]?.stringValue } ?? []
    }
}
