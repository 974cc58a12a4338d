/// Eight bytes looked at in one step ("SIMD within a register").
///
/// Each test answers a mask with the top bit of every byte that passes. A borrow can set bits of
/// bytes above the first one that passes, so only the lowest set bit is exact; that is the one
/// which a search needs. Source: Sean Eron Anderson, "Bit Twiddling Hacks", "Determine if a word
/// has a zero byte" and "… has a byte less than n".
struct EightBytes {
    static let topBits: UInt64 = 0x8080_8080_8080_8080

    /// The bytes, the first one lowest.
    let word: UInt64

    /// The bytes of `bytes` from `offset`, all eight of which must be there.
    @inline(__always)
    init(of bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
        word = UInt64(
            littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(
                fromByteOffset: offset, as: UInt64.self))
    }

    /// Marks the bytes equal to `byte`.
    @inline(__always)
    func equal(to byte: UInt8) -> UInt64 {
        let difference = word ^ Self.repeated(byte)
        return (difference &- Self.repeated(1)) & ~difference & Self.topBits
    }

    /// Marks the bytes below `byte`, which is at most 128.
    @inline(__always)
    func below(_ byte: UInt8) -> UInt64 {
        (word &- Self.repeated(byte)) & ~word & Self.topBits
    }

    /// A word of eight times `byte`.
    @inline(__always)
    static func repeated(_ byte: UInt8) -> UInt64 {
        0x0101_0101_0101_0101 &* UInt64(byte)
    }

    /// The index, from 0 to 7, of the first byte that `mask` marks.
    @inline(__always)
    static func first(of mask: UInt64) -> Int {
        mask.trailingZeroBitCount >> 3
    }
}
