import Foundation
import Testing
import TextFormats

/// A disk that is really full, while the server runs.
@Suite(
    .enabled(if: SmallDisk.isAvailable, "skipped: needs root for a disk of its own"),
    .timeLimit(.minutes(10)))
struct FullDiskTests {
    @Test func `reports are refused with a 503, none is lost, and service comes back`()
        async throws
    {
        let disk = try SmallDisk(megabytes: 16)
        let folder = try TemporaryFolder()
        let database = disk.file("log.db")
        let server = try await Server.start(database, in: folder.path)
        #expect(await server.report(0)?.status == 201)
        try disk.fill(leaving: 500_000)

        let (accepted, refusal) = try await reportUntilRefused(server)
        #expect(refusal.status == 503)
        #expect(refusal.json["code"] == "log.disk_full", "\(refusal.json)")
        #expect(await server.get("/healthz")?.status == 200)
        await withKnownIssue("a probe may find room for its few bytes", isIntermittent: true) {
            #expect(await server.get("/readyz")?.status == 503)
        }
        #expect(await server.get("/api/v1/incidents")?.status == 200)

        try disk.empty()
        let refused = try #require(await server.report(accepted + 1))
        #expect(refused.status == 201 && !refused.isRepeated)
        #expect(await server.get("/readyz")?.status == 200)
        for number in 0...accepted {
            let again = try #require(await server.report(number))
            #expect(again.status == 201 && again.isRepeated)
        }
        #expect(await server.stop() == 0)
        let report = try await Program.run(["log", "verify", "--database", database])
        #expect(report.exitCode == 0, "\(report)")
    }

    private func reportUntilRefused(
        _ server: Server,
    ) async throws -> (accepted: Int, refusal: Server.Answer) {
        for number in 1...5_000 {
            let answer = try #require(await server.report(number))
            if answer.status != 201 { return (number - 1, answer) }
        }
        throw CocoaError(.fileWriteUnknown)
    }
}
