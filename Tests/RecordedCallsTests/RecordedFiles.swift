import Foundation
import RecordedCalls

/// Where the tests find the repository's files and put their own.
enum RecordedFiles {
    /// The folder above `Tests`.
    static let repository = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The recorded calls that are shared beside the repository.
    static let shared = repository.appending(path: "../shared/data/calls").standardizedFileURL

    /// Whether the shared calls are there.
    static var hasShared: Bool {
        FileManager.default.fileExists(atPath: shared.appending(path: "expected_stats.json").path)
    }

    /// The path of a shipped mapping.
    static func mapping(_ name: String) -> String {
        repository.appending(path: "Simulations/\(name)/mapping.yaml").path
    }

    /// Calls `body` with the path of a file of these bytes, and removes it.
    static func with<Result>(
        _ bytes: [UInt8], named name: String = "calls.csv", _ body: (String) throws -> Result,
    ) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "recorded-calls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: name)
        try Data(bytes).write(to: file)
        return try body(file.path)
    }

    /// The report of a text that is read with the San Francisco mapping.
    static func replay(
        _ text: String, by columns: [String] = [], limits: ReplayLimits = .standard,
    ) throws -> ReplayReport {
        try with(Array(text.utf8)) {
            try RecordedReplay.run(
                input: $0, mapping: mapping("sf-fire"), by: columns, limits: limits)
        }
    }
}
