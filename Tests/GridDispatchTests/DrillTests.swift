import Foundation
import Testing
import TextFormats

/// Drills of a running server.
@Suite(.timeLimit(.minutes(10)))
struct DrillTests {
    @Test func `a drill runs apart, marked as an exercise, and is scored at its end`()
        async throws
    {
        let folder = try TemporaryFolder()
        let server = try await Server.start(
            folder.file("log.db"), in: folder.path,
            scenarios: Program.repository.appending(path: "Simulations").path)
        let started = try #require(
            await server.post(
                "/api/v1/drills",
                #"{"scenario": "eight-minutes", "speed": 1, "byHand": ["medical"]}"#))
        #expect(started.status == 201)
        let id = try #require(started.json["id"]?.stringValue)
        let running = try await Self.wait(server, id) { $0["address"] != nil }
        let address = try #require(running["address"]?.stringValue)
        let inside = try #require(await server.get(address + "/api/v1/county")).json
        #expect(inside["exercise"] == .bool(true))
        #expect(await server.get("/api/v1/county")?.json["exercise"] == .bool(false))

        let paused = await server.post("/api/v1/drills/\(id)/pause")
        #expect(paused?.json["state"]?.stringValue == "paused")
        let slower = await server.post("/api/v1/drills/\(id)/speed", #"{"speed": 3600}"#)
        #expect(slower?.json["speed"] == .integer(3600) || slower?.json["speed"] == .number(3600))
        #expect(await server.post("/api/v1/drills/\(id)/resume")?.status == 200)
        // The story is over within two hours of its own, which are two seconds here; the people of
        // the room close it, or it is ended by hand.
        _ = try await Self.wait(server, id) { $0["reports"] != .integer(0) }
        _ = await server.post("/api/v1/drills/\(id)/stop")
        let ended = try await Self.wait(server, id) { $0["state"]?.stringValue == "ended" }
        #expect(ended["score"]?.arrayValue?.isEmpty == false)

        // Nothing of it has reached the real incidents.
        let incidents = await server.get("/api/v1/incidents")
        #expect(incidents?.json["items"]?.arrayValue?.isEmpty == true)
        #expect(await server.post("/api/v1/drills/\(id)/pause")?.status == 409)
        server.child.send(SIGTERM)
        _ = await server.child.end()
    }

    @Test func `a drill that cannot be is refused by name`() async throws {
        let folder = try TemporaryFolder()
        let server = try await Server.start(
            folder.file("log.db"), in: folder.path,
            scenarios: Program.repository.appending(path: "Simulations").path)
        func code(_ body: String) async -> String? {
            await server.post("/api/v1/drills", body)?.json["code"]?.stringValue
        }
        #expect(await code(#"{"scenario": "nowhere"}"#) == "drill.unknown_scenario")
        #expect(
            await code(#"{"scenario": "typhoon", "byHand": ["wizard"]}"#) == "drill.unknown_role")
        #expect(await code(#"{"scenario": "typhoon", "speed": 0}"#) == "request.invalid")
        let unknown = await server.post("/api/v1/drills/drill-9/stop")
        #expect(unknown?.json["code"]?.stringValue == "drill.unknown")
        server.child.send(SIGTERM)
        _ = await server.child.end()
    }

    /// Looks again until the drill is as it is wanted.
    private static func wait(
        _ server: Server, _ id: String, until condition: (JSON) -> Bool,
    ) async throws -> JSON {
        for _ in 0..<3_000 {
            let drills = await server.get("/api/v1/drills")?.json["drills"]?.arrayValue
            let drill = drills?.first { $0["id"]?.stringValue == id }
            if let drill, condition(drill) { return drill }
            if drill?["state"]?.stringValue == "failed" { break }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw DidNotHappen(drill: id)
    }

    private struct DidNotHappen: Error {
        let drill: String
    }
}
