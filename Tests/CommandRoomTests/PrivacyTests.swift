import DispatchCore
import EventBus
import Governance
import HTTPTypes
import HummingbirdTesting
import Testing
import TextFormats

/// What was said about people is shown where one incident is looked at, and nowhere else.
struct PrivacyTests {
    private static let secrets = ["门内有哭声", "王小明", "13800000000", "三单元"]
    private static let body = """
        {"category":"dispute/elder-support","grid":"330824115201001","text":"门内有哭声",
         "name":"王小明","contact":"13800000000","address":"三单元 402"}
        """

    @Test
    func `personal data is in no document, no list and no answer to a command`() async throws {
        try await RunningRoom.run { room in
            let reported = try await room.send(.post, "/api/v1/reports", Self.body, key: "k-1")
            let id = try #require(reported.json["id"]?.stringValue)
            let responder = try #require(
                reported.json["assignments"]?[0]?["responder"]?.stringValue)
            try await room.search.catchUp()
            let answers = [
                reported,
                try await room.send(.post, "/api/v1/reports", Self.body, key: "k-1"),
                try await room.send(.get, "/api/v1/incidents"),
                try await room.send(.get, "/api/v1/incidents?q=%E5%93%AD%E5%A3%B0"),
                try await room.send(
                    .post, "/api/v1/incidents/\(id)/assignments/1/acknowledge", "{}"),
                try await room.send(
                    .post, "/api/v1/incidents/\(id)/check", "{}", ifMatch: "\"1\""),
                try await room.send(.get, "/api/v1/responders/\(responder)/assignments"),
                try await room.send(.get, "/api/v1/stats"),
            ]
            for answer in answers {
                let text = String(decoding: answer.bytes, as: UTF8.self)
                let changes = answer.json["changes"]
                for secret in Self.secrets where changes == nil || secret != Self.secrets[0] {
                    #expect(!text.contains(secret), "\(secret) in \(text)")
                }
            }
        }
    }

    @Test
    func `personal data is not in the live stream`() async throws {
        try await RunningRoom.run { room in
            let port = try #require(room.client.port)
            let socket = try EventSocket(port: port, path: "/api/v1/events?after=0")
            _ = try await room.send(.post, "/api/v1/reports", Self.body)
            for await line in socket.received {
                for secret in Self.secrets { #expect(!line.contains(secret)) }
                if line.hasPrefix("event: griddispatch.responders.notified") { break }
            }
            socket.close()
        }
    }

    @Test
    func `personal data is with the incident itself until it is forgotten`() async throws {
        try await RunningRoom.run { room in
            let reported = try await room.send(.post, "/api/v1/reports", Self.body)
            let id = try #require(reported.json["id"]?.stringValue)
            let before = try await room.send(.get, "/api/v1/incidents/\(id)")
            #expect(
                before.json["personal"] == [
                    "text": "门内有哭声", "name": "王小明", "contact": "13800000000",
                    "address": "三单元 402",
                ])
            try await room.log.forget(#require(Incident.ID(id)))
            let after = try await room.send(.get, "/api/v1/incidents/\(id)")
            #expect(after.status == .ok && after.json["personal"] == .null)
            let timeline = try await room.send(.get, "/api/v1/incidents/\(id)/timeline")
            #expect(timeline.json["items"]?[0]?["note"] == nil)
            #expect(timeline.json["items"]?[0]?["text"]?["zh"]?.stringValue?.isEmpty == false)
        }
    }
}
