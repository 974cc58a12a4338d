import Foundation
import Testing
import TextFormats

/// The figures of a log are the same over HTTP and on the command line.
@Suite(.timeLimit(.minutes(10)))
struct StatsTests {
    @Test func `the command and the server give the same figures`() async throws {
        let folder = try TemporaryFolder()
        let database = folder.file("log.db")
        let server = try await Server.start(database, in: folder.path)
        for number in 1...3 { #expect(await server.report(number)?.status == 201) }
        for (path, arguments) in [
            ("/api/v1/stats?by=role", ["--by", "role"]),
            ("/api/v1/stats/cases?by=grid", ["--table", "gbt", "--by", "grid"]),
            ("/api/v1/stats/signs", ["--table", "signs"]),
        ] {
            // A limit may pass in between; then both are asked again.
            var pair: (JSON?, JSON)?
            for _ in 1...5 {
                let before = await server.get(path)?.json
                let result = try await stats(database, arguments + ["--json"])
                pair = (before, try JSON.parse(result.output))
                if pair?.0 == pair?.1 { break }
            }
            #expect(pair?.0 == pair?.1, "\(path)")
        }
        #expect(await server.stop() == 0)
        let table = try await stats(database, ["--chinese"])
        #expect(table.output.contains("上报: ") && table.output.contains("从受理到所需角色到齐"))
        let sheet = try await stats(database, ["--table", "gbt", "--csv"])
        #expect(sheet.output.contains("group,period,reported"))
    }

    @Test func `what is no log and no day is refused`() async throws {
        let folder = try TemporaryFolder()
        let none = try await stats(folder.file("none.db"), [])
        #expect(none.exitCode != 0 && none.errors.contains("There is no log at"))
        let day = try await stats(folder.file("none.db"), ["--from", "yesterday"])
        #expect(day.exitCode != 0)
        let both = try await stats(folder.file("none.db"), ["--csv"])
        #expect(both.exitCode == 64 && both.errors.contains("--csv goes with --table gbt."))
    }

    private func stats(_ database: String, _ arguments: [String]) async throws -> Program.Result {
        try await Program.run(["stats", database, "--county", Program.kaihua] + arguments)
    }
}
