/// The check of UTF-8 by the table of well-formed byte sequences (Unicode Standard, table 3-7).
enum UTF8Check {
    /// The offset of the first byte that does not start a well-formed sequence, or nil if none.
    static func firstFault(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = 0
        while index < bytes.count {
            guard bytes[index] >= 0x80 else {
                index += 1
                continue
            }
            guard let length = sequenceLength(in: bytes, at: index) else { return index }
            index += length
        }
        return nil
    }

    /// The length of the sequence of 2 to 4 bytes at `index`, or nil if it is not well formed.
    private static func sequenceLength(
        in bytes: UnsafeBufferPointer<UInt8>, at index: Int,
    ) -> Int? {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch bytes[index] {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
        for next in (index + 2)..<max(index + 2, index + length) {
            guard (0x80...0xBF).contains(bytes[next]) else { return nil }
        }
        return length
    }
}
