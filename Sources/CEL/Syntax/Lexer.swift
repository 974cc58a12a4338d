/// Splits a source text into tokens; every lexical error is collected, so that all are reported.
struct Lexer {
    let source: Source
    var bytes: [UInt8] { source.bytes }
    var offset = 0
    private(set) var errors: [Diagnostic] = []

    init(_ source: Source) {
        self.source = source
    }

    /// All tokens, the last of which is `end`.
    mutating func tokens() -> [Token] {
        var tokens: [Token] = []
        while let token = next() { tokens.append(token) }
        tokens.append(Token(kind: .end, range: bytes.count..<bytes.count))
        return tokens
    }

    /// The byte at a distance from the current one, 0 at the end.
    func peek(_ distance: Int = 0) -> UInt8 {
        offset + distance < bytes.count ? bytes[offset + distance] : 0
    }

    mutating func report(_ code: CELError.Code, _ message: String, at range: Range<Int>) {
        errors.append(Diagnostic(code: code, message: message, range: range))
    }

    private mutating func next() -> Token? {
        while offset < bytes.count {
            let start = offset
            if skipSpace() { continue }
            if let kind = scanToken() { return Token(kind: kind, range: start..<offset) }
        }
        return nil
    }

    /// Skips white space or a comment; false if there is none.
    private mutating func skipSpace() -> Bool {
        switch peek() {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0C:
            offset += 1
            return true
        case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
            while offset < bytes.count, peek() != UInt8(ascii: "\n") { offset += 1 }
            return true
        default:
            return false
        }
    }

    /// Scans one token; nil after an error, with the offset behind what was wrong.
    private mutating func scanToken() -> Token.Kind? {
        let byte = peek()
        if let prefix = literalPrefix() { return scanString(prefix) }
        if byte.isIdentifierStart { return .identifier(scanIdentifier()) }
        if byte.isDigit || (byte == UInt8(ascii: ".") && peek(1).isDigit) { return scanNumber() }
        if byte == UInt8(ascii: "`") { return scanQuotedIdentifier() }
        return scanSymbol()
    }

    private mutating func scanIdentifier() -> String {
        let start = offset
        while peek().isIdentifierPart { offset += 1 }
        return source.text(in: start..<offset)
    }

    private mutating func scanQuotedIdentifier() -> Token.Kind? {
        let start = offset
        offset += 1
        while peek().isQuotedIdentifierPart { offset += 1 }
        guard peek() == UInt8(ascii: "`"), offset > start + 1 else {
            report(
                .unexpectedCharacter,
                "a quoted field name is letters, digits, '_', '-', '.', '/' and spaces in backticks",
                at: start..<max(offset, start + 1))
            return nil
        }
        offset += 1
        return .quotedIdentifier(source.text(in: start + 1..<offset - 1))
    }

    private mutating func scanSymbol() -> Token.Kind? {
        for length in [2, 1] where offset + length <= bytes.count {
            if let symbol = Symbol(rawValue: source.text(in: offset..<offset + length)) {
                offset += length
                return .symbol(symbol)
            }
        }
        let start = offset
        offset += 1
        while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        let text = source.text(in: start..<offset)
        let hint = Self.hints[text].map { "; write '\($0)'" } ?? ""
        report(.unexpectedCharacter, "unexpected character '\(text)'\(hint)", at: start..<offset)
        return nil
    }

    /// What people write by habit or by an input method, and what CEL wants instead.
    private static let hints = [
        "=": "==", "&": "&&", "|": "||", "“": "\"", "”": "\"", "‘": "'", "’": "'", "（": "(",
        "）": ")", "，": ",", "！": "!", "：": ":", "？": "?", "＝": "==", "。": ".",
    ]
}

extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    /// The value of a hexadecimal digit.
    var hexadecimalValue: UInt32? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    var isIdentifierStart: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "_"): true
        default: false
        }
    }

    var isIdentifierPart: Bool { isIdentifierStart || isDigit }

    var isQuotedIdentifierPart: Bool {
        switch self {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: " "): true
        default: isIdentifierPart
        }
    }
}
