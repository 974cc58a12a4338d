import Foundation
import Synchronization

/// The log's file and the lock beside it, held by one process at a time.
///
/// The lock's file also says that a log was begun here, so that a log which was cut to nothing is
/// not taken for one that is still to be made.
final class LogFile: Sendable {
    let path: String
    private let lock: Int32
    private let isReleased = Mutex(false)

    /// Takes the lock, and makes the file if there is none.
    ///
    /// - Throws: ``EventLogError/Code/locked`` if another process, or another log of this process,
    ///   has it; ``EventLogError/Code/readOnly`` if the folder may not be written;
    ///   ``EventLogError/Code/corrupt`` if there was a log that is gone or cut short. Then nothing
    ///   was made.
    init(_ path: String) throws(EventLogError) {
        self.path = path
        try Self.requireLog(path)
        let lockPath = path + ".lock"
        lock = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw .system("open the lock", lockPath) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            let isHeld = errno == EWOULDBLOCK
            let failure = EventLogError.system("take the lock", lockPath)
            release()
            guard isHeld else { throw failure }
            throw EventLogError(
                .locked, "Another process has the log \(path) open. Stop it first.")
        }
        do {
            if isBegun { try Self.checkWhole(path) }
            try Self.create(path)
        } catch {
            release()
            throw error
        }
    }

    deinit {
        release()
    }

    /// Gives the lock up; the file must have been closed.
    func release() {
        isReleased.withLock { isReleased in
            guard !isReleased else { return }
            isReleased = true
            // Closing alone is not enough while a process that is just being started shares it.
            _ = flock(lock, LOCK_UN)
            _ = Foundation.close(lock)
        }
    }

    /// Notes that the log is complete, so that its file will be there from now on.
    func markBegun() throws(EventLogError) {
        guard !isBegun else { return }
        let mark = Array("A log was begun beside this file.\n".utf8)
        guard write(lock, mark, mark.count) == mark.count, fsync(lock) == 0 else {
            throw .system("mark the beginning of the log", path)
        }
    }

    private var isBegun: Bool {
        var status = stat()
        return fstat(lock, &status) == 0 && status.st_size > 0
    }

    /// What stands beside a log once it was begun: the mark, its snapshot and its search index.
    private static let remains = [".lock", ".state", ".search"]

    /// Refuses to begin anew where a log has been: all that people were promised is in it.
    private static func requireLog(_ path: String) throws(EventLogError) {
        // What remains is looked at first: it is made after the log is.
        guard let rest = remains.first(where: { size(of: path + $0) > 0 }), size(of: path) == 0
        else { return }
        throw EventLogError(
            .corrupt,
            """
            The log \(path) is gone or empty, though one was begun here: \(path)\(rest) is of it. \
            Restore it from a copy; or, to begin anew, move everything away whose name begins with \
            \(path).
            日志文件缺失或为空，但其旁有旧日志的文件。请从备份恢复；若要重新开始，请先移走这些文件。
            """)
    }

    /// Checks that the file, where no write-ahead log could complete it, is whole.
    private static func checkWhole(_ path: String) throws(EventLogError) {
        let byteCount = size(of: path)
        guard size(of: path + "-wal") == 0 else { return }
        let pageSize = pageSize(path)
        guard pageSize > 0, byteCount % pageSize == 0 else {
            throw EventLogError(
                .corrupt, "The log \(path) is cut short or is no log. Restore it from a copy.")
        }
    }

    /// The size of a file in bytes; 0 if there is none.
    static func size(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// The page size that the header of a database states (bytes 16 and 17), or 0.
    private static func pageSize(_ path: String) -> Int {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return 0 }
        defer { _ = Foundation.close(descriptor) }
        var header: [UInt8] = Array(repeating: 0, count: 100)
        guard read(descriptor, &header, header.count) == header.count else { return 0 }
        return Int(header[16]) << 8 | Int(header[17])
    }

    /// Makes an empty file that only its owner may read, durably; leaves one that exists.
    static func create(_ path: String) throws(EventLogError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system("open the file", path) }
        defer { _ = Foundation.close(descriptor) }
        let folder = open(
            URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { throw .system("open the folder of the file", path) }
        defer { _ = Foundation.close(folder) }
        guard fsync(folder) == 0 else { throw .system("make the file durable", path) }
    }
}
