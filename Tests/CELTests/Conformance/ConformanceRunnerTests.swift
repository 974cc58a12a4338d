import CEL
import Foundation
import Testing

struct ConformanceRunnerTests {
    private func outcome(_ json: String) throws -> ConformanceRunner.Outcome {
        let head = #""file": "f", "section": "s", "name": "n""#
        let datum = try ConformanceDatum(json: Data("{\(head), \(json)}".utf8))
        return try ConformanceRunner().run(datum)
    }

    @Test(
        arguments: [
            #""expr": "1 + 1", "expected": {"value": {"int": "2"}}"#,
            #""expr": "x", "type_env": {"x": "map(string, list(int))"}, "bindings": {"x": {"map": []}}, "#
                + #""expected": {"value": {"map": []}}"#,
            #""expr": "0.0 / 0.0", "expected": {"value": {"double": "NaN"}}"#,
            #""expr": "1 / 0", "expected": {"error": ["any"]}"#,
            #""expr": "1 + 'a'", "expected": {"error": ["any"]}"#,
            #""expr": "timestamp(0).getHours('Mars')", "expected": {"error": ["any"]}"#,
            #""expr": "b'a'", "expected": {"value": {"bytes": "YQ=="}}"#,
            #""expr": "duration('1m')", "expected": {"value": {"duration": "60s"}}"#,
            #""expr": "timestamp(1)", "expected": {"value": {"timestamp": "1970-01-01T00:00:01Z"}}"#,
            #""expr": "type(1)", "expected": {"value": {"type": "int"}}"#,
            #""expr": "[1]", "check_only": true, "expected": {"deduced_type": "list(int)"}"#,
            #""expr": "1 == 1""#,
            #""expr": "x.y", "container": "a.b", "type_env": {"a.x.y": "int"}, "#
                + #""bindings": {"a.x.y": {"int": "1"}}, "expected": {"value": {"int": "1"}}"#,
        ])
    func `a test that holds passes`(json: String) throws {
        #expect(try outcome(json) == .passed)
    }

    @Test(
        arguments: [
            (#""expr": "1 + 1", "expected": {"value": {"int": "3"}}"#, ("3", "2")),
            (#""expr": "1", "expected": {"value": {"uint": "1"}}"#, ("1u", "1")),
            (
                #""expr": "1 + x", "expected": {"error": []}"#,
                (
                    "an error",
                    """
                    an error of the compilation: f/s/n:1:5: error[cel.check.undeclared_reference]: undeclared \
                    reference to 'x'
                    1 | 1 + x
                      |     ^
                    """
                )
            ),
            (#""expr": "1", "expected": {"error": []}"#, ("an error", "1")),
            (
                #""expr": "1 / 0", "expected": {"value": {"int": "1"}}"#,
                ("1", "the error: f/s/n:1:1: division by zero [cel.evaluate.division_by_zero]")
            ),
            (
                #""expr": "[1]", "check_only": true, "expected": {"deduced_type": "list(uint)"}"#,
                ("the type list(uint)", "the type list(int)")
            ),
        ])
    func `a test that does not hold fails and says why`(
        json: String, difference: (expected: String, got: String),
    ) throws {
        #expect(
            try outcome(json)
                == .failed(expected: difference.expected, got: difference.got))
    }

    @Test(
        arguments: [
            (#""expr": "x", "type_env": {"x": "cel.Message"}"#, "needs the type cel.Message"),
            (#""expr": "1", "functions": ["f"]"#, "declares functions"),
            (
                #""expr": "1", "expected": {"value": {"object": "x"}}"#,
                "needs a value of the kind 'object'"
            ),
            (
                #""expr": "google.protobuf.Int32Value{value: 1}", "expected": {"value": {"int": "1"}}"#,
                "'google.protobuf.Int32Value' needs protocol buffers, which are not supported"
            ),
        ])
    func `a test that cannot be run is skipped with the reason`(json: String, reason: String) throws
    {
        #expect(try outcome(json) == .skipped(reason))
    }

    @Test func `a type is read sixteen levels deep`() throws {
        func test(_ depth: Int) -> String {
            let type =
                String(repeating: "list(", count: depth) + "int"
                + String(repeating: ")", count: depth)
            return #""expr": "true", "type_env": {"x": "\#(type)"}"#
        }
        #expect(try outcome(test(16)) == .passed)
        let reason = "needs the type " + String(repeating: "list(", count: 20)
        #expect(
            try outcome(test(17))
                == .skipped(
                    "needs the type \(String(repeating: "list(", count: 17))int))))))))))))"))
        #expect(try outcome(test(20_000)) == .skipped(reason))
    }

    @Test(
        arguments: [
            (#""exp": "1""#, "the line is not a test"), (#""expr": 1"#, "the line is not a test"),
            (#""expr": "1", "expected": {"value": {}}"#, "a value has no single tag"),
            (#""expr": "1", "expected": {"value": [1]}"#, "a value has no single tag"),
            (
                #""expr": "1", "expected": {"value": {"int": 2}}"#,
                "what stands after 'int' is no such value"
            ),
            (
                #""expr": "1", "expected": {"value": {"uint": "-1"}}"#,
                "what stands after 'uint' is no such value"
            ),
            (
                #""expr": "1", "expected": {"value": {"int": "9223372036854775808"}}"#,
                "what stands after 'int' is no such value"
            ),
            (
                #""expr": "1", "bindings": {"x": {"bytes": "?"}}"#,
                "what stands after 'bytes' is no such value"
            ),
            (#""expr": "1", "bindings": {"x": {"map": [[]]}}"#, "a map entry is not a pair"),
            (#""expr": "1", "type_env": {"x": 1}"#, "a type is no text"),
        ])
    func `a line that is no test is told apart`(json: String, reason: String) {
        let error = #expect(throws: ConformanceRunner.Unreadable.self) { try outcome(json) }
        #expect(error?.reason == reason)
    }

    @Test(arguments: ["[1]", "null", "1"])
    func `a line that is no object is no test`(json: String) throws {
        let datum = try ConformanceDatum(json: Data(json.utf8))
        #expect(throws: ConformanceRunner.Unreadable.self) { try ConformanceRunner().run(datum) }
    }

    @Test func `the report counts by file and in total`() throws {
        var report = ConformanceReport()
        for (file, text, value) in [("a", "1", "1"), ("a", "1", "2"), ("bb", "1", "1")] {
            let json =
                #"{"file": "\#(file)", "section": "s", "name": "n", "expr": "\#(text)", "#
                + #""expected": {"value": {"int": "\#(value)"}}}"#
            let datum = try ConformanceDatum(json: Data(json.utf8))
            report.add(try ConformanceRunner().run(datum), of: datum)
        }
        report.add(.skipped("why"), of: .null)
        #expect(
            report.description == """
                ?      passed 0  failed 0  skipped 1
                a      passed 1  failed 1  skipped 0
                bb     passed 1  failed 0  skipped 0
                total  passed 2  failed 1  skipped 1
                """)
        #expect(
            report.remarks.map { "\($0.test): \($0.expression): \($0.outcome)" } == [
                #"a/s/n: 1: failed(expected: "2", got: "1")"#, #"?/?/?: : skipped("why")"#,
            ])
    }
}
