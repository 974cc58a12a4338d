import EventBus
import Governance
import HTTPTypes
import HummingbirdTesting
import Testing
import TextFormats

/// Why an incident was decided as it was, over HTTP.
struct ExplanationTests {
    private static let body = """
        {"category":"dispute/elder-support","grid":"330824115201001","text":"门内有哭声",
         "answers":{"crying":true}}
        """

    @Test
    func `a decision is explained in both languages, near misses and all`() async throws {
        try await RunningRoom.run(.router) { room in
            let reported = try await room.send(.post, "/api/v1/reports", Self.body)
            let id = try #require(reported.json["id"]?.stringValue)
            let answer = try await room.send(.get, "/api/v1/incidents/\(id)/explanation")
            #expect(answer.status == .ok)
            let roles = try #require(answer.json["tables"]?[0])
            #expect(roles["fired"]?[0]?["rule"] == "elder-support-dispute")
            // It is two in the afternoon, so the rule for the night did not fire.
            let near = roles["near"]?.arrayValue?.compactMap { $0["rule"]?.stringValue }
            #expect(near?.contains("dispute-at-night") == true)
            let chinese = try #require(answer.json["sentences"]?["zh"]?.arrayValue)
            #expect(
                chinese.contains { $0.stringValue?.contains("“dispute-at-night”差一点触发") == true })
            #expect(!String(decoding: answer.bytes, as: UTF8.self).contains("门内"))
        }
    }

    @Test
    func `the explanation is the same after the words were forgotten`() async throws {
        try await RunningRoom.run(.router) { room in
            let reported = try await room.send(.post, "/api/v1/reports", Self.body)
            let id = try #require(reported.json["id"]?.stringValue)
            let before = try await room.send(.get, "/api/v1/incidents/\(id)/explanation")
            try await room.log.forget(try #require(Incident.ID(id)))
            let after = try await room.send(.get, "/api/v1/incidents/\(id)/explanation")
            #expect(before.json["sentences"]?["zh"]?[0] != nil)
            #expect(after.json == before.json)
        }
    }

    @Test
    func `a report that is not filed has no decision yet`() async throws {
        try await RunningRoom.run(.router) { room in
            let body = #"{"category":"safety/fire","grid":"330824115201001","source":"resident"}"#
            let reported = try await room.send(.post, "/api/v1/reports", body)
            let id = try #require(reported.json["id"]?.stringValue)
            let answer = try await room.send(.get, "/api/v1/incidents/\(id)/explanation")
            #expect(answer.json["decision"] == .null)
            #expect(answer.json["tables"] == .null)
        }
    }

    @Test
    func `an incident that is not there has no explanation`() async throws {
        try await RunningRoom.run(.router) { room in
            let id = Incident.ID(high: 0x019A_9000_0000_7000, low: 0x8000_0000_0000_0001)
            let answer = try await room.send(.get, "/api/v1/incidents/\(id)/explanation")
            #expect(answer.status == .notFound)
        }
    }
}
