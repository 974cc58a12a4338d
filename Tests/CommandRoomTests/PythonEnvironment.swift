import Foundation

/// A virtual environment of Python with one package of PyPI, made anew and deleted when it is ended.
struct PythonEnvironment: Sendable {
    private let folder: String

    /// Makes it; nil where there is no Python with venv, or no PyPI.
    init?(with package: String) async {
        folder = NSTemporaryDirectory() + "python-\(UUID().uuidString)"
        let isMade = await Self.run("/usr/bin/env", ["python3", "-m", "venv", folder]) != nil
        let arguments = [
            "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-cache-dir",
            "--retries", "0", "--timeout", "20", package,
        ]
        guard isMade, await Self.run(folder + "/bin/python", arguments) != nil else {
            end()
            return nil
        }
    }

    /// Runs a program and gives what it writes; nil if it fails.
    func run(_ program: String, _ arguments: String...) async -> [UInt8]? {
        await Self.run(folder + "/bin/python", ["-c", program] + arguments)
    }

    /// Deletes it.
    func end() {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Waits on a thread of its own; Swift's pool has few and must not be blocked.
    private static func run(_ program: String, _ arguments: [String]) async -> [UInt8]? {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let process = Process()
                let output = Pipe()
                process.executableURL = URL(filePath: program)
                process.arguments = arguments
                process.standardOutput = output
                process.standardError = FileHandle.nullDevice
                do {
                    try process.run()
                } catch {
                    return continuation.resume(returning: nil)
                }
                let written = Array(output.fileHandleForReading.readDataToEndOfFile())
                process.waitUntilExit()
                continuation.resume(returning: process.terminationStatus == 0 ? written : nil)
            }
        }
    }
}
