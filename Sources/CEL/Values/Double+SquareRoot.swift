extension Double {
    /// The square root, rounded to the nearest double; NaN for a negative number.
    ///
    /// The standard library's `squareRoot` calls the C library; see `Double+Whole.swift`.
    var correctSquareRoot: Double {
        guard self > 0, isFinite else { return self < 0 ? .nan : self }
        // A subnormal number is scaled to a normal one, by an even power of two.
        guard self >= .leastNormalMagnitude else {
            return (self * 0x1p108).correctSquareRoot * 0x1p-54
        }
        // self = significand · 2^exponent, with an even exponent.
        var significand = significandBitPattern | 1 << 52
        var exponent = Int(exponentBitPattern) - 1_075
        if exponent % 2 != 0 {
            significand <<= 1
            exponent -= 1
        }
        // The root of significand · 2^54 has 54 bits: those of the result and one to round by. An
        // exact half cannot occur, since the square of such a number has more bits than there are.
        let root = Self.wholeSquareRoot(high: significand >> 10, low: significand << 54)
        let rounded = (root + (root & 1)) >> 1
        let power = UInt64(exponent / 2 - 26 + 1_023)
        return Double(rounded) * Double(bitPattern: power << 52)
    }

    /// The whole part of the root of a number of 108 bits, bit by bit from the highest.
    private static func wholeSquareRoot(high: UInt64, low: UInt64) -> UInt64 {
        var root: UInt64 = 0
        for bit in (0..<54).reversed() {
            let candidate = root | 1 << UInt64(bit)
            let square = candidate.multipliedFullWidth(by: candidate)
            if (square.high, square.low) <= (high, low) { root = candidate }
        }
        return root
    }
}
