extension Lexer {
    /// What stands before the opening quote of a string or bytes literal.
    struct LiteralPrefix {
        let isRaw: Bool
        let isBytes: Bool
        let length: Int
    }

    /// The prefix of a string or bytes literal that starts here, nil if none does.
    func literalPrefix() -> LiteralPrefix? {
        var isRaw = false
        var isBytes = false
        for length in 0...2 {
            switch peek(length) {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                return LiteralPrefix(isRaw: isRaw, isBytes: isBytes, length: length)
            case UInt8(ascii: "r"), UInt8(ascii: "R"):
                if isRaw { return nil }
                isRaw = true
            case UInt8(ascii: "b"), UInt8(ascii: "B"):
                if isBytes || isRaw { return nil }
                isBytes = true
            default: return nil
            }
        }
        return nil
    }

    /// Scans a string or bytes literal.
    mutating func scanString(_ prefix: LiteralPrefix) -> Token.Kind? {
        let start = offset
        offset += prefix.length
        let quote = peek()
        let isTriple = peek(1) == quote && peek(2) == quote
        offset += isTriple ? 3 : 1
        var content: [UInt8] = []
        var isValid = true
        while !isClosing(quote, isTriple: isTriple) {
            guard offset < bytes.count, isTriple || !isLineEnd(peek()) else {
                report(
                    .unterminatedString,
                    "the string is not closed" + (isTriple ? "" : " before the end of its line"),
                    at: start..<offset)
                return nil
            }
            if peek() == UInt8(ascii: "\\"), !prefix.isRaw {
                isValid = scanEscape(into: &content, isBytes: prefix.isBytes) && isValid
            } else {
                // In a raw string a backslash keeps its place and so does the quote behind it.
                content.append(peek())
                offset += 1
            }
        }
        offset += isTriple ? 3 : 1
        guard isValid else { return nil }
        return prefix.isBytes ? .bytes(content) : .string(String(decoding: content, as: UTF8.self))
    }

    private func isLineEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    private func isClosing(_ quote: UInt8, isTriple: Bool) -> Bool {
        peek() == quote && (!isTriple || (peek(1) == quote && peek(2) == quote))
    }

    /// Scans an escape sequence; false after an error.
    private mutating func scanEscape(into content: inout [UInt8], isBytes: Bool) -> Bool {
        let start = offset
        offset += 1
        let letter = peek()
        offset += 1
        if let simple = Self.simpleEscapes[letter] {
            content.append(simple)
            return true
        }
        switch letter {
        case UInt8(ascii: "x"), UInt8(ascii: "X"):
            return scanCodePoint(from: start, digits: 2, isOctet: isBytes, into: &content)
        case UInt8(ascii: "u") where !isBytes:
            return scanCodePoint(from: start, digits: 4, isOctet: false, into: &content)
        case UInt8(ascii: "U") where !isBytes:
            return scanCodePoint(from: start, digits: 8, isOctet: false, into: &content)
        case UInt8(ascii: "0")...UInt8(ascii: "3"):
            offset -= 1
            return scanOctal(from: start, isOctet: isBytes, into: &content)
        default:
            offset = min(offset, bytes.count)
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            let text = source.text(in: start..<offset)
            let what = isBytes ? "a bytes literal" : "a string"
            report(
                .invalidEscape, "'\(text)' is not an escape sequence of \(what)",
                at: start..<offset)
            return false
        }
    }

    private static let simpleEscapes: [UInt8: UInt8] = [
        UInt8(ascii: "\\"): UInt8(ascii: "\\"), UInt8(ascii: "?"): UInt8(ascii: "?"),
        UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "'"): UInt8(ascii: "'"),
        UInt8(ascii: "`"): UInt8(ascii: "`"), UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08,
        UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D,
        UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B,
    ]

    private mutating func scanCodePoint(
        from start: Int, digits: Int, isOctet: Bool, into content: inout [UInt8],
    ) -> Bool {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = peek().hexadecimalValue else {
                report(
                    .invalidEscape, "the escape sequence needs \(digits) hexadecimal digits",
                    at: start..<offset)
                return false
            }
            value = value << 4 | digit
            offset += 1
        }
        return append(value, isOctet: isOctet, from: start, into: &content)
    }

    private mutating func scanOctal(
        from start: Int, isOctet: Bool, into content: inout [UInt8],
    ) -> Bool {
        var value: UInt32 = 0
        for _ in 0..<3 {
            guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(peek()) else {
                report(
                    .invalidEscape, "the escape sequence needs 3 octal digits", at: start..<offset)
                return false
            }
            value = value << 3 | UInt32(peek() - UInt8(ascii: "0"))
            offset += 1
        }
        return append(value, isOctet: isOctet, from: start, into: &content)
    }

    private mutating func append(
        _ value: UInt32, isOctet: Bool, from start: Int, into content: inout [UInt8],
    ) -> Bool {
        if isOctet {
            content.append(UInt8(truncatingIfNeeded: value))
            return true
        }
        guard let scalar = Unicode.Scalar(value) else {
            let text = source.text(in: start..<offset)
            report(.invalidEscape, "'\(text)' is not a Unicode code point", at: start..<offset)
            return false
        }
        content.append(contentsOf: Array(String(Character(scalar)).utf8))
        return true
    }
}
