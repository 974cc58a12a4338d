import Foundation
import Synchronization

/// A process of the program, started by a test and ended by it.
final class Child: Sendable {
    private struct State {
        var isFinished = false
        var exitCode: Int32 = 0
        var waiting: [CheckedContinuation<Int32, Never>] = []
    }

    let identifier: pid_t
    private let outputFile: String
    private let errorFile: String
    private let state: Mutex<State>

    /// Starts it; its output goes to files in `folder`.
    init(
        _ arguments: [String], in folder: String, environment: [String: String] = [:],
    ) throws {
        let name = UUID().uuidString
        outputFile = "\(folder)/\(name).out"
        errorFile = "\(folder)/\(name).err"
        for file in [outputFile, errorFile] { try Data().write(to: URL(filePath: file)) }
        let process = Process()
        process.executableURL = URL(filePath: Program.path)
        process.arguments = arguments
        var variables = ProcessInfo.processInfo.environment
        variables["GRIDDISPATCH_KEY"] = nil
        variables["COLUMNS"] = "80"
        process.environment = variables.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: outputFile)
        process.standardError = FileHandle(forWritingAtPath: errorFile)
        state = Mutex(State())
        try process.run()
        identifier = process.processIdentifier
        // A thread of its own: waiting must not hold up the tests beside it.
        Thread.detachNewThread { [self] in
            process.waitUntilExit()
            let signal = process.terminationReason == .uncaughtSignal
            finish(signal ? -process.terminationStatus : process.terminationStatus)
        }
    }

    /// Sends a signal, unless it has ended.
    func send(_ signal: Int32) {
        state.withLock { if !$0.isFinished { kill(identifier, signal) } }
    }

    /// Waits for its end; a signal that ended it is told as a negative number.
    func end() async -> Int32 {
        await withCheckedContinuation { continuation in
            let exitCode: Int32? = state.withLock { state in
                if !state.isFinished { state.waiting.append(continuation) }
                return state.isFinished ? state.exitCode : nil
            }
            if let exitCode { continuation.resume(returning: exitCode) }
        }
    }

    /// Whether it has ended.
    var isFinished: Bool { state.withLock { $0.isFinished } }

    /// What it has written so far to its standard output.
    func output() throws -> String { try String(contentsOfFile: outputFile, encoding: .utf8) }

    /// What it has written so far to its standard error.
    func errors() throws -> String { try String(contentsOfFile: errorFile, encoding: .utf8) }

    private func finish(_ exitCode: Int32) {
        let waiting = state.withLock { state in
            state.isFinished = true
            state.exitCode = exitCode
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: exitCode) }
    }

    deinit {
        send(SIGKILL)
    }
}
