import Governance
import RulesEngine
import Testing

@testable import CountyFiles

/// What happens at the bounds.
struct LimitTests {
    @Test func `a file of four mebibytes is read and one byte more is not`() throws {
        let text = (MinimalFolder().files["county.yaml"] ?? "") + "\n#"
        let filler = CountyFolder.maximumFileSize - text.utf8.count
        let longest = text + String(repeating: " ", count: filler)
        _ = try MinimalFolder().with("county.yaml", longest).load()
        #expect(
            MinimalFolder().with("county.yaml", longest + " ").rendered()
                == "county.yaml:1:1: error[county.too_large]: the file is longer than 4194304 bytes"
        )
    }

    @Test func `bytes that are not UTF-8 are refused`() throws {
        var files = MinimalFolder().files.mapValues { Array($0.utf8) }
        files["roles.yaml"] = Array("# 角色\nroles".utf8) + [0xB9, 0xF0, 0xD6, 0xAA]
        let errors = #expect(throws: CountyFileErrors.self) {
            try CountyFolder.load(files: files)
        }
        #expect(
            errors?.rendered() == """
                roles.yaml:2:6: error[county.not_utf8]: the file is not UTF-8 text from here on
                """)
    }

    @Test func `values are counted`() throws {
        let file = try #require(SourceFile(name: "f", bytes: Array("[1, 2, 3]".utf8)))
        _ = try YAMLDocument.read(file, maximumNodes: 4)
        let failure = #expect(throws: YAMLDocument.Failure.self) {
            try YAMLDocument.read(file, maximumNodes: 3)
        }
        #expect(failure?.code == .tooMany)
        #expect(failure?.place.position == SourcePosition(file: "f", line: 1, column: 8))
    }

    @Test func `areas are counted, too`() throws {
        // 99 townships with 21 communities of 99 grids each are a little more than the limit.
        let communities = (101...121).map { number in
            "    - {code: CODE\(number), name: {zh: 村, en: Village}, grids: 99}\n"
        }.joined()
        let townships = (101...199).map { number in
            "- code: 330824\(number)000\n  name: {zh: 镇, en: Town}\n  communities:\n"
                + communities.replacing("CODE", with: "330824\(number)")
        }.joined()
        let folder = MinimalFolder().with("grids.yaml", "system: wgs84\ntownships:\n\(townships)")
        let faults = try #require(folder.errors()).faults
        #expect(faults.count { $0.code == FaultCode.tooMany.rawValue } == 1)
    }

    @Test func `fifty faults are told and the others are counted`() throws {
        let lines = (1...60).map { "  - {id: a\($0)}\n" }.joined()
        let folder = MinimalFolder().with("standards.yaml", "standards:\n" + lines)
        let faults = try #require(folder.errors()).faults
        #expect(faults.count == CountyFileErrors.maximumFaults + 1)
        // Beside the sixty, the table's default and the case name a standard that is not there.
        #expect(
            faults.last?.rendered()
                == "standards.yaml:52:5: error[county.more_faults]: 12 more faults are not shown")
    }

    @Test func `more faults than are kept are counted all the same`() throws {
        let lines = String(repeating: "  - {}\n", count: 5_000)
        let folder = MinimalFolder().with("standards.yaml", "standards:\n" + lines)
        let last = try #require(folder.errors()?.faults.last)
        #expect(last.message.english == "4952 more faults are not shown")
    }

    @Test func `a bomb of aliases is refused before it is built`() {
        let levels = (1...30).map { level in
            "a\(level): &a\(level) ["
                + Array(repeating: "*a\(level - 1)", count: 9)
                .joined(separator: ", ") + "]"
        }
        let bomb = "a0: &a0 [x]\n" + levels.joined(separator: "\n") + "\n? *a30\n: x\n"
        let folder = MinimalFolder().with("roles.yaml", bomb)
        #expect(folder.errors()?.faults.map(\.code) == ["county.alias"])
    }

    @Test(arguments: ["[", "{", "- ", "? ", "{a: ", "[[{", "!!seq [", "\"\": ["])
    func `nesting without end is refused`(opening: String) {
        let folder = MinimalFolder().with(
            "roles.yaml", String(repeating: opening, count: 50_000))
        let codes = folder.errors()?.faults.map(\.code) ?? []
        #expect(codes == ["county.too_deep"] || codes == ["county.yaml_syntax"])
    }

    @Test func `a text is not longer than four thousand bytes`() {
        let folder = { (count: Int) in
            MinimalFolder().replacing(
                "Knock", with: String(repeating: "k", count: count), in: "categories.yaml")
        }
        #expect(folder(4_000).errors() == nil)
        #expect(folder(4_001).errors()?.faults.map(\.code) == ["county.too_large"])
    }
}
