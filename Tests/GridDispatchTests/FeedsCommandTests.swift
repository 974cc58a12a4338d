import Foundation
import GridTesting
import Testing

/// The commands about governance data of other systems.
struct FeedsCommandTests {
    private func lines(_ arguments: [String], exitCode: Int32 = 0) async throws -> [String] {
        let result = try await Program.run(["feeds"] + arguments)
        #expect(result.exitCode == exitCode, "\(result.errors)")
        return result.output.split(separator: "\n").map(String.init)
    }

    @Test func `every mapping that ships is explained on a sample, without a network`()
        async throws
    {
        let lines = try await lines(["check", Program.kaihua])
        #expect(
            lines.last == "107 data items, every mapping compiles, 107 explained on a sample")
        #expect(!lines.contains { $0.hasPrefix("    ") && $0.contains(" ! ") })
        #expect(lines.count { $0 == "  2 records, 0 refused" } == 107)
    }

    @Test func `one item is explained on its own sample before that of its source`() async throws {
        let folder = try TemporaryFolder()
        let county = folder.file("county")
        try FileManager.default.copyItem(atPath: Program.kaihua, toPath: county)
        let item = "order-disputes-neighbour"
        let shared = try await lines(["check", county, item])
        #expect(shared.contains { $0.hasSuffix("/samples/comprehensive.json") })
        #expect(shared.contains("    key = '20260301'"))
        #expect(shared.contains("    opens = true"))
        #expect(shared.contains("    closes = true"))
        let own = #"{"data":{"list":[{"id":5,"title":"t","at":"never","status":"x"}]}}"#
        try Data(own.utf8).write(to: URL(filePath: "\(county)/samples/\(item).json"))
        let broken = try await lines(["check", county, item], exitCode: 1)
        #expect(broken.contains("    key = '5'"))
        #expect(broken.contains { $0.hasPrefix("    when ! ") })
    }

    @Test func `an item without a sample says where one goes`() async throws {
        let folder = try TemporaryFolder()
        let county = folder.file("county")
        try FileManager.default.copyItem(atPath: Program.kaihua, toPath: county)
        try FileManager.default.removeItem(atPath: "\(county)/samples")
        let lines = try await lines(["check", county, "order-disputes-neighbour"])
        #expect(
            lines.contains {
                $0.contains("no sample") && $0.contains("order-disputes-neighbour.*")
            })
        #expect(lines.contains { $0.contains("没有样本") })
    }
}
