import Foundation
import Synchronization

/// A process of the program, started by a test and ended with it, or after five minutes, at the latest.
final class Child: Sendable {
    let identifier: pid_t
    private static let longest = 300.0
    private let outputFile: String
    private let errorFile: String
    private let ending = Ending()

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
        try process.run()
        identifier = process.processIdentifier
        // A thread of its own: waiting must not hold up the tests beside it.
        Thread.detachNewThread { [ending] in
            process.waitUntilExit()
            let signal = process.terminationReason == .uncaughtSignal
            ending.come(signal ? -process.terminationStatus : process.terminationStatus)
        }
        // Whoever waits for one that hangs learns that it was killed, and waits no more.
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.longest) { [weak self] in
            self?.send(SIGKILL)
        }
    }

    /// Sends a signal, unless it has ended.
    func send(_ signal: Int32) {
        if !isFinished { kill(identifier, signal) }
    }

    /// Waits for its end; a signal that ended it is told as a negative number.
    func end() async -> Int32 { await ending.exitCode }

    /// Whether it has ended.
    var isFinished: Bool { ending.hasCome }

    /// What it has written so far to its standard output.
    func output() throws -> String { try String(contentsOfFile: outputFile, encoding: .utf8) }

    /// What it has written so far to its standard error.
    func errors() throws -> String { try String(contentsOfFile: errorFile, encoding: .utf8) }

    deinit {
        send(SIGKILL)
    }
}

/// The end of a process, for which several may wait.
private final class Ending: Sendable {
    private struct State {
        var exitCode: Int32?
        var waiting: [CheckedContinuation<Int32, Never>] = []
    }

    private let state = Mutex(State())

    var hasCome: Bool { state.withLock { $0.exitCode != nil } }

    var exitCode: Int32 {
        get async {
            await withCheckedContinuation { continuation in
                let exitCode = state.withLock { state in
                    if state.exitCode == nil { state.waiting.append(continuation) }
                    return state.exitCode
                }
                if let exitCode { continuation.resume(returning: exitCode) }
            }
        }
    }

    func come(_ exitCode: Int32) {
        let waiting = state.withLock { state in
            state.exitCode = exitCode
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: exitCode) }
    }
}
