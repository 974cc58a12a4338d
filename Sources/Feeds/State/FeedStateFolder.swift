public import FeedCore
import Glibc
import Governance

/// Keeps the memory of feeds in a folder, a file each.
///
/// A file is replaced as a whole or not at all, whenever the machine stops, and the folder is
/// locked while one is changed, so that two programs may poll one feed at once.
public struct FeedStateFolder: Sendable {
    /// Why a memory cannot be read or kept.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// What failed, where, and what to do.
        public let description: String
    }

    private let path: String

    /// The folder at `path`, which is made when it is first needed.
    public init(_ path: String) {
        self.path = path
    }

    /// The memory of a feed; empty for one that was never taken.
    public func memory(of feed: String) throws(Failure) -> FeedMemory {
        let file = try self.file(of: feed)
        guard let bytes = try Self.read(file) else { return FeedMemory() }
        do throws(MemoryFault) {
            return try FeedMemory(lines: bytes)
        } catch {
            throw Failure(
                description: "\(file):\(error.line): \(error.message); move the file away to "
                    + "begin anew")
        }
    }

    /// Keeps the memory of a feed in place of what was known; it is durable when this returns.
    public func keep(_ memory: FeedMemory, of feed: String) throws(Failure) {
        let lock = try lock()
        defer { close(lock) }
        try write(memory.lines, to: try file(of: feed))
    }

    /// Changes the memory of a feed; it is durable when this returns.
    public func update<Result>(
        _ feed: String, _ change: (inout FeedMemory) -> Result,
    ) throws(Failure) -> Result {
        let lock = try lock()
        defer { close(lock) }
        var memory = try memory(of: feed)
        let result = change(&memory)
        try write(memory.lines, to: try file(of: feed))
        return result
    }

    private func file(of feed: String) throws(Failure) -> String {
        // A name of a data item may have levels; the tilde is in no name.
        guard let name = DataItem.ID(feed)?.name.replacing("/", with: "~"), !name.hasPrefix(".")
        else {
            throw Failure(
                description: "'\(feed)' is not the name of a feed: up to 64 of a-z, 0-9, - _ / .")
        }
        return "\(path)/\(name).jsonl"
    }

    private func lock() throws(Failure) -> Int32 {
        try make(path)
        let descriptor = open("\(path)/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw Self.failure("open", "\(path)/.lock") }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                close(descriptor)
                throw Self.failure("lock", "\(path)/.lock")
            }
        }
        return descriptor
    }

    /// Makes the folder, and those that it lies in.
    private func make(_ path: String) throws(Failure) {
        if mkdir(path, 0o750) == 0 || errno == EEXIST { return }
        let outer = path.lastIndex(of: "/").map { path[..<$0] } ?? ""
        guard errno == ENOENT, !outer.isEmpty else { throw Self.failure("make", path) }
        try make(String(outer))
        guard mkdir(path, 0o750) == 0 || errno == EEXIST else { throw Self.failure("make", path) }
    }

    private func write(_ bytes: [UInt8], to file: String) throws(Failure) {
        let draft = file + ".new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw Self.failure("write", draft) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(
                    descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let failure = Self.failure("write", draft)
                close(descriptor)
                throw failure
            }
            written += count
        }
        let isDurable = fsync(descriptor) == 0
        guard close(descriptor) == 0, isDurable, rename(draft, file) == 0 else {
            throw Self.failure("write", file)
        }
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw Self.failure("open", path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw Self.failure("write", path) }
    }

    private static func read(_ file: String) throws(Failure) -> [UInt8]? {
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw failure("open", file) }
            return nil
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure("read", file) }
            guard count > 0 else { return bytes }
            bytes += buffer.prefix(count)
        }
    }

    private static func failure(_ verb: String, _ file: String) -> Failure {
        Failure(description: "cannot \(verb) \(file): \(String(cString: strerror(errno)))")
    }
}
