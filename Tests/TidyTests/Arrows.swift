/// The modules of the package and what each may look into, as `Package.swift` states them.
struct Arrows {
    /// The modules that are named in the list `core`.
    let core: Set<String>
    /// The modules of this package that each module names, by its own name.
    let dependencies: [String: Set<String>]

    /// The arrows in the text of `Package.swift`.
    init(manifest text: String) {
        let manifest = Self.withoutComments(text)
        let aliases = Self.aliases(in: manifest)
        func names(in list: Substring) -> Set<String> {
            Set(
                list.matches(of: /(\w+)/).map { String($0.output.1) }
                    .map { aliases[$0] ?? $0 })
        }
        var dependencies: [String: Set<String>] = [:]
        let patterns = [
            /room\(\s*"(\w+)",\s*\[([^\]]*)\]/,
            /(?:executableTarget|target)\(\s*name:\s*"(\w+)",\s*dependencies:\s*\[([^\]]*)\]/,
            /systemLibrary\(\s*name:\s*"(\w+)"()/,
        ]
        for pattern in patterns {
            for match in manifest.matches(of: pattern) {
                dependencies[String(match.output.1)] = names(in: match.output.2)
            }
        }
        for match in manifest.matches(of: /tests\(\s*"(\w+)",\s*\[([^\]]*)\]/) {
            let room = String(match.output.1)
            dependencies["\(room)Tests"] = names(in: match.output.2).union([room])
        }
        for match in manifest.matches(
            of: /testTarget\(\s*name:\s*"(\w+)"(?:,\s*dependencies:\s*\[([^\]]*)\])?/)
        {
            dependencies[String(match.output.1)] = names(in: match.output.2 ?? "")
        }
        self.dependencies = dependencies
        let list = manifest.firstMatch(of: /let core: \[Target\] = \[([\s\S]*?)\n\]/)?.output.1
        core = Set((list ?? "").matches(of: /room\(\s*"(\w+)"/).map { String($0.output.1) })
    }

    /// What is wrong with the imports of `file`, a Swift file of `Sources` or `Tests`.
    func check(_ file: Tree.File) -> [Finding] {
        guard let module = file.module else { return [] }
        guard let allowed = dependencies[module] else {
            return [
                Finding(
                    path: file.path, line: 1,
                    sentence: "Package.swift knows no module \(module)")
            ]
        }
        return file.code.lines.enumerated().compactMap { index, line in
            guard line.contains("import"),
                let match = line.firstMatch(
                    of: /\bimport\s+(?:struct\s+|enum\s+|func\s+)?(\w+)/)
            else { return nil }
            let name = String(match.output.1)
            let isOurs = dependencies[name] != nil
            let isSystem = ["Foundation", "Glibc", "Testing"].contains(name)
            let isOutside = core.contains(module) && !core.contains(name) && !isSystem
            guard isOurs && !allowed.contains(name) || isOutside else { return nil }
            return Finding(
                path: file.path, line: index + 1,
                sentence: "\(module) may not look into \(name)")
        }
    }

    private static func withoutComments(_ text: String) -> String {
        text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
            .joined(separator: "\n")
    }

    /// Modules that the manifest calls by another name, as in `let support = "GridTesting"`.
    private static func aliases(in manifest: String) -> [String: String] {
        let pattern = /let (\w+)(?::\s*Target\.Dependency)?\s*=\s*"(\w+)"/
        return Dictionary(
            manifest.matches(of: pattern).map { (String($0.output.1), String($0.output.2)) },
            uniquingKeysWith: { $1 })
    }
}
