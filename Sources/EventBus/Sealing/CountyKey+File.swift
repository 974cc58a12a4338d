import Foundation

extension CountyKey {
    /// The key in the file at `path`.
    ///
    /// - Throws: ``EventLogError/Code/keyMissing`` if there is no such file,
    ///   ``EventLogError/Code/keyWrong`` if it holds no key.
    public static func read(from path: String) throws(EventLogError) -> CountyKey {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw EventLogError(
                .keyMissing,
                "There is no county key at \(path). Put the key with which the log was begun there."
            )
        }
        guard data.count <= 1_024, let key = CountyKey(text: String(decoding: data, as: UTF8.self))
        else {
            throw EventLogError(
                .keyWrong,
                "The file \(path) holds no county key: 64 hex digits, or 32 bytes as Base64.")
        }
        return key
    }

    /// Makes a new key and writes it to a new file at `path` that only its owner may read.
    ///
    /// - Throws: ``EventLogError/Code/io`` if the file exists or cannot be written durably.
    public static func create(at path: String) throws(EventLogError) -> CountyKey {
        let key = CountyKey.random()
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system("create the county key", path) }
        defer { _ = Foundation.close(descriptor) }
        let bytes = Array((key.hexText + "\n").utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            throw .system("write the county key", path)
        }
        return key
    }
}

extension EventLogError {
    /// The failure that `errno` tells.
    static func system(_ attempt: String, _ path: String) -> EventLogError {
        let number = errno
        let reason = String(cString: strerror(number))
        let code: Code =
            switch number {
            case ENOSPC, EDQUOT: .diskFull
            case EACCES, EPERM, EROFS: .readOnly
            default: .io
            }
        return EventLogError(code, "Cannot \(attempt) at \(path): \(reason).")
    }
}
