import CountyFiles
import Governance
import RulesEngine
import Testing

/// The exact words about everything that can be wrong.
struct FaultTextTests {
    @Test(arguments: FaultSample.all)
    func `each fault is told with its place, its code and a caret`(_ sample: FaultSample) {
        #expect(sample.folder.rendered() == sample.english)
        #expect(sample.folder.errors()?.faults.first?.code == sample.code.rawValue)
    }

    @Test func `every code has a sample`() {
        // These need more than a text to show; see the tests of limits and of folders on disk.
        let elsewhere: Set<FaultCode> = [
            .tooLarge, .notUTF8, .tooMany, .moreFaults, .noFolder,
        ]
        let shown = Set(FaultSample.all.map(\.code))
        #expect(shown.union(elsewhere) == Set(FaultCode.allCases))
    }

    @Test func `codes look alike`() {
        for code in FaultCode.allCases {
            #expect(code.rawValue.wholeMatch(of: /county\.[a-z0-9_]+/) != nil)
        }
    }

    @Test(arguments: FaultSample.all)
    func `each fault is told in Chinese at the same place`(_ sample: FaultSample) throws {
        let chinese = sample.folder.rendered(in: .chinese).split(separator: "\n")
        let english = sample.english.split(separator: "\n")
        try #require(chinese.count == english.count)
        for (line, other) in zip(chinese, english) where line != other {
            let (heading, words) = try #require(Self.parts(of: line))
            #expect(heading == Self.parts(of: other)?.heading)
            #expect(words.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
        }
    }

    @Test func `Chinese says the same`() {
        let folder = MinimalFolder()
            .replacing("[police]", with: "[polcie]", in: "roster.yaml")
            .replacing("timeZone", with: "timezone", in: "county.yaml")
        #expect(
            folder.rendered(in: .chinese) == """
                county.yaml:1:1: error[county.missing_key]: 缺少键“timeZone”
                1 | code: 330824000000
                  | ^
                county.yaml:3:1: error[county.unknown_key]: 未知的键“timezone”；是否应为“timeZone”？
                3 | timezone: Asia/Shanghai
                  | ^~~~~~~~
                roster.yaml:7:13: error[county.unknown_reference]: 没有名为“polcie”的角色；是否应为“police”？
                7 |     roles: [polcie]
                  |             ^~~~~~
                """)
    }

    @Test func `faults come in the order of the files and of their places`() {
        let folder = MinimalFolder()
            .replacing("then: 3", with: "then: 9", in: "routing.yaml")
            .replacing("hit: first", with: "hit: last", in: "routing.yaml")
            .replacing("settle: 2h", with: "settle: 0h", in: "standards.yaml")
            .replacing("arrive: 8min", with: "arrive: soon", in: "standards.yaml")
            .with("county.yaml", nil)
        let positions = folder.errors()?.faults.map { "\($0.position)" }
        #expect(
            positions == [
                "county.yaml:1:1", "standards.yaml:2:46", "standards.yaml:2:60",
                "routing.yaml:13:10", "routing.yaml:15:21",
            ])
    }

    @Test func `what cannot be read does not make every use of it a fault`() {
        let folder = MinimalFolder().with("roles.yaml", "roles: [")
        #expect(folder.errors()?.faults.map(\.code) == ["county.yaml_syntax"])
    }

    @Test func `control characters never reach the terminal`() {
        let folder = MinimalFolder().replacing(
            "Asia/Shanghai", with: "\"\\x\u{9B}2J\"", in: "county.yaml")
        #expect(!folder.rendered().unicodeScalars.contains { $0.value == 0x9B })
    }

    @Test func `a long line is cut around the caret`() throws {
        let padding = String(repeating: "a", count: 500)
        let folder = MinimalFolder().with(
            "county.yaml", "{name: {zh: \(padding), en: x}, code: 12, timeZone: UTC}")
        let lines = folder.rendered().split(separator: "\n")
        try #require(lines.count == 3)
        #expect(lines[1].contains("…") && lines[1].unicodeScalars.count < 170)
        let indentation = lines[2].prefix { $0 != "^" }.count
        #expect(lines[1].dropFirst(indentation).hasPrefix("12,"))
    }

    private static func parts(of line: Substring) -> (heading: Substring, words: Substring)? {
        guard let end = line.firstRange(of: "]: ") else { return nil }
        return (line[..<end.lowerBound], line[end.upperBound...])
    }
}
