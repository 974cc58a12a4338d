import Foundation
import Gzip

/// A file that is read from its beginning to its end, plain or gzip.
struct InputFile {
    /// Why a file cannot be read.
    enum Fault: Error, Hashable {
        /// The system says no, in these words.
        case unreadable(String)
        /// The compressed data is damaged.
        case inflation(GzipInflater.Fault)
    }

    private static let chunkSize = 1 << 16
    private static let gzipMagic: [UInt8] = [0x1F, 0x8B]

    private let descriptor: CInt

    /// Reads the file at `path` and hands it to `take` in pieces of 64 KiB at most.
    ///
    /// Whether it is gzip is told by its first two bytes, not by its name.
    /// - Throws: ``Fault``, or what `take` throws.
    static func read(_ path: String, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Fault.unreadable(reason()) }
        defer { close(descriptor) }
        try InputFile(descriptor: descriptor).read(take)
    }

    private func read(_ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        var buffer = [UInt8](repeating: 0, count: Self.chunkSize)
        var count = try fill(&buffer)
        guard buffer[..<count].starts(with: Self.gzipMagic) else {
            while count > 0 {
                try Self.hand(on: buffer, count, take)
                count = try fill(&buffer)
            }
            return
        }
        do {
            let inflater = try GzipInflater()
            while count > 0 {
                try Self.hand(on: buffer, count) { try inflater.inflate($0, take) }
                count = try fill(&buffer)
            }
            try inflater.finish()
        } catch let fault as GzipInflater.Fault {
            throw Fault.inflation(fault)
        }
    }

    private static func hand(
        on buffer: [UInt8], _ count: Int, _ take: (UnsafeRawBufferPointer) throws -> Void,
    ) throws {
        try buffer.withUnsafeBytes { try take(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }

    /// Fills the buffer as far as the file goes; gives back how far that is, 0 at the end.
    private func fill(_ buffer: inout [UInt8]) throws(Fault) -> Int {
        var filled = 0
        while filled < buffer.count {
            let count = buffer.withUnsafeMutableBytes { bytes in
                Foundation.read(
                    descriptor, bytes.baseAddress?.advanced(by: filled), bytes.count - filled)
            }
            if count == 0 { break }
            if count > 0 {
                filled += count
            } else if errno != EINTR {
                throw .unreadable(Self.reason())
            }
        }
        return filled
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
