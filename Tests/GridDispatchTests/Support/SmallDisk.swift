import Foundation

/// A small disk of its own in memory, which can be filled and made read-only; needs root.
final class SmallDisk {
    /// Whether this process may mount one.
    static let isAvailable = (try? SmallDisk(megabytes: 1)) != nil

    private let folder: TemporaryFolder

    var path: String { folder.path }

    init(megabytes: Int) throws {
        let folder = try TemporaryFolder()
        try Self.check(mount("tmpfs", folder.path, "tmpfs", 0, "size=\(megabytes)m"))
        self.folder = folder
    }

    func file(_ name: String) -> String { folder.file(name) }

    /// Makes it read-only, once nobody writes to it any more: what a process that has ended had open
    /// is closed a moment later.
    func makeReadOnly() async throws {
        let flags = UInt(MS_REMOUNT | MS_RDONLY)
        while mount("tmpfs", path, "tmpfs", flags, nil) != 0 {
            try Self.check(errno == EBUSY ? 0 : -1)
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Fills the disk but for so many bytes, with a file that can be deleted again.
    func fill(leaving bytes: Int) throws {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { throw CocoaError(.fileReadUnknown) }
        let free = Int(status.f_bavail) * Int(status.f_frsize)
        try Data(count: max(0, free - bytes)).write(to: URL(filePath: file("filler")))
    }

    func empty() throws {
        try FileManager.default.removeItem(atPath: file("filler"))
    }

    deinit {
        umount2(path, Int32(MNT_DETACH))
    }

    private static func check(_ result: Int32) throws {
        guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }
}
