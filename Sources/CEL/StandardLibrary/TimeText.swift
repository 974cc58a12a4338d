extension Timestamp {
    /// Reads RFC 3339, such as `2023-08-26T12:39:00.5-07:00`; nil if the text is something else.
    init?(rfc3339 text: String) {
        var scanner = DigitScanner(text)
        guard let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2),
            scanner.skip("-"), let day = scanner.number(2), scanner.skip("T") || scanner.skip("t"),
            let hour = scanner.number(2), scanner.skip(":"), let minute = scanner.number(2),
            scanner.skip(":"), let second = scanner.number(2)
        else { return nil }
        var nanoseconds: Int64 = 0
        if scanner.skip(".") {
            guard let fraction = scanner.fraction() else { return nil }
            nanoseconds = fraction
        }
        let civil = CivilTime(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        guard civil.isValid, let offset = scanner.zoneOffset(), scanner.isAtEnd else { return nil }
        self.init(seconds: civil.secondsSinceEpoch - offset, nanoseconds: Int32(nanoseconds))
    }
}

extension Timespan {
    /// Reads numbers with units, such as `-1h30.5s`; nil if the text is something else or the
    /// time span is out of range.
    init?(parsing text: String) {
        var scanner = DigitScanner(text)
        let isNegative = scanner.skip("-")
        if !isNegative { _ = scanner.skip("+") }
        guard !scanner.isAtEnd else { return nil }
        var total: UInt64 = 0
        if !scanner.isAtLoneZero {
            while !scanner.isAtEnd {
                guard let part = scanner.durationPart() else { return nil }
                let (sum, overflow) = total.addingReportingOverflow(part)
                guard !overflow else { return nil }
                total = sum
            }
        }
        // The most negative number has no positive counterpart.
        guard total <= Int64.max.magnitude || (isNegative && total == Int64.min.magnitude)
        else { return nil }
        let magnitude = Int64(truncatingIfNeeded: total)
        self.init(nanoseconds: isNegative ? 0 &- magnitude : magnitude)
    }
}

/// Reads the parts of times and durations.
struct DigitScanner {
    private let bytes: [UInt8]
    private var offset = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { offset == bytes.count }

    private var current: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    /// Skips one character; false if another is there.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    /// Reads a number of exactly `width` digits, or of any number of digits; nil if it is not
    /// there or does not fit in 64 bits.
    mutating func number<Number: FixedWidthInteger>(
        _ width: Int? = nil, as type: Number.Type = Int64.self,
    ) -> Number? {
        let start = offset
        while current.isDigit, width.map({ offset - start < $0 }) ?? true { offset += 1 }
        guard offset > start, width.map({ offset - start == $0 }) ?? true else { return nil }
        return Number(String(decoding: bytes[start..<offset], as: UTF8.self))
    }

    /// Reads decimals as billionths; digits behind the ninth are dropped.
    mutating func fraction() -> Int64? {
        let start = offset
        var value: Int64 = 0
        while current.isDigit {
            if offset - start < 9 { value = value * 10 + Int64(current - UInt8(ascii: "0")) }
            offset += 1
        }
        guard offset > start else { return nil }
        for _ in min(9, offset - start)..<9 { value *= 10 }
        return value
    }

    /// Whether `0` is all that is left, the one duration that needs no unit.
    var isAtLoneZero: Bool { bytes[offset...].elementsEqual([UInt8(ascii: "0")]) }

    /// Reads a number and its unit, such as `1.5h`, as nanoseconds.
    mutating func durationPart() -> UInt64? {
        let hasWhole = current.isDigit
        guard let whole = hasWhole ? number(as: UInt64.self) : 0 else { return nil }
        var billionths: Int64?
        if skip(".") { billionths = fraction() }
        guard hasWhole || billionths != nil, let unit = unit() else { return nil }
        let (product, overflow) = whole.multipliedReportingOverflow(by: unit)
        // The product of the decimals and the unit may need more than 64 bits; divided by a billion
        // it is less than the unit.
        let decimals = (billionths?.magnitude ?? 0).multipliedFullWidth(by: unit)
        let rest = UInt64(1_000_000_000).dividingFullWidth(decimals).quotient
        let (sum, carries) = product.addingReportingOverflow(rest)
        return overflow || carries ? nil : sum
    }

    /// Reads the unit of a duration: its length in nanoseconds.
    mutating func unit() -> UInt64? {
        for (name, length) in Self.units {
            let end = offset + name.count
            if end <= bytes.count, bytes[offset..<end].elementsEqual(name) {
                offset = end
                return length
            }
        }
        return nil
    }

    private static let units: [([UInt8], UInt64)] = [
        ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000),
        ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ].map { (Array($0.0.utf8), $0.1) }

    /// Reads `Z` or an offset such as `+08:00`, as seconds east of UTC.
    mutating func zoneOffset() -> Int64? {
        if skip("Z") || skip("z") { return 0 }
        let isWest = skip("-")
        guard isWest || skip("+"), let hours = number(2), skip(":"), let minutes = number(2),
            hours < 24, minutes < 60
        else { return nil }
        return (isWest ? -1 : 1) * (hours * 3_600 + minutes * 60)
    }
}
