import Governance
import HTTPTypes
import HummingbirdTesting
import Testing
import TextFormats

/// Two people act on one incident: `If-Match` lets only the one act who saw it as it is.
struct ConcurrencyTests {
    @Test
    func `who has seen the latest version may act`() async throws {
        try await RunningRoom.run(.router) { room in
            let id = try await settledReport(room)
            let seen = try await room.send(.get, "/api/v1/incidents/\(id)")
            let tag = try #require(seen.headers[.eTag])
            let answer = try await room.send(
                .post, "/api/v1/incidents/\(id)/assignments/1/acknowledge", "{}", ifMatch: tag)
            #expect(answer.status == .ok)
            #expect(answer.headers[.eTag] != tag)
        }
    }

    @Test
    func `who has not learns what has changed`() async throws {
        try await RunningRoom.run(.router) { room in
            let id = try await settledReport(room)
            let tag = try #require(
                try await room.send(.get, "/api/v1/incidents/\(id)").headers[.eTag])
            let path = "/api/v1/incidents/\(id)/assignments"
            let first = try await room.send(.post, "\(path)/1/acknowledge", "{}", ifMatch: tag)
            let second = try await room.send(.post, "\(path)/2/acknowledge", "{}", ifMatch: tag)
            second.expectProblem(.preconditionFailed, "incident.changed")
            #expect(second.json["current"] == first.json)
            let changes = second.json["changes"]?.arrayValue ?? []
            #expect(changes.map { $0["type"] } == ["griddispatch.assignment.acknowledged"])
            #expect(changes.first?["text"]?["en"]?.stringValue?.hasSuffix("will come") == true)

            let now = try #require(first.headers[.eTag])
            let again = try await room.send(.post, "\(path)/2/acknowledge", "{}", ifMatch: now)
            #expect(again.status == .ok)
        }
    }

    @Test
    func `of two at once one acts`() async throws {
        try await RunningRoom.run { room in
            let id = try await settledReport(room)
            let tag = try #require(
                try await room.send(.get, "/api/v1/incidents/\(id)").headers[.eTag])
            async let first = room.send(
                .post, "/api/v1/incidents/\(id)/assignments/1/acknowledge", "{}", ifMatch: tag)
            async let second = room.send(
                .post, "/api/v1/incidents/\(id)/assignments/2/acknowledge", "{}", ifMatch: tag)
            let statuses = try await [first.status, second.status].map(\.code).sorted()
            #expect(statuses == [200, 412])
        }
    }

    @Test(arguments: ["7", "\"x\"", "W/\"7\"", "\"0\"", "\"-1\"", "\"1\", \"2\""])
    func `a tag that cannot be is refused`(_ tag: String) async throws {
        try await RunningRoom.run(.router) { room in
            let id = try await settledReport(room)
            let answer = try await room.send(
                .post, "/api/v1/incidents/\(id)/assignments/1/acknowledge", "{}", ifMatch: tag)
            answer.expectProblem(.badRequest, "if_match.invalid")
        }
    }

    @Test
    func `a star lets anybody act`() async throws {
        try await RunningRoom.run(.router) { room in
            let id = try await settledReport(room)
            let answer = try await room.send(
                .post, "/api/v1/incidents/\(id)/assignments/1/acknowledge", "{}", ifMatch: "*")
            #expect(answer.status == .ok)
        }
    }

    /// A report whose responders have been told, so that nothing more happens by itself.
    private func settledReport(_ room: RunningRoom) async throws -> String {
        let id = try #require(try await room.report()["id"]?.stringValue)
        try await room.waitForEvent("griddispatch.responders.notified", of: id)
        return id
    }
}
