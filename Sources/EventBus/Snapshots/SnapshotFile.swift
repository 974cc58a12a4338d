import Crypto
import Foundation

/// A file beside a log with what was made of it up to one of its records.
///
/// It is never needed: whoever reads it must be able to do without. It holds nothing personal, so
/// forgetting does not concern it.
public struct SnapshotFile: Sendable {
    /// What is in the file.
    public struct Content: Hashable, Sendable {
        /// The last record of which it was made.
        public let offset: Offset
        /// The hash of that record, by which it is known to be of this log.
        public let hash: ChainHash
        /// What was made of the log.
        public let payload: [UInt8]

        /// A content.
        public init(offset: Offset, hash: ChainHash, payload: [UInt8]) {
            self.offset = offset
            self.hash = hash
            self.payload = payload
        }
    }

    /// Why a file is of no use.
    public enum Fault: Error, Hashable, Sendable {
        /// It is no snapshot, or not whole.
        case damaged
        /// It was written by a program with another form of its state.
        case otherVersion
    }

    private static let mark = Array("GDSTATE1".utf8)
    private static let headLength = 8 + 4 + 8 + ChainHash.byteCount

    /// The path of the file.
    public let path: String
    private let version: UInt32

    /// The file at `path` for states of the form `version`.
    public init(path: String, version: UInt32) {
        self.path = path
        self.version = version
    }

    /// Writes the file in place of the one before, durably and all or nothing.
    ///
    /// - Throws: An error of the file system; the one before is then still there.
    public func write(_ content: Content) throws {
        var bytes = Self.mark
        withUnsafeBytes(of: version.littleEndian) { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: content.offset.value.littleEndian) { bytes.append(contentsOf: $0) }
        content.hash.withUnsafeBytes { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: content.payload)
        bytes.append(contentsOf: SHA256.hash(data: bytes))
        let temporary = path + ".new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteNoPermission) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try file.write(contentsOf: bytes)
        try file.synchronize()
        try file.close()
        guard rename(temporary, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    /// What is in the file, or nil if there is none.
    ///
    /// - Throws: ``Fault`` if it is of no use.
    public func read() throws(Fault) -> Content? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let digestStart = data.count - SHA256.byteCount
        guard digestStart >= Self.headLength, data.starts(with: Self.mark) else { throw .damaged }
        let head = Array(data[8..<Self.headLength])
        guard number(head[0..<4]) == UInt64(version) else { throw .otherVersion }
        guard data[digestStart...].elementsEqual(SHA256.hash(data: data[..<digestStart])),
            let hash = head[12...].withUnsafeBytes({ ChainHash($0) })
        else { throw .damaged }
        return Content(
            offset: Offset(Int64(bitPattern: number(head[4..<12]))), hash: hash,
            payload: Array(data[Self.headLength..<digestStart]))
    }

    private func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
