import Engine
import Governance
import HTTPTypes
import HummingbirdTesting
import Testing
import TextFormats

@testable import CommandRoom

/// A request that is sent twice under one key is carried out once.
struct IdempotencyTests {
    private static let body = #"{"category":"dispute/elder-support","grid":"330824115201001"}"#

    @Test
    func `a repeat gets the first answer, also when more has happened since`() async throws {
        try await RunningRoom.run { room in
            let first = try await room.send(.post, "/api/v1/reports", Self.body, key: "k-1")
            #expect(first.status == .created)
            #expect(first.headers[.idempotencyReplayed] == nil)
            let id = try #require(first.json["id"]?.stringValue)
            try await room.waitForEvent("griddispatch.responders.notified", of: id)
            room.clock.advance(by: .minutes(1))

            let repeated = try await room.send(.post, "/api/v1/reports", Self.body, key: "k-1")
            #expect(repeated.status == .created)
            #expect(repeated.headers[.idempotencyReplayed] == "true")
            #expect(repeated.headers[.eTag] == first.headers[.eTag])
            #expect(repeated.headers[.location] == first.headers[.location])
            #expect(repeated.bytes == first.bytes)
            #expect(try await room.list() == [id])
        }
    }

    @Test
    func `a repeat gets the first answer after a restart`() async throws {
        try await RunningRoom.withFolder { folder in
            let first = try await RunningRoom.run(.router, in: folder) { room in
                try await room.send(.post, "/api/v1/reports", Self.body, key: "k-1")
            }
            try await RunningRoom.run(.router, in: folder) { room in
                let answer = try await room.send(.post, "/api/v1/reports", Self.body, key: "k-1")
                #expect(answer.status == .created)
                #expect(answer.headers[.idempotencyReplayed] == "true")
                #expect(answer.bytes == first.bytes)
                #expect(try await room.list().count == 1)
            }
        }
    }

    @Test
    func `another request under the same key is refused`() async throws {
        try await RunningRoom.run(.router) { room in
            let first = try await room.send(.post, "/api/v1/reports", Self.body, key: "k-1")
            let other = try await room.send(
                .post, "/api/v1/reports",
                #"{"category":"dispute/neighbour","grid":"330824115201001"}"#, key: "k-1")
            other.expectProblem(.unprocessableContent, "idempotency.key_reused")
            let id = try #require(first.json["id"]?.stringValue)
            let command = try await room.send(
                .post, "/api/v1/incidents/\(id)/file", "{}", key: "k-1")
            command.expectProblem(.unprocessableContent, "idempotency.key_reused")
        }
    }

    @Test
    func `many at once under one key make one incident`() async throws {
        try await RunningRoom.run { room in
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await room.send(.post, "/api/v1/reports", Self.body, key: "k-1")
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.map(\.status) == Array(repeating: .created, count: 8))
            #expect(Set(answers.map(\.bytes)).count == 1)
            #expect(answers.count { $0.headers[.idempotencyReplayed] == nil } == 1)
            #expect(try await room.list().count == 1)
        }
    }

    @Test
    func `a command is carried out once, too`() async throws {
        try await RunningRoom.run(.router) { room in
            let id = try #require(try await room.report()["id"]?.stringValue)
            let path = "/api/v1/incidents/\(id)/assignments/1/acknowledge"
            let first = try await room.send(.post, path, "{}", key: "k-2")
            let repeated = try await room.send(.post, path, "{}", key: "k-2")
            #expect(first.status == .ok && repeated.bytes == first.bytes)
            #expect(repeated.headers[.idempotencyReplayed] == "true")
        }
    }

    @Test
    func `a report that was refused may be mended under its key`() async throws {
        try await RunningRoom.run(.router) { room in
            let wrong = try await room.send(.post, "/api/v1/reports", "{}", key: "k-1")
            #expect(wrong.status == .unprocessableContent)
            let mended = try await room.send(.post, "/api/v1/reports", Self.body, key: "k-1")
            #expect(mended.status == .created)
        }
    }

    @Test(arguments: [String(repeating: "k", count: 129), "a b", "键"])
    func `a key that cannot be is refused`(_ key: String) async throws {
        try await RunningRoom.run(.router) { room in
            let answer = try await room.send(.post, "/api/v1/reports", Self.body, key: key)
            answer.expectProblem(.badRequest, "idempotency.invalid")
            let longest = String(repeating: "k", count: 128)
            let taken = try await room.send(.post, "/api/v1/reports", Self.body, key: longest)
            #expect(taken.status == .created)
        }
    }
}
