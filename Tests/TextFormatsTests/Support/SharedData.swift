import Foundation

/// The folder of public test data beside the repository, which not every machine has.
enum SharedData {
    static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "../../../../shared/data").standardizedFileURL

    static func isPresent(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: path).path)
    }

    static func bytes(of path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: folder.appending(path: path)))
    }

    /// The names of the files in `path`, sorted; none if there is no such folder.
    static func files(in path: String, suffix: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(
            atPath: folder.appending(path: path).path)
        return (names ?? []).filter { $0.hasSuffix(suffix) }.sorted()
    }
}
