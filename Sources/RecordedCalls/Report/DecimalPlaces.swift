extension Double {
    /// The number rounded to so many decimal places, half to even, as its exact binary value has it.
    ///
    /// Scaling by a power of ten in binary would itself round and decide ties wrongly, so the
    /// significand is scaled as a whole number. `places` is 0 to 9.
    func rounded(toPlaces places: Int) -> Double {
        precondition((0...9).contains(places), "\(places) is not a number of places")
        guard isFinite, exponent < 52, self != 0 else { return self }
        let power = (0..<places).reduce(UInt64(1)) { power, _ in power * 10 }
        let hiddenBit: UInt64 = isNormal ? 1 << 52 : 0
        let significand = UInt128(significandBitPattern | hiddenBit) * UInt128(power)
        let shift = 52 - Int(exponent)
        guard shift < 127 else { return 0 }
        var quotient = significand >> UInt128(shift)
        let rest = significand & ((1 << UInt128(shift)) - 1)
        let half = UInt128(1) << UInt128(shift - 1)
        if rest > half || (rest == half && quotient & 1 == 1) { quotient += 1 }
        let magnitude = Double(quotient) / Double(power)
        return self < 0 ? -magnitude : magnitude
    }
}
