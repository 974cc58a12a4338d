extension Lexer {
    /// Scans an integer, unsigned integer or floating-point literal.
    mutating func scanNumber() -> Token.Kind? {
        let start = offset
        if peek() == UInt8(ascii: "0"), peek(1) == UInt8(ascii: "x") {
            return scanHexadecimal(from: start)
        }
        while peek().isDigit { offset += 1 }
        var isDouble = false
        if peek() == UInt8(ascii: "."), peek(1).isDigit {
            isDouble = true
            offset += 1
            while peek().isDigit { offset += 1 }
        }
        if let length = exponentLength() {
            isDouble = true
            offset += length
            while peek().isDigit { offset += 1 }
        }
        guard isDouble else { return integer(from: start, digits: start..<offset, radix: 10) }
        let text = source.text(in: start..<offset)
        guard endOfNumber(from: start), let double = Double(text.hasPrefix(".") ? "0" + text : text)
        else { return nil }
        guard double.isFinite else {
            report(.numberOutOfRange, "\(text) is too large for a double", at: start..<offset)
            return nil
        }
        return .double(double)
    }

    private mutating func scanHexadecimal(from start: Int) -> Token.Kind? {
        offset += 2
        while peek().hexadecimalValue != nil { offset += 1 }
        return integer(from: start, digits: start + 2..<offset, radix: 16)
    }

    /// The length of `e`, its sign and the first digit, nil if no exponent follows.
    private func exponentLength() -> Int? {
        guard peek() | 0x20 == UInt8(ascii: "e") else { return nil }
        let hasSign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
        let length = hasSign ? 3 : 2
        return peek(length - 1).isDigit ? length : nil
    }

    private mutating func integer(
        from start: Int, digits: Range<Int>, radix: Int,
    ) -> Token.Kind? {
        let isUnsigned = peek() | 0x20 == UInt8(ascii: "u")
        if isUnsigned { offset += 1 }
        guard endOfNumber(from: start), !digits.isEmpty else {
            if digits.isEmpty {
                report(.invalidNumber, "'0x' needs hexadecimal digits", at: start..<offset)
            }
            return nil
        }
        guard let magnitude = UInt64(source.text(in: digits), radix: radix) else {
            let text = source.text(in: start..<offset)
            report(.numberOutOfRange, "\(text) does not fit in 64 bits", at: start..<offset)
            return nil
        }
        return isUnsigned ? .uint(magnitude) : .int(magnitude)
    }

    /// Checks that no letter or digit follows a number directly.
    private mutating func endOfNumber(from start: Int) -> Bool {
        guard peek().isIdentifierPart else { return true }
        while peek().isIdentifierPart { offset += 1 }
        let text = source.text(in: start..<offset)
        report(.invalidNumber, "'\(text)' is not a number", at: start..<offset)
        return false
    }
}
