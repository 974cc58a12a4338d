import CEL
import Testing

struct RenderingTests {
    @Test func `an unknown field is shown with a caret and a suggestion`() {
        let source = Source("report.catgory == 'fire'", name: "routing.yaml", firstLine: 12)
        #expect(
            rendering(of: source, in: County.environment) == """
                routing.yaml:12:8: error[cel.check.unknown_field]: 'Report' has no field \
                'catgory'; did you mean 'category'?
                12 | report.catgory == 'fire'
                   |        ^~~~~~~
                """)
    }

    @Test func `the caret stands right behind wide characters and tabs`() {
        #expect(
            rendering(of: "\t'走失老人' == nwo", in: County.environment) == """
                expression:1:12: error[cel.check.undeclared_reference]: undeclared reference to \
                'nwo'; did you mean 'now'?
                1 | \t'走失老人' == nwo
                  | \t              ^~~
                """)
    }

    @Test func `an error on a later line shows that line`() {
        let source = Source(
            "report.severity > 2 &&\r\n  report.severity < 'x'", name: "r", firstLine: 5,
            firstColumn: 9)
        #expect(
            rendering(of: source, in: County.environment) == """
                r:6:3: error[cel.check.no_matching_overload]: '<' does not accept int and string
                6 |   report.severity < 'x'
                  |   ^~~~~~~~~~~~~~~~~~~~~
                """)
    }

    @Test func `an error behind a carriage return at the end is shown too`() {
        #expect(
            rendering(of: "1 +\r") == """
                expression:1:5: error[cel.parse.unexpected_token]: expected an expression, found \
                the end of the expression
                1 | 1 +
                  |    ^
                """)
    }

    @Test func `of a long line the part around the caret is shown`() {
        let left = "[" + String(repeating: "1, ", count: 100)
        let right = String(repeating: ", 1", count: 100) + "]"
        #expect(
            rendering(of: Source(left + "nobody" + right)) == """
                expression:1:302: error[cel.check.undeclared_reference]: undeclared reference to \
                'nobody'
                1 | …\(left.suffix(60))nobody\(right.prefix(54))…
                  |  \(String(repeating: " ", count: 60))^~~~~~
                """)
    }

    @Test func `of a long part as much is marked as is shown`() {
        let name = String(repeating: "a", count: 1_000)
        let lines = rendering(of: Source(name)).split(separator: "\n")
        #expect(lines.dropFirst().map { $0.count } == [125, 124])
        #expect(lines[0].unicodeScalars.count < 700)
    }

    @Test(arguments: ["@", "a+", "(", "'\\q'+", "[1]+1+", "\u{1B}"])
    func `the text of many errors is short, whatever the expression`(part: String) {
        let text = String(repeating: part, count: 32_000 / part.utf8.count)
        #expect(rendering(of: Source(text)).utf8.count < 20_000)
    }

    @Test func `a control character does nothing to the terminal`() {
        #expect(
            rendering(of: "1 + '\u{1B}]0;x\u{7}' + \t\u{9B}2") == """
                expression:1:17: error[cel.parse.unexpected_character]: unexpected character '\u{FFFD}'
                1 | 1 + '\u{FFFD}]0;x\u{FFFD}' + \t\u{FFFD}2
                  |                \t^
                """)
    }

    @Test func `an error on the first line counts the column of the file`() {
        let source = Source("1 + 'x'", name: "r", firstLine: 5, firstColumn: 9)
        let rendered = rendering(of: source)
        #expect(rendered.hasPrefix("r:5:9: error[cel.check.no_matching_overload]"))
    }

    @Test func `an error of the evaluation has a position too`() throws {
        let program = try County.environment.compile("report.severity / (report.severity - 3) > 1")
        let error = #expect(throws: CELError.self) {
            try program.evaluateCondition(County.activation)
        }
        #expect(
            error?.rendered(in: program.source) == """
                expression:1:1: error[cel.evaluate.division_by_zero]: division by zero
                1 | report.severity / (report.severity - 3) > 1
                  | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                """)
    }

    @Test(
        arguments: [
            ("[1, ?dyn(2)]", "expression:1:6"), ("{1: 2, ?3: dyn(4)}", "expression:1:12"),
            ("1 + size(dyn(2))", "expression:1:5"), ("[1][dyn('a')]", "expression:1:1"),
            ("true && dyn(1) && true", "expression:1:9"), ("{1: 2, dyn(1u): 3}", "expression:1:8"),
            ("dyn(1).all(x, true)", "expression:1:1"), ("[0].map(x, 1 / x)", "expression:1:12"),
            ("cel.bind(x, 1 / 0, x + 1)", "expression:1:13"),
        ])
    func `an error of the evaluation points at the part that failed`(
        text: String, place: String,
    ) throws {
        let program = try plainEnvironment.compile(Source(text))
        let error = #expect(throws: CELError.self) {
            try program.evaluate(plainEnvironment.makeActivation())
        }
        #expect(error?.location?.description == place)
    }

    @Test func `a description fits on one line`() {
        let location = SourceLocation(name: "r", range: 0..<1, line: 2, column: 3)
        let error = CELError(code: .overflow, message: "too large", location: location)
        #expect(error.description == "r:2:3: too large [cel.evaluate.overflow]")
    }

    @Test func `codes are unique and are named by their area`() {
        let codes = CELError.Code.allCases.map(\.rawValue)
        #expect(Set(codes).count == codes.count)
        let areas = ["cel.declare.", "cel.parse.", "cel.limit.", "cel.check.", "cel.evaluate."]
        #expect(codes.allSatisfy { code in areas.contains { code.hasPrefix($0) } })
    }
}
