import CZlib
import Foundation
import Gzip
import Testing

struct GzipInflaterTests {
    /// Gzip as zlib makes it.
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        var input = bytes
        var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 100 + 64)
        deflateInit2_(&stream, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
        let result = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        precondition(result == Z_STREAM_END, "the data fits")
        output.removeLast(Int(stream.avail_out))
        deflateEnd(&stream)
        return output
    }

    private static let text = Array(
        String(repeating: "a call, 一起事件, and the next\n", count: 5_000).utf8)

    private func inflated(_ data: [UInt8], inPiecesOf size: Int) throws -> [UInt8] {
        let inflater = try GzipInflater()
        var output: [UInt8] = []
        for start in stride(from: 0, to: data.count, by: size) {
            try Array(data[start..<min(start + size, data.count)]).withUnsafeBytes { piece in
                try inflater.inflate(piece) { output += $0 }
            }
        }
        try inflater.finish()
        return output
    }

    @Test(arguments: [1, 7, 1_000, 1 << 20])
    func `data comes out whole, whatever the pieces`(size: Int) throws {
        let inflated = try inflated(Self.gzip(Self.text), inPiecesOf: size)
        #expect(inflated == Self.text)
    }

    @Test(arguments: [1, 1 << 20])
    func `members one after another are one text`(size: Int) throws {
        let data = Self.gzip(Array("one ".utf8)) + Self.gzip([]) + Self.gzip(Array("two".utf8))
        let inflated = try inflated(data, inPiecesOf: size)
        #expect(inflated == Array("one two".utf8))
    }

    @Test func `data that is cut short is told from whole data at every byte`() {
        let whole = Self.gzip(Array("a call and the next".utf8))
        for length in 0..<whole.count {
            #expect(throws: GzipInflater.Fault.cutShort, "\(length) of \(whole.count) bytes") {
                try inflated(Array(whole[..<length]), inPiecesOf: 5)
            }
        }
    }

    @Test func `a changed byte of the sum at the end is found`() {
        var data = Self.gzip(Self.text)
        data[data.count - 6] ^= 1
        #expect(throws: GzipInflater.Fault.damaged) { try inflated(data, inPiecesOf: 4_096) }
    }

    @Test func `what follows the last member must be a member`() {
        let data = Self.gzip(Array("one".utf8)) + Array("rest".utf8)
        #expect(throws: GzipInflater.Fault.damaged) { try inflated(data, inPiecesOf: 4_096) }
    }
}
