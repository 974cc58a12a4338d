import Testing

/// Each check of ``TidyTests`` on a planted sample: a check that finds nothing proves nothing
/// otherwise.
struct TidyCanaryTests {
    func file(_ text: String, at path: String = "Sources/Core/Sample.swift") -> Tree.File {
        Tree.File(path: path, text: text)
    }

    @Test func `a long file is found, and one that just fits is not`() {
        let line = "let x = 1\n"
        #expect(SizeChecks.file(file(String(repeating: line, count: 500))) == [])
        let long = SizeChecks.file(file(String(repeating: line, count: 501)))
        #expect(long.map(\.line) == [501])
    }

    @Test func `a long function is found, and one that just fits is not`() {
        func function(_ lines: Int, _ head: String = "func f(a: Int = { 1 }()) -> Int") -> String {
            "struct S {\n  \(head) {\n"
                + String(repeating: "    let text = \"} \\(g(\"}\")) {\"\n", count: lines - 2)
                + "  }\n  let x = 1\n}\n"
        }
        #expect(SizeChecks.functions(file(function(70))) == [])
        #expect(SizeChecks.functions(file(function(71))).map(\.line) == [2])
        for head in ["init?(a: Int) throws(E)", "deinit", "subscript(i: Int) -> Int"] {
            #expect(SizeChecks.functions(file(function(71, head))).map(\.line) == [2], "\(head)")
        }
    }

    @Test func `only functions are measured`() {
        let source = """
            protocol P {
                func one(a: Int) -> Int
                init()
            }
            // func inAComment() {
            /* func /* nested */ inAComment() { */
            let text = "func inAString() {"
            let raw = #"func inARawString() { " "#
            extension S {
                init(a: Int) {
                    self.init()
                    try Self.init(b: 1)
                }
                func wrapped<T>(
                    _ closure: (T) -> Void,
                ) -> Int
                where T: P {
                    1
                }
            }
            """
        let lengths = SizeChecks.functionLengths(SwiftCode(source))
        #expect(lengths.map(\.line) == [10, 14])
        #expect(lengths.map(\.lines) == [4, 6])
    }

    @Test(arguments: [
        "let now = Date()", "let now = Date.now", "let n = Int.random(in: 1...6)",
        "let n = Int.random(in: f(1)...g(2))", "let n = list.randomElement()",
        "let n = list.shuffled()", "let id = UUID()", "func f() async {}", "await f()",
        "Task { f() }", "Task.detached { f() }", "public actor Store {", "let m = Mutex(1)",
        "let l = NSLock()", "class C: @unchecked Sendable {}", "print(1)",
        "let c = ContinuousClock()", "public import Foundation", "import Foundation",
        "nonisolated(unsafe) var x = 1", "let m = FileManager.default",
        "let text = \"\\(Date())\"",
    ])
    func `a word that is not for the core is found`(line: String) {
        #expect(WordChecks.core(file("\n\(line)\n")).map(\.line) == [2])
    }

    @Test(arguments: [
        "let n = Int.random(in: 1...6, using: &generator)", "// Date() is not for us",
        "let n = UInt64.random(in: f(1)...g(2), using: &generator)", "let text = \"Date()\"",
        "let date = CivilDate(daysSinceEpoch: 1)", "case asynchronous", "let task = Task2",
        "let actor: Actor", "n.random(using: &generator)", "fingerprint(1)", "let mutexes = 1",
        "func update(now: Instant) {}", "list.shuffled(using: &generator)",
    ])
    func `a word that only looks like it is not`(line: String) {
        #expect(WordChecks.core(file("\n\(line)\n")) == [])
    }

    @Test func `a path of one machine is found, and a route is not`() {
        let home = ["home", "Users", "root", "work"].map { "/\($0)/li/x" }
        for path in home {
            for line in [path, "see `\(path)`", "(\(path))", "file=\(path)", "\"\(path)\""] {
                #expect(WordChecks.paths(file("\n\(line)")).map(\.line) == [2], "\(line)")
            }
        }
        for route in ["https://example.org\(home[0])", "a\(home[1])", "/api\(home[3])"] {
            #expect(WordChecks.paths(file(route)) == [], "\(route)")
        }
    }

    @Test func `a dead link and a dead path are found, and live ones are not`() {
        let text = """
            [alive](ARCHITECTURE.md#map), [alive](../README.md "title"), [web](https://a.example/b)
            [here](#anchor), `docs/ARCHITECTURE.md`, `Sources/<Module>/…`, `Tests/*/X.swift`
            [dead](GONE.md) and `docs/GONE.md`
            ![dead](../pictures/board.png)
            `Sources/Governance/Incident.swift:12`
            """
        let alive: Set = ["docs/ARCHITECTURE.md", "README.md"]
        let findings = LinkChecks.document(
            file(text, at: "docs/README.md"), exists: alive.contains)
        #expect(
            findings.map(\.description) == [
                "docs/README.md:3: there is no docs/GONE.md",
                "docs/README.md:3: there is no docs/GONE.md",
                "docs/README.md:4: there is no pictures/board.png",
                "docs/README.md:5: there is no Sources/Governance/Incident.swift",
            ])
    }

    @Test func `an arrow that is not in Package.swift is found`() {
        let arrows = Arrows(
            manifest: """
                let core: [Target] = [
                    room("Core", []),
                    room("Rules", ["Core"]),
                ]
                let shell: [Target] = [
                    room(
                        "Log",
                        [
                            "Core", grdb,
                        ]),
                    .executableTarget(
                        name: "tool", dependencies: ["Log", argumentParser]),
                    .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
                ]
                let support: Target.Dependency = "Core"
                let testing: [Target] = [
                    tests("Rules", [support]), .testTarget(name: "TidyTests"),
                    // tests("Log", ["Core"]),
                ]
                """)
        #expect(arrows.core == ["Core", "Rules"])
        #expect(
            arrows.dependencies == [
                "Core": [], "Rules": ["Core"], "Log": ["Core", "grdb"],
                "tool": ["Log", "argumentParser"], "CZlib": [], "RulesTests": ["Core", "Rules"],
                "TidyTests": [],
            ])
        func findings(_ path: String, _ imports: String) -> [String] {
            arrows.check(file(imports, at: path)).map(\.sentence)
        }
        #expect(findings("Sources/Rules/A.swift", "public import Core\nimport Glibc") == [])
        #expect(findings("Sources/Log/A.swift", "import GRDB\n// import Rules") == [])
        #expect(findings("Tests/RulesTests/A.swift", "@testable import Rules") == [])
        #expect(
            findings("Sources/Core/A.swift", "internal import Rules")
                == ["Core may not look into Rules"])
        #expect(
            findings("Sources/Core/A.swift", "import GRDB") == ["Core may not look into GRDB"])
        #expect(
            findings("Sources/tool/A.swift", "import struct CZlib.z") == [
                "tool may not look into CZlib"
            ])
        #expect(
            findings("Sources/Attic/A.swift", "import Core") == [
                "Package.swift knows no module Attic"
            ])
    }
}
