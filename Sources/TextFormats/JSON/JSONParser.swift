/// Parses one JSON document by recursive descent over a buffer.
///
/// A method that parses something starts at its first byte and leaves `position` behind it.
struct JSONParser {
    let bytes: UnsafeBufferPointer<UInt8>
    let limits: JSONLimits
    var position = 0
    var remainingDepth: Int
    var remainingValues: Int
    /// The way from a fault outward, filled while it travels.
    var steps: [JSONStep] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
        remainingDepth = limits.effectiveDepth
        remainingValues = limits.values
    }

    /// The offset behind the last byte.
    var end: Int { bytes.count }

    mutating func parseDocument() throws(JSONFault) -> JSON {
        guard end <= limits.bytes else { throw fault(.documentTooLarge, at: limits.bytes) }
        guard !(end >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF) else {
            throw fault(.byteOrderMark, at: 0)
        }
        skipSpace()
        let value = try parseValue()
        skipSpace()
        guard position == end else { throw fault(.trailingText) }
        return value
    }

    mutating func parseValue() throws(JSONFault) -> JSON {
        guard position < end else { throw fault(.unexpectedEnd) }
        guard remainingValues > 0 else { throw fault(.tooManyValues) }
        remainingValues -= 1
        switch bytes[position] {
        case ASCII.quote: return .string(try parseString())
        case ASCII.openBrace: return .object(try parseObject())
        case ASCII.openBracket: return .array(try parseArray())
        case ASCII.minus, ASCII.zero...ASCII.nine: return try parseNumber()
        case UInt8(ascii: "t"): return try parseWord("true", as: true)
        case UInt8(ascii: "f"): return try parseWord("false", as: false)
        case UInt8(ascii: "n"): return try parseWord("null", as: .null)
        default: throw fault(.expectedValue)
        }
    }

    private mutating func parseWord(
        _ word: StaticString, as value: JSON,
    ) throws(JSONFault) -> JSON {
        for index in 0..<word.utf8CodeUnitCount {
            guard position + index < end else { throw fault(.unexpectedEnd, at: end) }
            guard bytes[position + index] == word.utf8Start[index] else {
                throw fault(.expectedValue)
            }
        }
        position += word.utf8CodeUnitCount
        return value
    }

    @inline(__always)
    mutating func skipSpace() {
        while position < end {
            switch bytes[position] {
            case ASCII.space, ASCII.lineFeed, ASCII.carriageReturn, ASCII.tab: position += 1
            default: return
            }
        }
    }

    /// The bytes from `start` to `position`.
    func passed(since start: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[start..<position])
    }

    func fault(_ code: JSONError.Code, at offset: Int? = nil) -> JSONFault {
        JSONFault(code: code, offset: offset ?? position)
    }
}
