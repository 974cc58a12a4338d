import CEL
import RulesEngine
import Testing

/// What the index makes of conditions of each form, on facts chosen to tell them apart.
struct ConditionTableTests {
    private static let layout: FactLayout? = {
        let record = RecordType(
            "Fact",
            fields: [
                .init("name", .string), .init("count", .int), .init("flag", .bool),
                .init("tags", .list(.string)),
            ])
        let environment = try? Environment(
            variables: [.init("fact", .record("Fact"))], records: [record])
        return environment.map { FactLayout($0) }
    }()

    private func table(_ conditions: [String]) throws -> ConditionTable {
        let layout = try #require(Self.layout)
        return ConditionTable(
            try conditions.map { try layout.environment.compile(Source($0), expecting: .bool) },
            over: layout)
    }

    private func holding(
        _ conditions: [String], name: String? = nil, count: Int64? = nil, flag: Bool? = nil,
        tags: [String]? = nil,
    ) throws -> [Int] {
        var findings = ConditionTable.Findings()
        let row = FactRow(cells: [
            name.map { .string($0) }, count.map { .int($0) }, flag.map { .bool($0) },
            tags.map { .list($0.map { .string($0) }) },
        ])
        try table(conditions).judge(row, untilFirst: false, into: &findings)
        return findings.holding
    }

    @Test func `cells are the facts in the order of their declaration`() throws {
        let layout = try #require(Self.layout)
        #expect(layout.cells.map(\.name) == ["fact.name", "fact.count", "fact.flag", "fact.tags"])
    }

    @Test(arguments: [("a", [0, 2]), ("a.b", [1, 2, 3]), ("a.bc", [2, 3]), ("b", [4]), ("", [])])
    func `texts are told apart by equality, prefix and order`(name: String, rules: [Int]) throws {
        let conditions = [
            "fact.name == 'a'", "fact.name in ['a.b', 'c']", "fact.name.startsWith('a')",
            "fact.name.startsWith('a.b')", "fact.name >= 'b'",
        ]
        #expect(try holding(conditions, name: name) == rules)
    }

    @Test func `a fact of which only its presence is asked has its value all the same`() throws {
        for flag in [true, false] {
            #expect(try holding(["has(fact.flag)"], flag: flag) == [0])
            #expect(try holding(["!has(fact.flag)", "has(fact.flag)"], flag: flag) == [1])
            #expect(try holding(["has(fact.flag)", "has(fact.name)"], flag: flag) == [0])
        }
        #expect(try holding(["has(fact.flag)", "!has(fact.flag)"]) == [1])
    }

    @Test func `a composed letter is not its decomposition`() throws {
        let conditions = ["fact.name == 'é'", "fact.name == 'e\u{301}'"]
        #expect(try holding(conditions, name: "é") == [0])
        #expect(try holding(conditions, name: "e\u{301}") == [1])
    }

    @Test(
        arguments: [
            (.min, [2]), (4, [2]), (5, [0, 2]), (9, [0]), (10, []), (.max, [1]),
        ] as [(Int64, [Int])])
    func `numbers are told apart at the ends of ranges`(count: Int64, rules: [Int]) throws {
        let conditions = [
            "fact.count >= 5 && fact.count < 10", "fact.count == 9223372036854775807",
            "6 > fact.count",
        ]
        #expect(try holding(conditions, count: count) == rules)
    }

    @Test func `a rule holds once, whichever of its alternatives does`() throws {
        let conditions = [
            "fact.flag || fact.count > 3", "(fact.flag || fact.name == 'a') && fact.count > 3",
            "fact.count > 3 || fact.count < 0 || fact.name == 'b'", "fact.name == 'a'",
        ]
        #expect(try holding(conditions, name: "a", count: 5, flag: true) == [0, 1, 2, 3])
        #expect(try holding(conditions, name: "a", count: 5, flag: false) == [0, 1, 2, 3])
        #expect(try holding(conditions, name: "b", count: 1, flag: true) == [0, 2])
        #expect(try holding(conditions, name: "c", count: 1, flag: false) == [])
        // An absent fact fails; an alternative that holds hides that, one that does not does not.
        #expect(try holding(conditions, name: "a", count: 5) == [0, 1, 2, 3])
        #expect(try holding(conditions, name: "c", flag: true) == [0])
        #expect(try holding(conditions, count: 5) == [0, 2])
    }

    @Test func `the first rule is found among alternatives`() throws {
        var findings = ConditionTable.Findings()
        let table = try table([
            "fact.flag || fact.count > 9", "fact.name == 'b' || fact.count > 3", "fact.count > 3",
        ])
        let row = FactRow(cells: [.string("a"), .int(5), .bool(false), nil])
        table.judge(row, untilFirst: true, into: &findings)
        #expect(findings.holding == [1])
        table.judge(
            FactRow(cells: [.string("a"), .int(5), nil, nil]), untilFirst: true, into: &findings)
        #expect(findings.holding == [])
        #expect(findings.failed.map(\.rule) == [0])
    }

    @Test func `a list is asked for one text by the index and for two by evaluation`() throws {
        let conditions = [
            "'a' in fact.tags", "'a' in fact.tags && 'b' in fact.tags", "!('a' in fact.tags)",
            "true",
        ]
        #expect(try holding(conditions, tags: ["a"]) == [0, 3])
        #expect(try holding(conditions, tags: ["b", "a"]) == [0, 1, 3])
        #expect(try holding(conditions, tags: []) == [2, 3])
    }

    @Test func `an absent fact is a fault, unless another condition is false`() throws {
        var findings = ConditionTable.Findings()
        let table = try table(["fact.flag", "fact.flag && false", "has(fact.flag) && fact.flag"])
        table.judge(FactRow(table.layout), untilFirst: false, into: &findings)
        #expect(findings.holding == [])
        #expect(findings.failed.map(\.rule) == [0])
        #expect(findings.failed.map(\.error.code) == [.absentValue])
    }

    @Test func `a table far larger than a word of bits is searched in order`() throws {
        let conditions = (0..<1_000).map { "fact.count == \($0 / 2)" }
        #expect(try holding(conditions, count: 321) == [642, 643])
    }

    @Test func `a table without rules holds nothing`() throws {
        #expect(try holding([], count: 1) == [])
    }
}
