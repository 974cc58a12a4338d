/// Counts code points in bytes that should be UTF-8.
enum CodePoints {
    /// The number of bytes that start a code point, and whether all bytes are ASCII.
    static func count(in bytes: UnsafeBufferPointer<UInt8>) -> (count: Int, isASCII: Bool) {
        var continuations = 0
        var topBits: UInt64 = 0
        var index = 0
        while index + 8 <= bytes.count {
            let word = EightBytes(of: bytes, at: index).word
            topBits |= word
            // A continuation byte is 10xxxxxx: its top bit is set and the next one is not.
            let marks = word & ~(word << 1) & EightBytes.topBits
            continuations += marks.nonzeroBitCount
            index += 8
        }
        while index < bytes.count {
            topBits |= UInt64(bytes[index])
            if bytes[index] & 0xC0 == 0x80 { continuations += 1 }
            index += 1
        }
        return (bytes.count - continuations, topBits & EightBytes.topBits == 0)
    }
}
