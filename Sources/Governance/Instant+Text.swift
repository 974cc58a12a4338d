/// RFC 3339 text, the one form in which moments cross the edges of the product.
extension Instant: LosslessStringConvertible {
    /// The moment in UTC, for example `2026-11-21T06:03:12.500000Z`; no fraction when it is zero.
    public var description: String {
        text(offsetSeconds: 0)
    }

    /// The moment as an RFC 3339 date-time at the given offset east of UTC.
    public func text(offsetSeconds: Int) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        appendText(offsetSeconds: offsetSeconds, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the RFC 3339 text to `bytes`.
    ///
    /// RFC 3339 has four digits for the year; a year outside 0000 to 9999 gets a sign and as many
    /// digits as it takes, which nothing reads back.
    public func appendText(offsetSeconds: Int = 0, to bytes: inout [UInt8]) {
        let microsecondsPerDay: Int64 = 86_400_000_000
        let utc = microsecondsSinceEpoch.dividedDown(by: microsecondsPerDay)
        // The offset goes to the time of day, so that no moment is too far away to be written.
        let local = (utc.remainder + Int64(offsetSeconds) * 1_000_000)
            .dividedDown(by: microsecondsPerDay)
        let days = Int(utc.quotient + local.quotient)
        let ofDay = Int(local.remainder)
        let date = CivilDate(daysSinceEpoch: days)
        let seconds = ofDay / 1_000_000
        bytes.append(year: date.year)
        bytes.append(UInt8(ascii: "-"), twoDigits: date.month)
        bytes.append(UInt8(ascii: "-"), twoDigits: date.day)
        bytes.append(UInt8(ascii: "T"), twoDigits: seconds / 3_600)
        bytes.append(UInt8(ascii: ":"), twoDigits: seconds / 60 % 60)
        bytes.append(UInt8(ascii: ":"), twoDigits: seconds % 60)
        let fraction = ofDay % 1_000_000
        if fraction != 0 {
            bytes.append(UInt8(ascii: "."))
            bytes.append(twoDigits: fraction / 10_000)
            bytes.append(twoDigits: fraction / 100 % 100)
            bytes.append(twoDigits: fraction % 100)
        }
        guard offsetSeconds != 0 else {
            bytes.append(UInt8(ascii: "Z"))
            return
        }
        let sign = UInt8(ascii: offsetSeconds < 0 ? "-" : "+")
        bytes.append(sign, twoDigits: abs(offsetSeconds) / 3_600)
        bytes.append(UInt8(ascii: ":"), twoDigits: abs(offsetSeconds) / 60 % 60)
    }

    /// The moment of an RFC 3339 date-time with a zone, or nil if `text` is not one.
    ///
    /// A fraction is cut to microseconds. Years 0000 to 9999, as written and in UTC; a leap second
    /// is refused.
    public init?(_ text: some StringProtocol) {
        var reader = DigitReader(bytes: Array(text.utf8))
        guard
            let year = reader.number(4), reader.take("-"),
            let month = reader.number(2), reader.take("-"),
            let day = reader.number(2), reader.take("T") || reader.take("t") || reader.take(" "),
            let hour = reader.number(2), hour < 24, reader.take(":"),
            let minute = reader.number(2), minute < 60, reader.take(":"),
            let second = reader.number(2), second < 60,
            let date = CivilDate(year: year, month: month, day: day),
            let microseconds = reader.fraction(),
            let offset = reader.offset(), reader.isAtEnd
        else { return nil }
        let seconds = date.daysSinceEpoch * 86_400 + hour * 3_600 + minute * 60 + second - offset
        guard Self.writableSeconds.contains(seconds) else { return nil }
        self.init(microsecondsSinceEpoch: Int64(seconds) * 1_000_000 + Int64(microseconds))
    }
}

extension Instant {
    /// The years 0000 to 9999 in UTC, in seconds since the epoch.
    private static let writableSeconds = -62_167_219_200..<253_402_300_800
}

extension [UInt8] {
    fileprivate mutating func append(year: Int) {
        guard !(0...9_999).contains(year) else {
            append(twoDigits: year / 100)
            append(twoDigits: year % 100)
            return
        }
        append(UInt8(ascii: year < 0 ? "-" : "+"))
        let digits = String(abs(year)).utf8
        append(contentsOf: repeatElement(UInt8(ascii: "0"), count: Swift.max(0, 4 - digits.count)))
        append(contentsOf: digits)
    }

    @inline(__always)
    fileprivate mutating func append(twoDigits value: Int) {
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / 10))
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10))
    }

    fileprivate mutating func append(_ separator: UInt8, twoDigits value: Int) {
        append(separator)
        append(twoDigits: value)
    }
}

/// Reads fixed-width decimal numbers and single characters from ASCII.
private struct DigitReader {
    let bytes: [UInt8]
    var position = 0

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else {
            return false
        }
        position += 1
        return true
    }

    mutating func digit() -> Int? {
        guard position < bytes.count, (48...57).contains(bytes[position]) else { return nil }
        position += 1
        return Int(bytes[position - 1]) - 48
    }

    mutating func number(_ width: Int) -> Int? {
        var value = 0
        for _ in 0..<width {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// Microseconds of an optional fraction; zero where there is none.
    mutating func fraction() -> Int? {
        guard take(".") else { return 0 }
        guard var value = digit() else { return nil }
        var scale = 100_000
        value *= scale
        while let next = digit() {
            scale /= 10
            value += next * scale
        }
        return value
    }

    /// Seconds east of UTC.
    mutating func offset() -> Int? {
        if take("Z") || take("z") { return 0 }
        let isEast = take("+")
        guard isEast || take("-") else { return nil }
        guard
            let hours = number(2), hours < 24, take(":"), let minutes = number(2), minutes < 60
        else { return nil }
        return (isEast ? 1 : -1) * (hours * 3_600 + minutes * 60)
    }
}
