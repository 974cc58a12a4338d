/// Doubles as text.
enum DoubleText {
    /// Reads a decimal number, `NaN`, `Infinity` or `-Infinity`.
    static func parse(_ text: String) -> Double? {
        switch text {
        case "NaN": return .nan
        case "Infinity", "+Infinity", "Inf", "+Inf": return .infinity
        case "-Infinity", "-Inf": return -.infinity
        default: break
        }
        let isDecimal = text.utf8.allSatisfy { byte in
            byte.isDigit || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
        }
        return isDecimal ? Double(text) : nil
    }

    /// The shortest text that reads back as the same number, without a needless `.0`.
    static func shortest(_ double: Double) -> String {
        if double.isNaN { return "NaN" }
        if double.isInfinite { return double < 0 ? "-Infinity" : "Infinity" }
        let text = double.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// The digits of ``shortest(_:)`` without an exponent; 326 characters at most.
    static func plain(_ double: Double) -> String {
        let text = shortest(double)
        let parts = text.split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return text }
        let sign = double.sign == .minus ? "-" : ""
        let mantissa = parts[0].drop { $0 == "-" }.split(separator: ".")
        let digits = mantissa.joined()
        // How many digits stand before the point; none or fewer, and zeros follow it.
        let whole = (mantissa.first?.count ?? 0) + exponent
        if whole <= 0 { return sign + "0." + String(repeating: "0", count: -whole) + digits }
        if whole >= digits.count {
            return sign + digits + String(repeating: "0", count: whole - digits.count)
        }
        return sign + digits.prefix(whole) + "." + digits.dropFirst(whole)
    }
}
