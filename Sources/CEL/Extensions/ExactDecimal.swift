/// The decimal digits of a finite double, all of them: every double is a finite decimal.
struct ExactDecimal {
    /// The digits without leading zeros; empty for zero.
    private(set) var digits: [UInt8]

    /// How many of the digits stand behind the point; there may be more than there are digits.
    private(set) var fractionCount: Int

    let isNegative: Bool

    /// Expands a finite number.
    init(_ number: Double) {
        isNegative = number.sign == .minus
        // number = significand · 2^exponent, with a whole significand.
        let isNormal = number.exponentBitPattern != 0
        let significand = number.significandBitPattern | (isNormal ? 1 << 52 : 0)
        let exponent = max(Int(number.exponentBitPattern), 1) - 1_075
        var whole = DecimalInteger(significand)
        if exponent >= 0 {
            whole.multiply(by: 2, times: exponent)
            fractionCount = 0
        } else {
            // significand / 2^n = significand · 5^n / 10^n
            whole.multiply(by: 5, times: -exponent)
            fractionCount = -exponent
        }
        digits = whole.digits
    }

    /// The power of ten of the first digit.
    var exponent: Int { digits.isEmpty ? 0 : digits.count - fractionCount - 1 }

    /// Rounds to a number of digits behind the point; a half goes to the even neighbour.
    mutating func round(toFraction count: Int) {
        let dropped = fractionCount - count
        guard dropped > 0 else { return }
        fractionCount = count
        guard dropped <= digits.count else {
            digits = []
            return
        }
        let rest = digits[(digits.count - dropped)...]
        digits.removeLast(dropped)
        let isOdd = (digits.last ?? 0) % 2 == 1
        let isMoreThanHalf = rest.dropFirst().contains { $0 != 0 }
        let roundsUp = (rest.first ?? 0) > 5 || (rest.first == 5 && (isMoreThanHalf || isOdd))
        if roundsUp { increment() }
    }

    /// Rounds to a number of digits behind the first one.
    mutating func round(toSignificant count: Int) {
        guard !digits.isEmpty else { return }
        round(toFraction: count - exponent)
        // 9.99 becomes 10.0, which has a digit more; that one is a zero.
        if digits.count - 1 > count, fractionCount > 0 || digits.last == 0 {
            digits.removeLast()
            fractionCount -= 1
        }
    }

    private mutating func increment() {
        for position in digits.indices.reversed() {
            guard digits[position] == 9 else {
                digits[position] += 1
                return
            }
            digits[position] = 0
        }
        digits.insert(1, at: 0)
    }

    /// The number with a number of digits behind the point, such as `-1.50`.
    func fixed(_ count: Int) -> String {
        var rounded = self
        rounded.round(toFraction: count)
        var text = rounded.digits
        text += Array(repeating: 0, count: max(0, count - rounded.fractionCount))
        if text.count <= count {
            text.insert(contentsOf: Array(repeating: 0, count: count + 1 - text.count), at: 0)
        }
        let whole = Self.text(text.dropLast(count))
        let sign = isNegative ? "-" : ""
        return count == 0 ? sign + whole : sign + whole + "." + Self.text(text.suffix(count))
    }

    /// The number with one digit before the point, such as `-1.5e+00`.
    func scientific(_ count: Int) -> String {
        var rounded = self
        rounded.round(toSignificant: count)
        let power = rounded.exponent
        var text = rounded.digits.isEmpty ? [0] : rounded.digits
        text += Array(repeating: 0, count: max(0, count + 1 - text.count))
        let fraction = count == 0 ? "" : "." + Self.text(text[1...count])
        let sign = isNegative ? "-" : ""
        let exponent = Decimals.padded(Int64(power.magnitude), to: 2)
        return "\(sign)\(text[0])\(fraction)e\(power < 0 ? "-" : "+")\(exponent)"
    }

    private static func text(_ digits: some Sequence<UInt8>) -> String {
        String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    }
}

/// A whole number of any size, nine decimal digits to a limb, the least first.
private struct DecimalInteger {
    private static let limbSize: UInt64 = 1_000_000_000
    private var limbs: [UInt64] = []

    init(_ number: UInt64) {
        var rest = number
        while rest > 0 {
            limbs.append(rest % Self.limbSize)
            rest /= Self.limbSize
        }
    }

    mutating func multiply(by factor: UInt64, times count: Int) {
        // Eight factors at a time stay below 2^64 with a limb.
        let step = (0..<8).reduce(UInt64(1)) { product, _ in product * factor }
        for _ in 0..<count / 8 { multiply(by: step) }
        for _ in 0..<count % 8 { multiply(by: factor) }
    }

    private mutating func multiply(by factor: UInt64) {
        var carry: UInt64 = 0
        for index in limbs.indices {
            let product = limbs[index] * factor + carry
            limbs[index] = product % Self.limbSize
            carry = product / Self.limbSize
        }
        while carry > 0 {
            limbs.append(carry % Self.limbSize)
            carry /= Self.limbSize
        }
    }

    /// The digits, the most significant first, without leading zeros.
    var digits: [UInt8] {
        guard let top = limbs.last else { return [] }
        var text = String(top)
        for limb in limbs.dropLast().reversed() { text += Decimals.padded(Int64(limb), to: 9) }
        return text.utf8.map { $0 - UInt8(ascii: "0") }
    }
}
