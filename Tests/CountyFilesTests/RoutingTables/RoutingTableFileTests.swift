import Governance
import RulesEngine
import Testing

@testable import CountyFiles

/// Decision tables in CSV, as a spreadsheet program saves them.
struct RoutingTableFileTests {
    static let csv = #"""
        id,report.category,report.answers.violence,local.hour,when,then,because.zh,because.en
        elder-support,dispute/elder-support,,,,mediator、police,须同时到场,Both must come
        at-night,dispute/*,,>=22|<6,"!report.exercise
         && report.source == ""worker""",supervisor,夜间,At night
        ,,,,,,,
        """#

    private func folder(_ csv: String) -> MinimalFolder { MinimalFolder().withRoles(inCSV: csv) }

    @Test func `a table in CSV decides as one in YAML`() throws {
        let loaded = try folder(Self.csv).load()
        let table = try #require(loaded.rules.source.table(answering: .roles))
        #expect(
            table.rules.map(\.condition.text) == [
                #"report.category == "dispute/elder-support""#,
                """
                report.category.startsWith("dispute/") && (local.hour >= 22 || local.hour < 6) \
                && (!report.exercise
                 && report.source == "worker")
                """,
            ])
        #expect(
            table.rules.map { "\($0.position)" } == [
                "routing.roles.csv:2:1", "routing.roles.csv:3:1",
            ])
        for routingCase in loaded.cases {
            #expect(loaded.rules.mismatches(of: routingCase).isEmpty)
        }
    }

    @Test func `the table is part of the version`() throws {
        let one = try folder(Self.csv).load().version
        let other = try folder(Self.csv + "\n").load().version
        #expect(one != other)
    }

    @Test func `Excel's encodings are read`() throws {
        let text = try folder("\u{FEFF}" + Self.csv.replacing("\n", with: "\r\n")).load()
        #expect(text.rules.source.table(answering: .roles)?.rules.count == 2)
    }

    @Test(arguments: [
        ("report.category,", "report.catgory,", "routing.roles.csv:1:4: error[county.unknown_key]"),
        ("because.en\n", "because\n", "routing.roles.csv:1:1: error[county.missing_key]"),
        ("dispute/*", "dispute/* |", "routing.roles.csv:3:10: error[county.bad_value]"),
        (">=22", ">=x", "routing.roles.csv:3:21: error[county.bad_value]"),
        ("supervisor,", "superviser,", "routing.roles.csv:4:34: error[county.unknown_reference]"),
        (
            "!report.exercise", "!report.exercice",
            "routing.roles.csv:3:38: error[cel.check.unknown_field]"
        ),
        (
            #"""worker"""#, #"""werker"""#, "routing.roles.csv:4:22: error[rules.unknown_value]"
        ),
        (
            "dispute/*", "dispute/elder-support | dispute/lend",
            "routing.roles.csv:3:34: error[rules.unknown_value]"
        ),
        ("at-night", "elder-support", "routing.roles.csv:3:1: error[county.duplicate]"),
        ("夜间,", ",", "routing.roles.csv:4:45: error[county.missing_key]"),
        ("id,", "", "routing.roles.csv:1:1: error[county.missing_key]"),
        ("须同时", "\"须同时", "routing.roles.csv:3:30: error[csv.text_after_quote]"),
    ])
    func `faults are told with line and column`(old: String, new: String, fault: String) {
        let spoiled = Self.csv.replacing(old, with: new, maxReplacements: 1)
        let text = folder(spoiled).rendered()
        #expect(text.hasPrefix(fault), "\(text)")
    }

    @Test func `a fault of what a cell stands for is told as far as the cell goes`() throws {
        let csv = """
            id,report.answers.nothing,report.category,then,because.zh,because.en
            elder-support,是,,mediator,须到场,Must come
            lend,,dispute/elder-support | dispute/lend,mediator,须到场,Must come
            """
        let lines = folder(csv).rendered().split(separator: "\n").map(String.init)
        try #require(lines.count == 6, "\(lines)")
        #expect(lines[0].hasPrefix("routing.roles.csv:2:15: error[cel.check.unknown_field]"))
        #expect(lines[1] == "2 | elder-support,是,,mediator,须到场,Must come")
        // The character takes two columns of a terminal.
        #expect(lines[2] == "  |               ^~")
        #expect(lines[3].hasPrefix("routing.roles.csv:3:31: error[rules.unknown_value]"))
        #expect(lines[4].hasPrefix("3 | lend,,dispute/elder-support | dispute/lend,mediator"))
        #expect(lines[5] == "  |                               ^~~~~~~~~~~~")
    }

    @Test func `a cell that is missing is told with its column`() {
        let short = Self.csv.replacing(",夜间,At night", with: "")
        let text = folder(short).rendered()
        #expect(
            text.hasPrefix("routing.roles.csv:3:1: error[county.missing_key]"), "\(text)")
        #expect(text.contains("'because.zh'") && text.contains("'because.en'"), "\(text)")
    }

    @Test func `an empty cell hides no other fault of its row`() {
        let row = "at-night,dispute/nothing,abc,,,superviser,,At night"
        let csv = Self.csv.split(separator: "\n").prefix(2).joined(separator: "\n") + "\n" + row
        let lines = folder(csv).rendered().split(separator: "\n").filter { $0.contains("error[") }
        #expect(
            lines.map { $0.prefix { $0 != "]" } } == [
                "routing.roles.csv:3:26: error[county.bad_value",
                "routing.roles.csv:3:32: error[county.unknown_reference",
                "routing.roles.csv:3:43: error[county.missing_key",
            ], "\(lines)")
    }

    /// UTF-8, with a mark or without, is not taken for GB 18030, whatever that makes of it.
    @Test(arguments: ["\u{FEFF}", ""])
    func `a byte that is not UTF-8 behind much that is so is told where it stands`(mark: String) {
        var files = folder("").files.mapValues { Array($0.utf8) }
        let rows = Self.csv.replacing("须同时到场", with: "须同时到场处置")
        files["routing.roles.csv"] =
            Array((mark + rows).utf8) + Array("\nc,,,,,police,到".utf8) + [0xFF, 0x0A]
        let errors = #expect(throws: CountyFileErrors.self) { try CountyFolder.load(files: files) }
        let told = errors?.faults.first.map { "\($0.position) \($0.code)" }
        #expect(told == "routing.roles.csv:6:15 county.not_utf8")
    }

    @Test func `a byte of no encoding is told with its line and column`() {
        var files = folder("").files.mapValues { Array($0.utf8) }
        files["routing.roles.csv"] =
            Array("id,then,because.zh,because.en\na,mediator,".utf8)
            // 到场 in GB 18030, and a byte that begins nothing.
            + [0xB5, 0xBD, 0xB3, 0xA1, 0xFF] + Array(",Both\n".utf8)
        let errors = #expect(throws: CountyFileErrors.self) { try CountyFolder.load(files: files) }
        let told = errors?.faults.first
        #expect(told?.code == "county.not_utf8")
        #expect(told.map { "\($0.position)" } == "routing.roles.csv:2:14")
    }

    @Test(arguments: ["report.exercise) || (true", "true ||", "(report.exercise", "true) // ("])
    func `a cell that is no condition by itself is refused`(_ cell: String) {
        let spoiled = Self.csv.replacing(
            """
            "!report.exercise
             && report.source == ""worker""\"
            """, with: "\"\(cell)\"")
        #expect(spoiled.contains(cell))
        let text = folder(spoiled).rendered()
        #expect(
            text.hasPrefix("routing.roles.csv:3:") && text.contains("error[cel.parse."), "\(text)")
    }

    @Test func `a note behind the condition of a cell is passed over`() throws {
        let noted = Self.csv.replacing("== \"\"worker\"\"", with: "== \"\"worker\"\" // by foot")
        let table = try folder(noted).load().rules.source.table(answering: .roles)
        #expect(table?.rules.count == 2)
    }

    @Test func `what a file may have is counted as it was saved`() throws {
        var files = folder("").files.mapValues { Array($0.utf8) }
        // Rows of white space; in GB 18030 it takes two bytes, in UTF-8 three.
        let row = [UInt8](repeating: 0xA1, count: 30_000) + [0x0A]
        let wide = Array(repeatElement(row, count: 100).joined())
        files["routing.roles.csv"] =
            Array("id,then,because.zh,because.en\nelder-support,mediator;police,Both,Both\n".utf8)
            + wide
        let rules = try CountyFolder.load(files: files).rules.source.table(answering: .roles)?.rules
        #expect(rules?.map(\.because.chinese) == ["Both"])
        files["routing.roles.csv", default: []] += wide
        let errors = #expect(throws: CountyFileErrors.self) { try CountyFolder.load(files: files) }
        let told = try #require(errors?.faults.first)
        #expect(told.code == "county.too_large")
        #expect(told.position.file == "routing.roles.csv")
    }

    @Test(arguments: ["\u{1A}", "\r\n\u{1A}\r\n"])
    func `what programs of DOS write behind a text is no row`(end: String) throws {
        let table = try folder(Self.csv + end).load().rules.source.table(answering: .roles)
        #expect(table?.rules.count == 2)
    }

    @Test func `a file that no table names is a fault, and so is a name without a file`() {
        let unused = MinimalFolder().with("routing.more.csv", Self.csv).rendered()
        #expect(
            unused.hasPrefix("routing.more.csv:1:1: error[county.unknown_reference]"), "\(unused)")
        let missing = folder(Self.csv).with("routing.roles.csv", nil).rendered()
        #expect(missing.contains("there is no table file 'routing.roles.csv'"), "\(missing)")
    }
}
