import Foundation

/// The log's file and the lock beside it, held by one process at a time.
final class LogFile: Sendable {
    let path: String
    private let lock: Int32

    /// Takes the lock, and makes the file if there is none.
    ///
    /// - Throws: ``EventLogError/Code/locked`` if another process, or another log of this process,
    ///   has it; ``EventLogError/Code/readOnly`` if the folder may not be written.
    init(_ path: String) throws(EventLogError) {
        self.path = path
        let lockPath = path + ".lock"
        lock = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw .system("open the lock", lockPath) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            let isHeld = errno == EWOULDBLOCK
            let failure = EventLogError.system("take the lock", lockPath)
            _ = Foundation.close(lock)
            guard isHeld else { throw failure }
            throw EventLogError(
                .locked, "Another process has the log \(path) open. Stop it first.")
        }
        do {
            try Self.create(path)
        } catch {
            _ = Foundation.close(lock)
            throw error
        }
    }

    deinit {
        _ = Foundation.close(lock)
    }

    /// Makes an empty file that only its owner may read, durably; leaves one that exists.
    private static func create(_ path: String) throws(EventLogError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system("open the log", path) }
        defer { _ = Foundation.close(descriptor) }
        let folder = open(
            URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { throw .system("open the folder of the log", path) }
        defer { _ = Foundation.close(folder) }
        guard fsync(folder) == 0 else { throw .system("make the log durable", path) }
    }
}
