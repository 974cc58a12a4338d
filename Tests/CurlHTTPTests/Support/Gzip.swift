/// Gzip streams made by hand (RFC 1951, RFC 1952), so that the tests need no compressor.
enum Gzip {
    private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]

    /// A valid stream of one stored block.
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        let size = UInt16(bytes.count)
        return header + [1] + little(size) + little(~size) + bytes + little(checksum(bytes))
            + little(UInt32(bytes.count))
    }

    /// The start of a stream that unpacks to 258 zeros for every 13 bits, without an end.
    static func bomb(matches: Int) -> [UInt8] {
        var bits = Bits()
        bits.append(0b011, count: 3)  // the last block, fixed codes
        bits.appendCode(0b0011_0000, count: 8)  // the literal 0
        for _ in 0..<matches {
            bits.appendCode(0b1100_0101, count: 8)  // 258 bytes …
            bits.appendCode(0, count: 5)  // … from one byte back
        }
        return header + bits.bytes
    }

    /// A header that announces a file name, which then never ends: input without any output.
    static let endlessName: [UInt8] = [0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 3]

    private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var remainder = ~UInt32(0)
        for byte in bytes {
            remainder ^= UInt32(byte)
            for _ in 0..<8 {
                remainder = remainder >> 1 ^ (remainder & 1 == 1 ? 0xEDB8_8320 : 0)
            }
        }
        return ~remainder
    }

    private struct Bits {
        var bytes: [UInt8] = []
        var used = 8

        mutating func append(_ bits: Int, count: Int) {
            for place in 0..<count { append(bit: bits >> place & 1) }
        }

        /// Codes go out from their first bit, numbers from their last.
        mutating func appendCode(_ code: Int, count: Int) {
            for place in (0..<count).reversed() { append(bit: code >> place & 1) }
        }

        private mutating func append(bit: Int) {
            if used == 8 {
                bytes.append(0)
                used = 0
            }
            bytes[bytes.count - 1] |= UInt8(bit << used)
            used += 1
        }
    }
}
