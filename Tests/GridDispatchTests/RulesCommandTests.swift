import Foundation
import GridTesting
import Testing
import TextFormats

/// The commands that try rules before they act.
struct RulesCommandTests {
    private func json(_ arguments: [String], exitCode: Int32 = 0) async throws -> JSON {
        let result = try await Program.run(arguments)
        #expect(result.exitCode == exitCode, "\(result.errors)")
        return try JSON.parse(Array(result.output.utf8))
    }

    /// A copy of the county in which one text of the rules is another.
    private func county(
        _ folder: TemporaryFolder, replacing old: String, with new: String,
    ) throws -> String {
        let path = folder.file("candidate")
        try FileManager.default.copyItem(atPath: Program.kaihua, toPath: path)
        let rules = "\(path)/routing.yaml"
        let text = try String(contentsOfFile: rules, encoding: .utf8)
        try #require(text.contains(old))
        try text.replacing(old, with: new, maxReplacements: 1)
            .write(toFile: rules, atomically: false, encoding: .utf8)
        return path
    }

    @Test func `the county that ships is free of errors`() async throws {
        let found = try await json(["rules", "check", Program.kaihua, "--json"])
        #expect(found["clean"] == true)
    }

    @Test func `a rule that cannot fire is an error with a report that shows it`() async throws {
        let folder = try TemporaryFolder()
        let path = try county(
            folder, replacing: "when: report.category == \"safety/fire-hazard\"",
            with: "when: report.category == \"safety/fire-hazard\" && local.hour > 24")
        let found = try await json(["rules", "check", path, "--json"], exitCode: 1)
        let errors = found["findings"]?.arrayValue?.filter { $0["weight"] == "error" } ?? []
        #expect(errors.map { $0["code"] } == ["rules.never_fires"])
        #expect(errors.first?["rules"]?[0] == "fire-hazard")
        #expect(errors.first?["witness"]?["category"] == "safety/fire-hazard")
    }

    @Test func `the cases tell what they try`() async throws {
        let result = try await json(["rules", "test", Program.kaihua, "--json"])
        #expect(result["failed"] == 0)
        let coverage = try #require(result["coverage"])
        let fired = try #require(coverage["rules_fired"]?.integerValue)
        #expect(fired > 0)
        #expect(fired <= coverage["rules"]?.integerValue ?? 0)
    }

    @Test func `a witness can be explained as it is printed`() async throws {
        let folder = try TemporaryFolder()
        let found = try await json(["rules", "check", Program.kaihua, "--json"])
        let witness = try #require(
            found["findings"]?.arrayValue?.compactMap { $0["witness"] }.first { $0 != .null })
        let file = folder.file("report.json")
        try Data(witness.encoded()).write(to: URL(filePath: file))
        let told = try await json(["rules", "explain", Program.kaihua, "--report", file, "--json"])
        #expect(told["sentences"]?["zh"]?.arrayValue?.isEmpty == false)
        #expect(told["explanation"]?["tables"]?.arrayValue?.count == 3)
    }

    @Test func `a back-test tells who is called less often`() async throws {
        let folder = try TemporaryFolder()
        let path = try county(
            folder, replacing: "then: [community-director, police, mediator]",
            with: "then: [community-director, mediator]")
        let log = folder.file("reports.jsonl")
        let report =
            #"{"category":"dispute/elder-support","grid":"330824115216001","at":"2026-03-04 09:12"}"#
        try "\(report)\n\n\(report)\n".write(toFile: log, atomically: false, encoding: .utf8)
        let page = folder.file("page.html")
        let told = try await json([
            "rules", "backtest", Program.kaihua, "--candidate", path, "--log", log, "--json",
            "--html", page,
        ])
        #expect(told["reports"] == 2)
        #expect(
            told["roles"]?["police"] == [
                "live": 2, "candidate": 0, "gains": 0, "losses": 2, "gained": [],
                "lost": ["1", "3"],
            ])
        #expect(try String(contentsOfFile: page, encoding: .utf8).contains("规则回测"))
    }

    @Test func `a broken line of a log is told with its number`() async throws {
        let folder = try TemporaryFolder()
        let log = folder.file("reports.jsonl")
        try "{}\n".write(toFile: log, atomically: false, encoding: .utf8)
        let result = try await Program.run([
            "rules", "backtest", Program.kaihua, "--candidate", Program.kaihua, "--log", log,
        ])
        #expect(result.exitCode == 1)
        #expect(result.errors.contains("reports.jsonl:1: "), "\(result.errors)")
    }

    @Test func `a table from elsewhere is read by its mapping`() async throws {
        let folder = try TemporaryFolder()
        let table = folder.file("table.csv")
        let text = "大类,小类,处置单位,处置时限\n公用设施,路灯,市政中心、各产权单位,2天\n公用设施,路灯,市政中心,尽快\n"
        try text.write(toFile: table, atomically: false, encoding: .utf8)
        let mapping = Program.repository.appending(path: "Rules/yuncheng/mapping.yaml").path
        let told = try await json(["rules", "import", table, "--mapping", mapping, "--json"])
        #expect(told["roles"] == ["公用设施/路灯": ["市政中心", "各产权单位"]])
        #expect(told["limits"] == [["line": 2, "text": "2天", "amount": 2, "unit": "work_day"]])
        #expect(told["refused"]?[0]?["line"] == 3)
    }
}
