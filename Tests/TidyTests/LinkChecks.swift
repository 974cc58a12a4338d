import Foundation

/// Links and paths in the documents that lead nowhere.
enum LinkChecks {
    /// The folders whose paths are checked wherever a document names them in code style.
    private static let folders = [
        "Sources", "Tests", "docs", "Rules", "Simulations", "Benchmarks", ".ci",
    ]

    /// What is wrong with the links and paths of `document`.
    static func document(_ document: Tree.File, exists: (String) -> Bool) -> [Finding] {
        var findings: [Finding] = []
        for (index, line) in document.lines.enumerated() {
            let missing =
                links(in: line).map { resolve($0, from: document.path) }
                + paths(in: line)
            for path in missing where !exists(path) {
                findings.append(
                    Finding(
                        path: document.path, line: index + 1, sentence: "there is no \(path)"))
            }
        }
        return findings
    }

    /// The targets of the Markdown links of a line that stay in the repository.
    private static func links(in line: Substring) -> [String] {
        line.matches(of: /\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/).compactMap { match in
            let target = match.output.1.prefix { $0 != "#" }
            let isElsewhere = target.contains("://") || target.hasPrefix("mailto:")
            return target.isEmpty || isElsewhere
                ? nil : target.removingPercentEncoding ?? String(target)
        }
    }

    /// The paths that a line names in code style; patterns and placeholders are left alone.
    private static func paths(in line: Substring) -> [String] {
        line.matches(of: /`([^`\s]+)`/).compactMap { match in
            let path = match.output.1.prefix { $0 != ":" && $0 != "#" }
            let isPattern = path.contains { "<>{}*…|$()".contains($0) } || path.contains("NAME")
            guard !isPattern, folders.contains(where: { path.hasPrefix("\($0)/") }) else {
                return nil
            }
            return String(path)
        }
    }

    /// A link's target relative to the root.
    private static func resolve(_ target: String, from document: String) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var parts = document.split(separator: "/").dropLast().map(String.init)
        for part in target.split(separator: "/") {
            switch part {
            case ".": continue
            case ".." where !parts.isEmpty: parts.removeLast()
            default: parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }
}
