import Testing

/// The tree as it must be kept; what is said here of the whole tree is tried on a planted sample in
/// ``TidyCanaryTests``.
struct TidyTests {
    let arrows: Arrows

    init() throws {
        let manifest = try #require(Tree.files.first { $0.path == "Package.swift" })
        arrows = Arrows(manifest: manifest.text)
    }

    @Test func `the tree is found`() {
        #expect(Tree.exists("Package.swift"))
        #expect(Tree.files.sources.swift.count > 100)
        #expect(arrows.core.isSuperset(of: ["Governance", "DispatchCore", "CEL"]))
        #expect(arrows.dependencies["DispatchCore"]?.contains("Governance") == true)
    }

    @Test func `no file is longer than can be read at a go`() {
        let written = Tree.files.filter { file in
            ["swift", "js", "css", "html", "sh", "py"].contains { file.path.hasSuffix(".\($0)") }
                && !file.path.contains("/Generated/")
        }
        #expect(written.flatMap(SizeChecks.file) == [])
    }

    @Test func `no function is longer than a page`() {
        let written = Tree.files.swift.filter { !$0.path.contains("/Generated/") }
        #expect(written.flatMap(SizeChecks.functions) == [])
    }

    @Test func `the core names no clock, chance, lock, task or file`() {
        let core = Tree.files.sources.swift.filter { arrows.core.contains($0.module ?? "") }
        #expect(!core.isEmpty)
        #expect(core.flatMap(WordChecks.core) == [])
    }

    @Test func `every exception for Foundation in the core is still one`() {
        for path in WordChecks.foundationInCore.keys { #expect(Tree.exists(path)) }
    }

    @Test func `no file names a path of one machine`() {
        #expect(Tree.files.flatMap(WordChecks.paths) == [])
    }

    @Test func `the documents' links and paths lead somewhere`() {
        let documents = Tree.files.filter { $0.path.hasSuffix(".md") }
        #expect(
            documents.flatMap { LinkChecks.document($0, exists: Tree.exists) } == [])
    }

    @Test func `every module is in Package.swift and looks only where its arrows point`() {
        let files = Tree.files.swift.filter { $0.module != nil }
        #expect(files.flatMap(arrows.check) == [])
    }
}
