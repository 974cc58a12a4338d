import EventBus
import Governance
import Hummingbird
import HummingbirdTesting
import Testing
import TextFormats

@testable import CommandRoom

/// What sources send by themselves.
struct FeedPushTests {
    private static let items = "/api/v1/feeds/gauges/items"
    private static let events = "/api/v1/feeds/gauges/events"

    private func event(_ id: Int, value: Int = 3) -> String {
        #"{"specversion":"1.0","id":"\#(id)","source":"/g","type":"level","data":\#(value)}"#
    }

    private func counts(_ answer: Answer) -> [Int64?] {
        ["added", "updated", "withdrawn", "unchanged", "refused"].map {
            answer.json[$0]?.integerValue
        }
    }

    @Test func `items are taken once, on record, and nothing is withdrawn`() async throws {
        try await RunningRoom.run(.router) { room in
            let first = try await room.push(Self.items, Array("[\(event(1)),\(event(2))]".utf8))
            #expect(first.status == .ok)
            #expect(counts(first) == [2, 0, 0, 0, 0])
            let second = try await room.push(Self.items, Array("[\(event(2, value: 4))]".utf8))
            #expect(counts(second) == [0, 1, 0, 0, 0])
            let third = try await room.push(Self.items, Array("[\(event(1)),{}]".utf8))
            #expect(counts(third) == [0, 0, 0, 1, 1])
            let list = try await room.send(.get, "/api/v1/feeds")
            #expect(list.json["items"]?[0]?["items"]?.integerValue == 2)
            #expect(list.json["items"]?[0]?["state"]?.stringValue == "fresh")
            let filter = RecordFilter(typePrefix: "griddispatch.feed.taken")
            let records = try await room.log.read(after: .start, limit: 10, filter: filter).records
            let ways = records.map { record -> FeedTaking.Way? in
                guard case .feed(.taken(let taking)) = record.event.kind else { return nil }
                return taking.way
            }
            #expect(ways == [.push, .push])
        }
    }

    @Test func `whoever has no token sends nothing`() async throws {
        try await RunningRoom.run(.router) { room in
            let body = Array("[\(event(1))]".utf8)
            for token in [nil, "", "s3cre", "s3cret1"] as [String?] {
                let answer = try await room.push(Self.items, body, token: token)
                answer.expectProblem(.unauthorized, "feed.token")
                #expect(answer.headers[.wwwAuthenticate] == "Bearer")
            }
            let silent = try await room.push("/api/v1/feeds/silent/items", body)
            silent.expectProblem(.forbidden, "feed.no_push")
            let unknown = try await room.push("/api/v1/feeds/nothing/items", body)
            unknown.expectProblem(.notFound, "feed.unknown")
        }
    }

    @Test func `a document that comes twice under one key is answered alike`() async throws {
        try await RunningRoom.run(.router) { room in
            let body = Array("[\(event(1))]".utf8)
            let first = try await room.push(Self.items, body, key: "k1")
            let second = try await room.push(Self.items, body, key: "k1")
            #expect(first.json == second.json)
            #expect(counts(second) == [1, 0, 0, 0, 0])
            #expect(second.headers[.idempotencyReplayed] == "true")
            let other = try await room.push(Self.items, Array("[\(event(2))]".utf8), key: "k1")
            other.expectProblem(.unprocessableContent, "idempotency.key_reused")
        }
    }

    @Test func `what cannot be read or is too large is a problem`() async throws {
        try await RunningRoom.run(.router) { room in
            let broken = try await room.push(Self.items, Array("[{".utf8))
            broken.expectProblem(.unprocessableContent, "feed.refused")
            #expect(broken.json["refusals"]?[0]?["code"]?.stringValue == "feed.malformed")
            let large = [UInt8](repeating: 0x20, count: (4 << 20) + 1)
            try await room.push(Self.items, large).expectProblem(
                .contentTooLarge, "body.too_large")
            let release = try await room.send(.post, "/api/v1/feeds/gauges/release")
            release.expectProblem(.conflict, "feed.not_quarantined")
        }
    }

    @Test func `CloudEvents are taken in all three modes`() async throws {
        try await RunningRoom.run(.router) { room in
            let structured = try await room.push(
                Self.events, Array(event(1).utf8),
                fields: ["content-type": "application/cloudevents+json"])
            let batch = try await room.push(
                Self.events, Array("[\(event(2)),\(event(3))]".utf8),
                fields: ["content-type": "application/cloudevents-batch+json"])
            let binary = try await room.push(
                Self.events, Array("3".utf8),
                fields: [
                    "content-type": "application/json", "ce-specversion": "1.0", "ce-id": "1",
                    "ce-source": "/g", "ce-type": "level",
                ])
            let text = try await room.push(
                Self.events, Array("high".utf8),
                fields: [
                    "content-type": "text/plain", "ce-specversion": "1.0", "ce-id": "%E4%B8%80",
                    "ce-source": "/g", "ce-type": "level",
                ])
            #expect(counts(structured) == [1, 0, 0, 0, 0])
            #expect(counts(batch) == [2, 0, 0, 0, 0])
            // The same event, but for the type of its data, which only this mode states.
            #expect(counts(binary) == [0, 1, 0, 0, 0])
            #expect(counts(text) == [1, 0, 0, 0, 0])
            let bad = try await room.push(
                Self.events, [], fields: ["ce-specversion": "1.0", "ce-id": "1"])
            #expect(counts(bad) == [0, 0, 0, 0, 1])
        }
    }
}
