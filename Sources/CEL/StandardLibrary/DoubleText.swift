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
}
