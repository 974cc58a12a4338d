import EventBus
import Governance
import HTTPTypes
import HummingbirdTesting
import Testing
import TextFormats

/// Photos: sent, named by a step, seen, and forgotten with their incident.
struct AttachmentTests {
    static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0] + Array(repeating: 7, count: 2_000)

    private func send(
        _ room: RunningRoom, _ bytes: [UInt8] = Self.jpeg, type: String = "image/jpeg",
    ) async throws -> Answer {
        try await room.send(
            .post, "/api/v1/attachments", bytes, headers: [.contentType: type])
    }

    private func reference(_ room: RunningRoom) async throws -> String {
        let answer = try await send(room)
        #expect(answer.status == .created, "\(answer.json)")
        return try #require(answer.json["reference"]?.stringValue)
    }

    @Test func `a photo goes with a report and is seen, its key by nobody`() async throws {
        try await RunningRoom.run(.router) { room in
            let reference = try await reference(room)
            let report = try await room.report(
                "environment/garbage", at: "330824115201001",
                #","attachments":["\#(reference)"]"#)
            let id = try #require(report["id"]?.stringValue)
            let path = "/api/v1/incidents/\(id)"
            let timeline = try await room.send(.get, path + "/timeline").json
            let photo = try #require(timeline["items"]?[0]?["attachments"]?[0]?.stringValue)
            #expect(reference.hasPrefix(photo + "."))
            let seen = try await room.send(.get, "\(path)/attachments/\(photo)")
            #expect(seen.bytes == Self.jpeg)
            #expect(seen.headers[.contentType] == "image/jpeg")
            let other = try await room.report()["id"]?.stringValue ?? ""
            try await room.send(.get, "/api/v1/incidents/\(other)/attachments/\(photo)")
                .expectProblem(.notFound, "attachment.unknown")
            let key = try #require(reference.split(separator: ".").dropFirst().first)
            for address in [path, path + "/timeline"] {
                let text = String(
                    decoding: try await room.send(.get, address).bytes, as: UTF8.self)
                #expect(!text.contains(key), "\(address)")
            }
            try await room.log.forget(try #require(Incident.ID(id)))
            try await room.send(.get, "\(path)/attachments/\(photo)")
                .expectProblem(.notFound, "attachment.unknown")
        }
    }

    @Test func `a step that needs a photo is refused without one`() async throws {
        try await RunningRoom.run(.router) { room in
            let id = try await room.report("environment/garbage")["id"]?.stringValue ?? ""
            let path = "/api/v1/incidents/\(id)/settle"
            try await room.send(.post, path, #"{"text":"清走了"}"#)
                .expectProblem(.unprocessableContent, "photo.missing")
            let reference = try await reference(room)
            let answer = try await room.send(
                .post, path, #"{"text":"清走了","attachments":["\#(reference)"]}"#)
            #expect(answer.json["stage"] == "disposed")
        }
    }

    @Test func `what is no photo, too long or unknown is refused by name`() async throws {
        try await RunningRoom.run(.router) { room in
            try await send(room, Array("<svg/>".utf8), type: "image/svg+xml")
                .expectProblem(.unsupportedMediaType, "attachment.media_type")
            try await send(room, type: "image/png")
                .expectProblem(.unsupportedMediaType, "attachment.media_type")
            let long = Self.jpeg + Array(repeating: 0, count: AttachmentStore.maximumBytes)
            try await send(room, long).expectProblem(.contentTooLarge, "body.too_large")
            let nobody =
                "00000000-0000-7000-8000-000000000000."
                + String(repeating: "00", count: 32) + ".jpeg"
            let body = #"{"category":"environment/garbage","grid":"330824115201001","#
            let unknown = try await room.send(
                .post, "/api/v1/reports", body + #""attachments":["\#(nobody)"]}"#)
            #expect(unknown.json["errors"]?[0]?["code"] == "attachment.unknown")
            let odd = try await room.send(
                .post, "/api/v1/reports", body + #""attachments":["x"]}"#)
            #expect(odd.json["errors"]?[0]?["pointer"] == "/attachments")
            let many = Array(repeating: "\"\(nobody)\"", count: 9).joined(separator: ",")
            let answer = try await room.send(
                .post, "/api/v1/reports", body + #""attachments":[\#(many)]}"#)
            #expect(answer.json["errors"]?[0]?["pointer"] == "/attachments")
        }
    }

    @Test func `a report sent twice keeps its photo`() async throws {
        try await RunningRoom.run(.router) { room in
            let reference = try await reference(room)
            let body =
                #"{"category":"environment/garbage","grid":"330824115201001","#
                + #""attachments":["\#(reference)"]}"#
            let first = try await room.send(.post, "/api/v1/reports", body, key: "k")
            let again = try await room.send(.post, "/api/v1/reports", body, key: "k")
            #expect(again.status == .created)
            #expect(again.json["id"] == first.json["id"])
        }
    }
}
