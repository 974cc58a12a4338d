import Foundation

/// The size of a file in bytes, or nil if there is none.
func fileSize(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
}

/// A small disk of its own in memory, which can be filled and made read-only; needs root.
struct SmallDisk: ~Copyable {
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

    func remount(readOnly: Bool) throws {
        let flags = MS_REMOUNT | (readOnly ? MS_RDONLY : 0)
        try Self.check(mount("tmpfs", folder.path, "tmpfs", UInt(flags), nil))
    }

    /// Fills the disk but for so many bytes, with a file that can be deleted again.
    func fill(leaving bytes: Int) throws {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { throw CocoaError(.fileReadUnknown) }
        let free = Int(status.f_bavail) * Int(status.f_frsize)
        let filler = Data(count: max(0, free - bytes))
        try filler.write(to: URL(fileURLWithPath: file("filler")))
    }

    func empty() throws {
        try FileManager.default.removeItem(atPath: file("filler"))
    }

    deinit {
        umount2(folder.path, Int32(MNT_DETACH))
    }

    private static func check(_ result: Int32) throws {
        guard result == 0 else { throw CocoaError(.fileWriteNoPermission) }
    }
}
