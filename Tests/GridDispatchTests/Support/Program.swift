import Foundation

/// The real executable, as a person runs it.
enum Program {
    /// Beside the test bundle, where the package manager puts what it builds.
    static let path = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "griddispatch").path

    static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    /// The county that ships with the product.
    static let kaihua = repository.appending(path: "Rules/kaihua").path

    /// What a finished run has left.
    struct Result: Hashable {
        let output: String
        let errors: String
        let exitCode: Int32
    }

    /// Runs it to its end.
    static func run(
        _ arguments: [String], environment: [String: String] = [:],
    ) async throws -> Result {
        let folder = try TemporaryFolder()
        let process = try Child(arguments, in: folder.path, environment: environment)
        let exitCode = await process.end()
        return Result(
            output: try process.output(), errors: try process.errors(), exitCode: exitCode)
    }
}

/// A folder that is there for one test and gone after it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/griddispatch-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func file(_ name: String) -> String { path + "/" + name }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
