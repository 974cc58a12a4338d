import Glibc

/// Reads files that may be missing, huge, or no files at all.
enum BoundedFile {
    /// Why a file could not be read.
    enum Failure: Error, Hashable {
        case missing
        case notRegular
        case system(String)
        case tooLarge(limit: Int)
        /// The place is that of the first byte that is none.
        case notUTF8(TextEncoding.NotText)
        /// In no encoding in which a table may be.
        case notText(TextEncoding.NotText)
    }

    /// The bytes of the file at `path`, if they are not more than `limit`.
    static func read(_ path: String, upTo limit: Int) throws(Failure) -> [UInt8] {
        // Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure() }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure() }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
        guard status.st_size <= limit else { throw .tooLarge(limit: limit) }
        // The file may grow while it is read, so the size is not trusted.
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count >= 0 else { throw failure() }
            guard count > 0 else { return bytes }
            bytes += buffer.prefix(count)
            guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
        }
    }

    private static func failure() -> Failure {
        errno == ENOENT ? .missing : .system(String(cString: strerror(errno)))
    }
}

extension BoundedFile.Failure {
    /// The failure for bytes that are not UTF-8.
    static func notUTF8(in bytes: [UInt8]) -> Self {
        .notUTF8(
            TextEncoding.utf8.firstFault(in: bytes) ?? .unknown)
    }
}
