extension JSONParser {
    /// The powers of ten that a double holds exactly.
    private static let exactPowers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    mutating func parseNumber() throws(JSONFault) -> JSON {
        let start = position
        let isNegative = bytes[position] == ASCII.minus
        if isNegative { position += 1 }
        var decimal = Decimal()
        try parseWholePart(into: &decimal)
        var isInteger = true
        if position < end, bytes[position] == ASCII.dot {
            isInteger = false
            position += 1
            let before = decimal.digits
            try parseDigits(into: &decimal)
            decimal.exponent = before - decimal.digits
        }
        if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            decimal.exponent += try parseExponent()
        }
        if isInteger, let value = decimal.integer(isNegative: isNegative) {
            return .integer(value)
        }
        return .number(try parseDouble(decimal, isNegative: isNegative, from: start))
    }

    /// A zero alone, or digits that do not start with one.
    private mutating func parseWholePart(into decimal: inout Decimal) throws(JSONFault) {
        guard position < end else { throw fault(.unexpectedEnd) }
        guard bytes[position] == ASCII.zero else { return try parseDigits(into: &decimal) }
        position += 1
        guard position == end || !(ASCII.zero...ASCII.nine).contains(bytes[position]) else {
            throw fault(.invalidNumber)
        }
    }

    /// One digit or more.
    private mutating func parseDigits(into decimal: inout Decimal) throws(JSONFault) {
        let start = position
        while position < end {
            let digit = bytes[position] &- ASCII.zero
            guard digit <= 9 else { break }
            decimal.append(digit)
            position += 1
        }
        guard position > start else {
            throw fault(position == end ? .unexpectedEnd : .invalidNumber)
        }
    }

    private mutating func parseExponent() throws(JSONFault) -> Int {
        position += 1
        var isNegative = false
        if position < end, bytes[position] == ASCII.plus || bytes[position] == ASCII.minus {
            isNegative = bytes[position] == ASCII.minus
            position += 1
        }
        var decimal = Decimal()
        try parseDigits(into: &decimal)
        let value = decimal.digits <= 6 ? Int(decimal.magnitude) : 1_000_000
        return isNegative ? -value : value
    }

    /// The double of `decimal`, exact where both parts are doubles (William Clinger, "How to read
    /// floating point numbers accurately", PLDI 1990), else by the standard library.
    private func parseDouble(
        _ decimal: Decimal, isNegative: Bool, from start: Int,
    ) throws(JSONFault) -> Double {
        let power = abs(decimal.exponent)
        if decimal.digits <= Decimal.exactDigits, decimal.magnitude <= 1 << 53, power <= 22 {
            let magnitude = Double(decimal.magnitude)
            let value =
                decimal.exponent < 0
                ? magnitude / Self.exactPowers[power] : magnitude * Self.exactPowers[power]
            return isNegative ? -value : value
        }
        let text = String(decoding: passed(since: start), as: UTF8.self)
        guard let value = Double(text), value.isFinite else {
            throw fault(.numberOverflow, at: start)
        }
        return value
    }
}

/// Digits and a power of ten.
private struct Decimal {
    /// As many digits always fit in the magnitude.
    static let exactDigits = 19

    /// The digits as a number; meaningful up to ``exactDigits``.
    var magnitude: UInt64 = 0
    var digits = 0
    var exponent = 0

    @inline(__always)
    mutating func append(_ digit: UInt8) {
        magnitude = magnitude &* 10 &+ UInt64(digit)
        digits += 1
    }

    /// The digits as an integer, or nil if it does not fit or is `-0`.
    func integer(isNegative: Bool) -> Int64? {
        guard digits <= Self.exactDigits else { return nil }
        guard isNegative else { return Int64(exactly: magnitude) }
        guard magnitude != 0, magnitude <= 1 << 63 else { return nil }
        return Int64(truncatingIfNeeded: 0 &- magnitude)
    }
}
