import Foundation
import Testing

/// What the program says and how it ends, word for word.
struct CommandLineTests {
    @Test(arguments: ["serve", "replay", "rules check"])
    func `the help is as it is on record`(command: String) async throws {
        let arguments = command.split(separator: " ").map(String.init) + ["--help"]
        let result = try await Program.run(arguments)
        try expect(result, Snapshot.named("help \(command)"))
    }

    @Test(
        arguments: [
            ("sum", ["-1 + 2"]),
            ("json", ["a.b.map(x, x * 2)", "--bindings", #"{"a": {"b": [1, 2]}}"#, "--json"]),
            ("unknown name", ["a.missing + nobody", "--bindings", #"{"a": {}}"#]),
            ("json error", ["1 / 0", "--json"]), ("bindings", ["x", "--bindings", "[1]"]),
            ("pattern", ["'a'.matches('(?=a)')"]), ("double dash", ["--", "-1 + 2"]),
            ("large numbers", ["a", "--bindings", #"{"a": [12345678901234567890, 1.5, -1]}"#]),
            ("too large a number", ["a", "--bindings", #"{"a": 123456789012345678901}"#]),
            ("name", ["1", "--bindings", #"{"1a": 1}"#]), ("control", ["1 + '\u{1B}[2J' + \u{7}"]),
        ])
    func `an expression has a value or an error with its place`(
        name: String, arguments: [String],
    ) async throws {
        let result = try await Program.run(["cel", "eval"] + arguments)
        try expect(result, Snapshot.named("cel eval \(name)"))
    }

    @Test func `an argument that is not UTF-8 is refused`() async throws {
        let folder = try TemporaryFolder()
        let script =
            "'\(Program.path)' cel eval \"$(printf \"'\\\\377'\")\" > out 2> err; echo $? > code"
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", script]
        shell.currentDirectoryURL = URL(filePath: folder.path)
        try shell.run()
        shell.waitUntilExit()
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: folder.file(name), encoding: .utf8)
        }
        #expect(try text("code") == "64\n")
        #expect(try text("out").isEmpty)
        #expect(try text("err").hasPrefix("Error: An argument is not UTF-8: '\u{FFFD}'\n"))
    }

    @Test func `conformance tests are counted and failures told`() async throws {
        let folder = try TemporaryFolder()
        let file = folder.file("sample.jsonl")
        let tests = [
            #"{"file":"f","section":"s","name":"good","expr":"1 + 1","expected":{"value":{"int":"2"}}}"#,
            #"{"file":"f","section":"s","name":"bad","expr":"1 + 1","expected":{"value":{"int":"3"}}}"#,
            #"{"file":"g","section":"s","name":"odd","expr":"f()","functions":["f"]}"#,
            #"{"file":"g","section":"s","name":"no\u001bisy","expr":"1","expected":{"value":{"any":"\u001b"}}}"#,
            #"{"file":"g","section":"s","name":"n","expr":"1","expected":{"value":{"int":2}}}"#,
            "[1]", "null",
            #"{"file":"g","section":"s","name":"n"}"#, "{",
        ]
        try tests.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        let result = try await Program.run(["cel", "conformance", file])
        try expect(
            Program.Result(
                output: result.output, errors: result.errors.replacing(folder.path + "/", with: ""),
                exitCode: result.exitCode), Snapshot.named("cel conformance"))
    }

    @Test func `without a command it tells which there are`() async throws {
        try expect(try await Program.run([]), Snapshot.named("help"))
    }

    @Test func `a command that is not there is refused`() async throws {
        try expect(try await Program.run(["dispatch"]), Snapshot.named("unknown command"))
    }

    @Test func `an option that is not there is refused`() async throws {
        try expect(
            try await Program.run(["serve", "--prot", "80"]), Snapshot.named("unknown option"))
    }

    @Test func `an address of others is refused in both languages`() async throws {
        try expect(
            try await Program.run(["serve", "--host", "0.0.0.0"]), Snapshot.named("host"))
    }

    @Test func `a file that cannot be replayed is named`() async throws {
        try expect(
            try await Program.run(["replay", "nothing.csv", "--mapping", "nothing.yaml"]),
            Snapshot.named("replay nothing"))
    }

    @Test func `a table without a mapping is told to need one`() async throws {
        try expect(
            try await Program.run(["replay", "calls.csv"]), Snapshot.named("replay unmapped"))
    }

    @Test func `a folder that is not there is one fault`() async throws {
        try expect(
            try await Program.run(["rules", "check", "nope"]),
            Snapshot.named("rules check nothing"))
    }

    @Test func `a broken county is told file by file, with a caret`() async throws {
        let folder = try TemporaryFolder()
        let county = folder.file("county")
        try FileManager.default.copyItem(atPath: Program.kaihua, toPath: county)
        try Self.edit("\(county)/routing.yaml", "report.category", "report.catgory")
        try Self.edit("\(county)/standards.yaml", "8min", "8 minutes")
        try FileManager.default.removeItem(atPath: "\(county)/roles.yaml")
        let result = try await Program.run(["rules", "check", county])
        try expect(result, Snapshot.named("rules check"))
    }

    /// Spoils the first place at which a file has `old`.
    private static func edit(_ path: String, _ old: String, _ new: String) throws {
        var text = try String(contentsOfFile: path, encoding: .utf8)
        let range = try #require(text.range(of: old))
        text.replaceSubrange(range, with: new)
        try text.write(toFile: path, atomically: false, encoding: .utf8)
    }

    private func expect(
        _ result: Program.Result, _ snapshot: Snapshot,
        sourceLocation: SourceLocation = #_sourceLocation,
    ) throws {
        let text = """
            exit code \(result.exitCode)
            --- standard output
            \(result.output)--- standard error
            \(result.errors)
            """
        #expect(try snapshot.compare(text), sourceLocation: sourceLocation)
    }
}
