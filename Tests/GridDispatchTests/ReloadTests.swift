import Foundation
import Testing
import TextFormats

/// A server that reads its county again while it runs.
@Suite(.timeLimit(.minutes(10)))
struct ReloadTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `a hangup signal brings a changed folder into force, and a restart keeps it`()
        async throws
    {
        let county = folder.file("county")
        try FileManager.default.copyItem(atPath: Program.kaihua, toPath: county)
        let server = try await Server.start(
            folder.file("log.db"), in: folder.path, county: county)
        let first = await live(server)
        let routing = URL(filePath: "\(county)/routing.yaml")
        let text = try String(contentsOf: routing, encoding: .utf8)
        try Data("\(text)\n# 改过\n".utf8).write(to: routing)
        server.child.send(SIGHUP)
        var second = first
        while second == nil || second == first, !server.child.isFinished {
            try await Task.sleep(for: .milliseconds(20))
            second = await live(server)
        }
        #expect(second != nil)
        #expect(await server.report(1)?.status == 201)
        // On a busy machine the answer may come too late for the client; what counts is what is done.
        let body = #"{"reason":"改错了","from":"\#(try #require(second))"}"#
        _ = await server.post("/api/v1/rules/rollback", body)
        while await live(server) != first, !server.child.isFinished {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(await server.stop() == 0)
        let again = try await Server.start(
            folder.file("log.db"), in: folder.path, county: county)
        #expect(await live(again) == first)
        #expect(await again.stop() == 0)
    }

    @Test func `fifty changes while people report drop no request`() async throws {
        let county = folder.file("county")
        try FileManager.default.copyItem(atPath: Program.kaihua, toPath: county)
        let server = try await Server.start(
            folder.file("log.db"), in: folder.path, county: county)
        let routing = URL(filePath: "\(county)/routing.yaml")
        let text = try String(contentsOf: routing, encoding: .utf8)
        let load = Load(from: 1)
        async let reporting: Void = load.run(on: server, people: 4) { _ in }
        for round in 1...50 {
            try Data("\(text)\n# \(round % 2)\n".utf8).write(to: routing)
            var answer: Server.Answer?
            // On a busy machine an answer may come too late; the key makes asking again safe, and
            // until the change is made the answer is that one is being made.
            while answer == nil || answer?.json["code"] == "rules.busy", !server.child.isFinished {
                answer = await server.post("/api/v1/rules/reload", "{}", key: "change-\(round)")
            }
            #expect(answer?.json["changed"] == true, "\(round): \(String(describing: answer))")
        }
        load.end()
        await reporting
        #expect(load.sent.count > 50)
        #expect(load.sent.allSatisfy { $0.status == 201 })
        #expect(await server.stop() == 0)
    }

    private func live(_ server: Server) async -> String? {
        await server.get("/api/v1/rules")?.json["live"]?["version"]?.stringValue
    }
}
