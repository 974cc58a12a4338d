import HTTPTypes
import HummingbirdTesting
import Testing
import TextFormats

/// `POST /api/v1/reports` when all is well, and every way in which a field can be wrong.
struct ReportTests {
    @Test
    func `a report is answered with the incident that it makes and where to find it`()
        async throws
    {
        try await RunningRoom.run { room in
            let answer = try await room.send(
                .post, "/api/v1/reports",
                """
                {"category":"dispute/elder-support","grid":"330824115201001","source":"resident",
                 "position":{"latitude":29.02,"longitude":118.3,"system":"gcj02"},
                 "answers":{"crying":true,"violence":false},"exercise":true,
                 "occurredAt":"2026-11-21T14:02:10+08:00"}
                """, by: "worker:huabu-7")
            #expect(answer.status == .created)
            let id = try #require(answer.json["id"]?.stringValue)
            #expect(answer.headers[.location] == "/api/v1/incidents/\(id)")
            #expect(answer.headers[.contentType] == "application/json; charset=utf-8")
            let version = try #require(answer.json["version"]?.integerValue)
            #expect(answer.headers[.eTag] == "\"\(version)\"")
            let told = ["category", "grid", "township", "source", "occurredAt", "acceptedAt"]
            #expect(
                told.map { answer.json[$0]?.stringValue } == [
                    "dispute/elder-support", "330824115201001", "330824115000", "resident",
                    "2026-11-21T06:02:10Z", "2026-11-21T06:03:00Z",
                ])
            #expect(answer.json["answers"] == ["crying": true, "violence": false])
            #expect(answer.json["exercise"] == true)
            #expect(answer.json["position"]?["system"] == "gcj02")

            let read = try await room.send(.get, "/api/v1/incidents/\(id)")
            #expect(read.json["category"] == "dispute/elder-support")
            #expect(read.json["personal"] == .null)
        }
    }

    @Test
    func `a category and a community are enough`() async throws {
        try await RunningRoom.run(.router) { room in
            let incident = try await room.report(at: "330824115201")
            #expect(incident["source"] == "worker")
            #expect(incident["occurredAt"] == "2026-11-21T06:03:00Z")
        }
    }

    @Test(arguments: [
        (#""category":"dispute/elder-suport""#, "/category field.unknown_value"),
        (#""category":7"#, "/category field.wrong_type"),
        (#""category":null"#, "/category field.missing"),
        (#""grid":"330824115201099""#, "/grid field.unknown_value"),
        (#""grid":"330824115000""#, "/grid field.unknown_value"),
        (#""grid":"110101001001""#, "/grid field.unknown_value"),
        (#""grid":"3308""#, "/grid field.invalid_value"),
        (#""grid":330824115201001"#, "/grid field.wrong_type"),
        (#""sorce":"worker""#, "/sorce field.unknown"),
        (#""source":"rumour""#, "/source field.unknown_value"),
        (#""source":"recording""#, "/source field.unknown_value"),
        (#""answers":{"flood":true}"#, "/answers/flood field.unknown"),
        (#""answers":{"crying":"yes"}"#, "/answers/crying field.wrong_type"),
        (#""answers":[]"#, "/answers field.wrong_type"),
        (#""occurredAt":"yesterday""#, "/occurredAt field.invalid_value"),
        (#""occurredAt":"2026-11-21T14:03:00""#, "/occurredAt field.invalid_value"),
        (#""exercise":"no""#, "/exercise field.wrong_type"),
        (#""text":["a"]"#, "/text field.wrong_type"),
        (#""position":{"latitude":91,"longitude":0}"#, "/position/latitude field.out_of_range"),
        (#""position":{"latitude":1}"#, "/position/longitude field.missing"),
        (
            #""position":{"latitude":1,"longitude":2,"system":"mars"}"#,
            "/position/system field.unknown_value"
        ),
        (#""text":"\#(String(repeating: "哭", count: 4_001))""#, "/text field.too_long"),
        (#""name":"\#(String(repeating: "a", count: 201))""#, "/name field.too_long"),
        (#""contact":"\#(String(repeating: "1", count: 201))""#, "/contact field.too_long"),
        (#""address":"\#(String(repeating: "b", count: 501))""#, "/address field.too_long"),
    ])
    func `a wrong field is named in both languages and nothing is accepted`(
        _ member: String, _ fault: String,
    ) async throws {
        let good = [
            "category": #""category":"dispute/elder-support""#,
            "grid": #""grid":"330824115201001""#,
        ]
        let others = good.filter { !member.hasPrefix("\"\($0.key)\"") }.values.sorted()
        try await RunningRoom.run(.router) { room in
            let body = "{" + ([member] + others).joined(separator: ",") + "}"
            let answer = try await room.send(.post, "/api/v1/reports", body)
            answer.expectProblem(.unprocessableContent, "request.invalid")
            #expect(answer.faults == [fault])
            #expect(try await room.list() == [])
        }
    }

    @Test
    func `all faults are named at once`() async throws {
        try await RunningRoom.run(.router) { room in
            let answer = try await room.send(
                .post, "/api/v1/reports",
                #"{"category":"x","source":"rumour","occurredAt":1,"exercise":0,"colour":"red"}"#)
            answer.expectProblem(.unprocessableContent, "request.invalid")
            #expect(
                answer.faults.sorted() == [
                    "/category field.unknown_value", "/colour field.unknown",
                    "/exercise field.wrong_type", "/grid field.missing",
                    "/occurredAt field.wrong_type", "/source field.unknown_value",
                ])
        }
    }

    @Test
    func `a category that is nearly right is suggested`() async throws {
        try await RunningRoom.run(.router) { room in
            let answer = try await room.send(
                .post, "/api/v1/reports",
                #"{"category":"dispute/elder-suport","grid":"330824115201001"}"#)
            let message = answer.json["errors"]?[0]?["message"]?.stringValue
            #expect(message?.contains("did you mean 'dispute/elder-support'?") == true)
        }
    }

    @Test(arguments: ["nobody", "system", "worker:", "police:7"])
    func `an actor that cannot be is refused`(_ actor: String) async throws {
        try await RunningRoom.run(.router) { room in
            let answer = try await room.send(
                .post, "/api/v1/reports",
                #"{"category":"dispute/elder-support","grid":"330824115201001"}"#, by: actor)
            answer.expectProblem(.badRequest, "actor.invalid")
        }
    }
}
