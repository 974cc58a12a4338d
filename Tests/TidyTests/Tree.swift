import Foundation

/// The repository's own files, as text.
struct Tree {
    /// One file.
    struct File {
        /// Relative to the repository's root, with `/` between the parts.
        let path: String
        let text: String
        /// The text without comments and literals; empty where it is not Swift.
        let code: SwiftCode

        init(path: String, text: String) {
            self.path = path
            self.text = text
            code = SwiftCode(path.hasSuffix(".swift") ? text : "")
        }

        /// The lines, without the line ends.
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

        /// The module that the file belongs to, if it is one of `Sources` or `Tests`.
        var module: String? {
            let parts = path.split(separator: "/")
            guard parts.count > 2, parts[0] == "Sources" || parts[0] == "Tests" else { return nil }
            return String(parts[1])
        }
    }

    /// The repository's root, found from this file even where it is reached over a symbolic link.
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every text file of the repository that is not built, fetched or hidden, by path.
    static let files = (hidden + paths(in: ""))
        .sorted().compactMap(read)

    private static let hidden =
        [".ci/run", ".ci/prerequisites", ".ci/browser-tests", "Makefile", "Benchmarks/run"]

    /// Whether there is a file or folder at `path`, relative to the root.
    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    private static let extensions: Set<String> = [
        "swift", "md", "yaml", "yml", "json", "csv", "html", "css", "js", "sh", "py", "h",
        "modulemap", "txt",
    ]

    private static func paths(in folder: String) -> [String] {
        let url = folder.isEmpty ? root : root.appending(path: folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            let entry = url.appending(path: name)
            let isFolder = try? entry.resourceValues(forKeys: [.isDirectoryKey]).isDirectory
            if isFolder == true { return paths(in: path) }
            return extensions.contains((name as NSString).pathExtension) ? [path] : []
        }
    }

    private static func read(_ path: String) -> File? {
        guard let data = try? Data(contentsOf: root.appending(path: path)), data.count < 2_000_000
        else { return nil }
        return File(path: path, text: String(decoding: data, as: UTF8.self))
    }
}

extension [Tree.File] {
    /// Those that are Swift.
    var swift: [Tree.File] { filter { $0.path.hasSuffix(".swift") } }

    /// Those below `Sources`.
    var sources: [Tree.File] { filter { $0.path.hasPrefix("Sources/") } }
}
