import CZlib

/// Inflates gzip data piece by piece; several members one after another are one text (RFC 1952).
public final class GzipInflater {
    /// Why data cannot be inflated.
    public enum Fault: Error, Hashable, Sendable {
        /// The data is not gzip, or was changed.
        case damaged
        /// The data ends before the last member does.
        case cutShort
        /// zlib has no memory left.
        case outOfMemory
    }

    private static let chunkSize = 1 << 16
    // zlib's own sum of 32 bits of window plus "gzip only": 15 + 16.
    private static let gzipOnly: Int32 = 31

    // zlib keeps the address of its stream, so the stream must never move.
    private let stream: UnsafeMutablePointer<z_stream>
    private var output = [UInt8](repeating: 0, count: GzipInflater.chunkSize)
    private var isBetweenMembers = false

    /// An inflater at the start of the data.
    public init() throws(Fault) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(stream, Self.gzipOnly, ZLIB_VERSION, size) == Z_OK else {
            throw .outOfMemory
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// Inflates the next piece of the data and hands on what it holds, in pieces of 64 KiB at most.
    public func inflate(
        _ input: UnsafeRawBufferPointer, _ take: (UnsafeRawBufferPointer) throws -> Void,
    ) throws {
        let bytes = input.assumingMemoryBound(to: UInt8.self)
        stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
        stream.pointee.avail_in = UInt32(bytes.count)
        defer { stream.pointee.next_in = nil }
        repeat {
            if isBetweenMembers {
                guard stream.pointee.avail_in > 0 else { return }
                inflateReset(stream)
                isBetweenMembers = false
            }
            let produced = try inflateOnce()
            try output.withUnsafeBytes {
                try take(UnsafeRawBufferPointer(rebasing: $0[..<produced]))
            }
        } while stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0
    }

    /// Checks that the data did not end within a member.
    public func finish() throws(Fault) {
        guard isBetweenMembers else { throw .cutShort }
    }

    private func inflateOnce() throws(Fault) -> Int {
        let capacity = output.count
        let result = output.withUnsafeMutableBufferPointer { buffer in
            stream.pointee.next_out = buffer.baseAddress
            stream.pointee.avail_out = UInt32(capacity)
            return CZlib.inflate(stream, Z_NO_FLUSH)
        }
        switch result {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: isBetweenMembers = true
        case Z_MEM_ERROR: throw .outOfMemory
        default: throw .damaged
        }
        return capacity - Int(stream.pointee.avail_out)
    }
}
