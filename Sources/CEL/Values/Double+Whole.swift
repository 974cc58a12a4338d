// The standard library's `rounded` and `Int64(exactly:)` call the C library's mathematics, which a
// program that imports nothing else does not link; these need conversions only.
extension Double {
    /// The number without its fraction; infinities and NaN stay.
    var truncated: Double {
        // Above 2⁵² a double has no fraction.
        guard magnitude < 0x1p52 else { return self }
        let whole = Double(Int64(self))
        return whole == 0 && sign == .minus ? -0.0 : whole
    }

    /// The largest whole number that is not greater.
    var roundedDown: Double { truncated > self ? truncated - 1 : truncated }

    /// The smallest whole number that is not less.
    var roundedUp: Double {
        guard truncated < self else { return truncated }
        // Between -1 and 0 the result is a negative zero, as in IEEE 754.
        return truncated == 0 && sign == .minus ? -0.0 : truncated + 1
    }

    /// The nearest whole number; a half rounds away from zero.
    var roundedToNearest: Double {
        let fraction = (self - truncated).magnitude
        guard fraction >= 0.5 else { return truncated }
        return sign == .minus ? truncated - 1 : truncated + 1
    }

    /// The same number as an integer; nil if it has a fraction or is out of range.
    var exactInt64: Int64? {
        guard self >= -0x1p63, self < 0x1p63 else { return nil }
        let whole = Int64(self)
        return Double(whole) == self ? whole : nil
    }

    /// The same number as an unsigned integer; nil if it has a fraction or is out of range.
    var exactUInt64: UInt64? {
        guard self >= 0, self < 0x1p64 else { return nil }
        let whole = UInt64(self)
        return Double(whole) == self ? whole : nil
    }
}
