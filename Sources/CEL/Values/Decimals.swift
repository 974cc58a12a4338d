/// Decimal digits of whole numbers.
enum Decimals {
    /// A number with leading zeros up to a width.
    static func padded(_ number: Int64, to width: Int) -> String {
        let digits = String(number.magnitude)
        let zeros = String(repeating: "0", count: max(0, width - digits.count))
        return (number < 0 ? "-" : "") + zeros + digits
    }

    /// Nanoseconds as the decimals of a second, without trailing zeros.
    static func fraction(of nanoseconds: Int32) -> String {
        var digits = Substring(padded(Int64(nanoseconds), to: 9))
        while digits.last == "0" { digits.removeLast() }
        return String(digits)
    }
}
