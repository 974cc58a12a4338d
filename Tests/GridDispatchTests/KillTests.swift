import Foundation
import GridTesting
import Testing
import TextFormats

/// The server is ended in the middle of its work, by force and by request.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct KillTests {
    private static let people = 12

    @Test(arguments: SeededGenerator.seeds(1))
    func `every report that was answered 201 is there once after each kill -9`(
        seed: UInt64,
    ) async throws {
        let folder = try TemporaryFolder()
        let database = folder.file("log.db")
        var generator = SeededGenerator(seed: seed)
        var accepted: [Int: String] = [:]
        var unanswered: [Int] = []
        var next = 1
        for life in 1...10 {
            let server = try await Server.start(database, in: folder.path)
            for number in unanswered {
                let answer = try #require(await server.report(number))
                #expect(answer.status == 201)
                accepted[number] = try #require(answer.json["id"]?.stringValue)
            }
            let load = Load(from: next)
            let last = Int.random(in: 1...150, using: &generator)
            await load.run(on: server, people: Self.people) { count in
                if count == last { server.child.send(SIGKILL) }
            }
            server.child.send(SIGKILL)
            #expect(await server.child.end() == -SIGKILL, "seed \(seed), life \(life)")
            next = load.next
            for one in load.sent {
                accepted[one.number] = one.incident
                if one.incident == nil { unanswered.append(one.number) }
            }
            unanswered.removeAll { accepted[$0] != nil }
            let report = try await Program.run(["log", "verify", "--database", database])
            #expect(report.exitCode == 0, "seed \(seed), life \(life): \(report)")
        }
        try await checkOnce(accepted, unanswered, database, folder)
    }

    /// Each accepted report is the incident that was answered, also when sent again, and there are
    /// no others.
    private func checkOnce(
        _ accepted: [Int: String], _ unanswered: [Int], _ database: String,
        _ folder: TemporaryFolder,
    ) async throws {
        let server = try await Server.start(database, in: folder.path)
        for (number, incident) in accepted {
            let again = try #require(await server.report(number))
            #expect(again.isRepeated)
            #expect(again.json["id"]?.stringValue == incident)
        }
        for number in unanswered {
            #expect(try #require(await server.report(number)).status == 201)
        }
        let ready = try #require(await server.get("/readyz"))
        let open = ready.json["openIncidents"]?.numberValue
        #expect(open == Double(accepted.count + unanswered.count))
        #expect(await server.stop() == 0)
        let tail = try await Program.run(["log", "tail", "--database", database])
        let reports = tail.output.split(separator: "\n").count {
            $0.contains("griddispatch.report.accepted")
        }
        #expect(reports == accepted.count + unanswered.count)
    }

    @Test func `an incident goes on where it was`() async throws {
        let folder = try TemporaryFolder()
        let database = folder.file("log.db")
        let first = try await Server.start(database, in: folder.path)
        let reported = try #require(await first.report(1)).json
        let id = try #require(reported["id"]?.stringValue)
        try await step("acknowledge", reported, first)
        try await step("depart", reported, first)
        first.child.send(SIGKILL)
        _ = await first.child.end()

        let second = try await Server.start(database, in: folder.path)
        let found = try #require(await second.get("/api/v1/incidents/\(id)"))
        #expect(found.status == 200)
        #expect(found.json["assignments"]?[0]?["state"] == "enRoute")
        try await step("arrive", reported, second)
        try await step("finish", reported, second)
        #expect(await second.stop() == 0)
        let report = try await Program.run(["log", "verify", "--database", database])
        #expect(report.exitCode == 0, "\(report)")
    }

    private func step(_ step: String, _ reported: JSON, _ server: Server) async throws {
        let id = try #require(reported["id"]?.stringValue)
        let responder = try #require(reported["assignments"]?[0]?["responder"]?.stringValue)
        let answer = try #require(
            await server.post(
                "/api/v1/incidents/\(id)/assignments/1/\(step)", "{}",
                by: "responder:\(responder)"))
        #expect(answer.status == 200, "\(step): \(answer.json)")
    }

    @Test(arguments: SeededGenerator.seeds(3))
    func `SIGTERM under load: what was accepted is answered, and the exit code is 0`(
        seed: UInt64,
    ) async throws {
        let folder = try TemporaryFolder()
        let database = folder.file("log.db")
        var generator = SeededGenerator(seed: seed)
        let last = Int.random(in: 20...150, using: &generator)
        let server = try await Server.start(database, in: folder.path)
        let load = Load(from: 1)
        await load.run(on: server, people: Self.people) { count in
            if count == last { server.child.send(SIGTERM) }
        }
        let exitCode = await server.stop()
        let errors = try server.child.errors()
        #expect(exitCode == 0, "\(errors)")
        // Whoever got no answer, or was refused, was not accepted either.
        let again = try await Server.start(database, in: folder.path)
        for one in load.sent {
            let answer = try #require(await again.report(one.number))
            #expect(answer.status == 201)
            #expect(answer.isRepeated == (one.incident != nil), "seed \(seed): \(one)")
        }
        #expect(await again.stop() == 0)
    }
}
