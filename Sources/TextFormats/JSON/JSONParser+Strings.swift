extension JSONParser {
    mutating func parseString() throws(JSONFault) -> String {
        try parseStringAndKind().text
    }

    /// A string, and whether it is ASCII without escapes.
    ///
    /// A string without escapes is taken from the buffer in one piece.
    mutating func parseStringAndKind() throws(JSONFault) -> (text: String, isPlainASCII: Bool) {
        position += 1
        let start = position
        let isASCII = skipPlainBytes()
        guard position - start <= limits.stringBytes else { throw fault(.stringTooLong, at: start) }
        guard position < end else { throw fault(.unexpectedEnd) }
        guard bytes[position] == ASCII.quote else {
            return (try parseEscapedString(from: start), false)
        }
        let content = passed(since: start)
        let text = String(decoding: content, as: UTF8.self)
        if !isASCII, !text.consists(of: content) { try checkUTF8(from: start) }
        position += 1
        return (text, isASCII)
    }

    /// The rest of a string that starts at `start` and has an escape or a fault at `position`.
    private mutating func parseEscapedString(from start: Int) throws(JSONFault) -> String {
        var content: [UInt8] = []
        content.reserveCapacity(2 * (position - start) + 32)
        var runStart = start
        while true {
            content.append(contentsOf: passed(since: runStart))
            guard position - start <= limits.stringBytes else {
                throw fault(.stringTooLong, at: start)
            }
            guard position < end else { throw fault(.unexpectedEnd) }
            switch bytes[position] {
            case ASCII.quote:
                try checkUTF8(from: start)
                position += 1
                return String(decoding: content, as: UTF8.self)
            case ASCII.backslash: try parseEscape(into: &content)
            default:
                try checkUTF8(from: start)
                throw fault(.controlCharacter)
            }
            runStart = position
            skipPlainBytes()
        }
    }

    private mutating func parseEscape(into content: inout [UInt8]) throws(JSONFault) {
        guard position + 1 < end else { throw fault(.unexpectedEnd, at: end) }
        switch bytes[position + 1] {
        case ASCII.quote, ASCII.backslash, ASCII.slash: content.append(bytes[position + 1])
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(ASCII.lineFeed)
        case UInt8(ascii: "r"): content.append(ASCII.carriageReturn)
        case UInt8(ascii: "t"): content.append(ASCII.tab)
        case UInt8(ascii: "u"): return try parseUnicodeEscape(into: &content)
        default: throw fault(.invalidEscape)
        }
        position += 2
    }

    /// `\uXXXX`, or two of them that form a surrogate pair.
    private mutating func parseUnicodeEscape(into content: inout [UInt8]) throws(JSONFault) {
        let start = position
        var code = try parseCodeUnit()
        if (0xD800...0xDBFF).contains(code) {
            guard position + 1 < end, bytes[position] == ASCII.backslash,
                bytes[position + 1] == UInt8(ascii: "u")
            else { throw fault(.loneSurrogate, at: start) }
            let low = try parseCodeUnit()
            guard (0xDC00...0xDFFF).contains(low) else { throw fault(.loneSurrogate, at: start) }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw fault(.loneSurrogate, at: start) }
        content.append(contentsOf: scalar.utf8)
    }

    /// The four digits of `\uXXXX`.
    private mutating func parseCodeUnit() throws(JSONFault) -> UInt32 {
        var code: UInt32 = 0
        for index in (position + 2)..<(position + 6) {
            guard index < end else { throw fault(.unexpectedEnd, at: end) }
            guard let digit = Self.hexadecimalDigit(bytes[index]) else {
                throw fault(.invalidEscape)
            }
            code = code << 4 | digit
        }
        position += 6
        return code
    }

    private static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    /// Refuses bytes between `start` and `position` that are not UTF-8.
    private func checkUTF8(from start: Int) throws(JSONFault) {
        guard let offset = UTF8Check.firstFault(in: passed(since: start)) else { return }
        throw fault(.invalidUTF8, at: start + offset)
    }

    /// Moves to the next quote, backslash or control character, or to the end of the buffer; answers
    /// whether all bytes passed were ASCII.
    @inline(__always)
    @discardableResult
    private mutating func skipPlainBytes() -> Bool {
        var topBits: UInt64 = 0
        while position + 8 <= end {
            let eight = EightBytes(of: bytes, at: position)
            let stops =
                eight.equal(to: ASCII.quote) | eight.equal(to: ASCII.backslash)
                | eight.below(ASCII.space)
            if stops != 0 {
                let lowest = stops & (~stops &+ 1)
                topBits |= eight.word & (lowest &- 1) & EightBytes.topBits
                position += EightBytes.first(of: stops)
                return topBits & EightBytes.topBits == 0
            }
            topBits |= eight.word
            position += 8
        }
        while position < end {
            let byte = bytes[position]
            guard byte >= ASCII.space, byte != ASCII.quote, byte != ASCII.backslash else { break }
            topBits |= UInt64(byte)
            position += 1
        }
        return topBits & EightBytes.topBits == 0
    }
}

extension String {
    /// Whether the UTF-8 bytes of the text are `bytes`; if the text was decoded from them, whether
    /// nothing had to be repaired.
    fileprivate func consists(of bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let answer = utf8.withContiguousStorageIfAvailable { own in
            guard own.count == bytes.count else { return false }
            var index = 0
            while index + 8 <= own.count {
                let word = UnsafeRawBufferPointer(own).loadUnaligned(
                    fromByteOffset: index, as: UInt64.self)
                let other = UnsafeRawBufferPointer(bytes).loadUnaligned(
                    fromByteOffset: index, as: UInt64.self)
                guard word == other else { return false }
                index += 8
            }
            return own[index...].elementsEqual(bytes[index...])
        }
        return answer ?? utf8.elementsEqual(bytes)
    }
}
