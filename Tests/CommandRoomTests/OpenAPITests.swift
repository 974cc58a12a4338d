import FeedCore
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import TextFormats

@testable import CommandRoom

/// The description of the interface says what the server does, no more and no less.
struct OpenAPITests {
    @Test
    func `every route is described and everything described is a route`() async throws {
        try await RunningRoom.run(.router) { room in
            let description = try await InterfaceDescription(room)
            let routes = try room.commandRoom.router().routes.map {
                // The name of a service holds slashes, for which OpenAPI has no words.
                "\($0.method.rawValue) \($0.path)".replacing("/**", with: "/{service}")
            }
            #expect(routes.sorted() == description.operations.map(\.name).sorted())
        }
    }

    @Test
    func `the server takes every example and answers as described`() async throws {
        try await RunningRoom.run(.router) { room in
            let description = try await InterfaceDescription(room)
            var tried = 0
            for operation in description.operations
            // Photos are no JSON, drills need a hall, and Open311 tells of the public's matters
            // only: their own tests send them.
            where operation.path != "/api/v1/events" && !operation.path.contains("/attachments")
                && !operation.path.contains("/drills") && !operation.path.hasPrefix("/open311/")
            {
                for body in operation.bodies.isEmpty ? [nil] : operation.bodies {
                    let answer = try await send(operation, body, room)
                    tried += 1
                    // An example may come at a stage that does not allow it; all else is wrong.
                    let isTaken = answer.status.code < 300 || answer.status == .conflict
                    #expect(isTaken, "\(operation.name): \(answer.json)")
                    let faults = description.faults(of: answer, to: operation)
                    #expect(faults == [], "\(operation.name)")
                }
            }
            #expect(tried > 20)
        }
    }

    @Test
    func `problems are as described`() async throws {
        try await RunningRoom.run(.router) { room in
            let description = try await InterfaceDescription(room)
            let schema: JSON = ["$ref": "#/components/schemas/Problem"]
            let id = try #require(try await room.report()["id"]?.stringValue)
            try await room.waitForEvent("griddispatch.responders.notified", of: id)
            let problems = [
                try await room.send(.post, "/api/v1/reports", "{}"),
                try await room.send(.get, "/nothing"),
                try await room.send(
                    .post, "/api/v1/incidents/\(id)/check", "{}", ifMatch: "\"1\""),
            ]
            #expect(problems.map(\.status.code) == [422, 404, 412])
            for problem in problems {
                #expect(description.faults(of: problem.json, to: schema, at: "") == [])
            }
        }
    }

    /// Sends what the description gives as an example, about an incident that is there.
    private func send(
        _ operation: InterfaceDescription.Operation, _ body: JSON?, _ room: RunningRoom,
    ) async throws -> Answer {
        let incident = try await room.report()
        var path = operation.path
        if path.contains("{change}") {
            let order = #"{"kind":"signOff","responder":"huabu-police-1","reason":"handover"}"#
            let change = try await room.send(.post, "/api/v1/roster/changes", order)
            path = path.replacing("{change}", with: change.json["change"]?.stringValue ?? "")
        }
        path =
            path
            .replacing("{incident}", with: incident["id"]?.stringValue ?? "")
            .replacing("{number}", with: "1")
            .replacing("{responder}", with: "huabu-police-1")
            .replacing("{feed}", with: RunningRoom.feed.name)
        let method = try #require(HTTPRequest.Method(operation.method))
        let text = body.map { String(decoding: $0.encoded(), as: UTF8.self) }
        let query = operation.query.isEmpty ? "" : "?\(operation.query)"
        guard operation.path.contains("{feed}") else {
            return try await room.send(method, path + query, text, by: operation.actor)
        }
        return try await room.push(path, Array((text ?? "").utf8), method: method)
    }
}
