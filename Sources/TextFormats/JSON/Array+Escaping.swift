extension [UInt8] {
    /// Appends `text` as it stands between the quotes of a JSON string.
    mutating func append(escaped text: String) {
        let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { append(escaped: $0) }
        if isDone == nil {
            // A string of another runtime, such as a bridged one, is copied first.
            append(escaped: String(decoding: text.utf8, as: UTF8.self))
        }
    }

    /// Appends runs of bytes that need no escape in one piece each.
    private mutating func append(escaped text: UnsafeBufferPointer<UInt8>) {
        var runStart = 0
        while true {
            let runEnd = Self.nextToEscape(in: text, from: runStart)
            append(contentsOf: UnsafeBufferPointer(rebasing: text[runStart..<runEnd]))
            guard runEnd < text.count else { return }
            append(escapeOf: text[runEnd])
            runStart = runEnd + 1
        }
    }

    @inline(__always)
    private static func nextToEscape(
        in text: UnsafeBufferPointer<UInt8>, from index: Int,
    ) -> Int {
        var index = index
        while index + 8 <= text.count {
            let eight = EightBytes(of: text, at: index)
            let stops =
                eight.equal(to: ASCII.quote) | eight.equal(to: ASCII.backslash)
                | eight.below(ASCII.space)
            if stops != 0 { return index + EightBytes.first(of: stops) }
            index += 8
        }
        while index < text.count {
            let byte = text[index]
            if byte < ASCII.space || byte == ASCII.quote || byte == ASCII.backslash { break }
            index += 1
        }
        return index
    }

    private mutating func append(escapeOf byte: UInt8) {
        append(ASCII.backslash)
        switch byte {
        case ASCII.quote, ASCII.backslash: append(byte)
        case ASCII.lineFeed: append(UInt8(ascii: "n"))
        case ASCII.carriageReturn: append(UInt8(ascii: "r"))
        case ASCII.tab: append(UInt8(ascii: "t"))
        case 0x08: append(UInt8(ascii: "b"))
        case 0x0C: append(UInt8(ascii: "f"))
        default:
            append(contentsOf: byte < 0x10 ? "u000".utf8 : "u001".utf8)
            let digit = byte & 0x0F
            append(digit < 10 ? ASCII.zero + digit : UInt8(ascii: "a") + digit - 10)
        }
    }

    /// Appends the digits of `value`.
    mutating func append(decimal value: Int64) {
        if value < 0 { append(ASCII.minus) }
        var rest = value.magnitude
        guard rest > 9 else { return append(ASCII.zero + UInt8(rest)) }
        // The digits come from the lowest; 20 hold every 64-bit number.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var index = 20
            while rest > 0 {
                index -= 1
                digits.initializeElement(at: index, to: ASCII.zero + UInt8(rest % 10))
                rest /= 10
            }
            append(contentsOf: UnsafeBufferPointer(rebasing: digits[index...]))
        }
    }
}
