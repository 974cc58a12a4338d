import RulesEngine
import Testing

@testable import CountyFiles

/// Where the characters of a condition stand in the file, however YAML writes it.
struct ConditionPositionTests {
    @Test func `a plain condition stands where it is written`() throws {
        let condition = try Self.condition(#"report.category == "a""#)
        #expect(condition.text == #"report.category == "a""#)
        #expect(condition.runs == [.init(offset: 0, line: 7, column: 15)])
        #expect(condition.position(at: 16) == Self.place(7, 31))
    }

    @Test func `each line of a literal block keeps its own column`() throws {
        let condition = try Self.condition("|\n            true\n              && false\n")
        #expect(condition.text == "true\n  && false\n")
        #expect(condition.position(at: 0) == Self.place(8, 13))
        #expect(condition.position(at: 7) == Self.place(9, 15))
        #expect(condition.position(at: 10) == Self.place(9, 18))
    }

    @Test func `a folded block is one line that knows of several`() throws {
        let condition = try Self.condition(">- # folded\n            true\n            || false")
        #expect(condition.text == "true || false")
        #expect(condition.position(at: 0) == Self.place(8, 13))
        #expect(condition.position(at: 5) == Self.place(9, 13))
        #expect(condition.position(at: 8) == Self.place(9, 16))
    }

    @Test func `escapes in double quotes are counted as they are written`() throws {
        let condition = try Self.condition(#""\"\x61\u4E2D\" == report.text""#)
        #expect(condition.text == "\"a中\" == report.text")
        // The quote takes two characters, the letter four, the ideograph six.
        #expect(condition.position(at: 0) == Self.place(7, 16))
        #expect(condition.position(at: 1) == Self.place(7, 18))
        #expect(condition.position(at: 2) == Self.place(7, 22))
        #expect(condition.position(at: 5) == Self.place(7, 28))
        #expect(condition.position(at: 7) == Self.place(7, 31))
    }

    @Test func `doubled single quotes are counted as they are written`() throws {
        let condition = try Self.condition("report.text == 'it''s'")
        #expect(condition.text == "report.text == 'it''s'")
        let quoted = try Self.condition("'report.text == ''a'' || true'")
        #expect(quoted.text == "report.text == 'a' || true")
        #expect(quoted.position(at: 16) == Self.place(7, 33))
        #expect(quoted.position(at: 19) == Self.place(7, 37))
    }

    @Test func `columns count characters, not bytes`() throws {
        let condition = try Self.condition(#"report.text == "赡养" || true"#)
        #expect(condition.position(at: 22) == Self.place(7, 33))
    }

    @Test func `a fault in a folded condition has its caret under the word`() {
        let folder = MinimalFolder().replacing(
            #"report.category == "dispute/elder-support""#,
            with: ">-\n          true\n          || report.kategory == \"x\"",
            in: "routing.yaml")
        #expect(
            folder.rendered() == """
                routing.yaml:9:21: error[cel.check.unknown_field]: 'Report' has no field \
                'kategory'; did you mean 'category'?
                9 |           || report.kategory == "x"
                  |                     ^~~~~~~~
                """)
    }

    @Test(arguments: 0..<200)
    func `every character is found again in the file`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let words = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
            Self.word(using: &generator)
        }
        for style in Style.allCases {
            let written = style.write(words, using: &generator)
            let file = try #require(
                SourceFile(name: "f", bytes: Array("when: \(written)\n".utf8)), "seed \(seed)")
            let root = try YAMLDocument.read(file)
            guard case .mapping(let pairs) = root.content,
                case .scalar(let text, let read) = pairs[0].value.content
            else {
                Issue.record("seed \(seed): \(written) is not a mapping")
                continue
            }
            let source = SourceText(text, read, at: pairs[0].value.place.position, in: file)
            try Self.expectAligned(source, file, "seed \(seed): \(written)")
        }
    }

    private static func expectAligned(
        _ source: SourceText, _ file: SourceFile, _ note: String,
    ) throws {
        var offset = 0
        for scalar in source.text.unicodeScalars {
            if !scalar.properties.isWhitespace {
                let found = file.scalars(from: source.position(at: offset))?.current
                // An escape begins with a backslash; everything else stands for itself.
                #expect(found == scalar || found == "\\", "\(note) at \(offset)")
            }
            offset += UTF8.width(scalar)
        }
    }

    private static func word(using generator: inout SeededGenerator) -> String {
        let words = ["report.text", "==", "'a'", "||", "true", "\"赡\"", "&&", "(x)", "1.5", "é"]
        return words.randomElement(using: &generator) ?? ""
    }

    private static func condition(_ written: String) throws -> SourceText {
        let folder = MinimalFolder().replacing(
            #"report.category == "dispute/elder-support""#, with: written, in: "routing.yaml")
        let text = try #require(folder.files["routing.yaml"])
        let file = try #require(SourceFile(name: "routing.yaml", bytes: Array(text.utf8)))
        var reading = Reading(files: [file])
        let part = RoutingPart(try YAMLDocument.read(file), &reading)
        return try #require(part.tables.first?.rules.first?.condition)
    }

    private static func place(_ line: Int, _ column: Int) -> SourcePosition {
        SourcePosition(file: "routing.yaml", line: line, column: column)
    }
}

/// A way to write a scalar in YAML.
private enum Style: CaseIterable {
    case plain, single, double, literal, folded

    func write(_ words: [String], using generator: inout SeededGenerator) -> String {
        let breaks = (0..<words.count).map { _ in
            Bool.random(using: &generator) ? " " : "\n" + String(repeating: " ", count: 4)
        }
        var joined = words[0]
        for (word, gap) in zip(words.dropFirst(), breaks) { joined += gap + word }
        switch self {
        case .plain: return "x \(joined)"
        case .single: return "'\(joined.replacing("'", with: "''"))'"
        case .double: return "\"\(joined.replacing("\"", with: "\\\""))\""
        case .literal: return "|\n    \(joined)"
        case .folded: return ">\n\n    \(joined)"
        }
    }
}
