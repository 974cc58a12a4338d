public import Governance

/// Reads the forms in which sources write a moment.
public struct FeedTime: Sendable {
    /// The zone that wall-clock times without one are read in.
    public let zone: CountyTimeZone

    /// A reader that takes wall-clock times to be in a zone.
    public init(zone: CountyTimeZone = .utc) {
        self.zone = zone
    }

    /// The moment that `text` says: RFC 3339, RFC 822, or a plain date and time.
    public func instant(_ text: String) -> Instant? {
        let trimmed = text.trimmed
        return Instant(trimmed) ?? Self.mailDate(trimmed) ?? localTime(trimmed)
    }

    /// The moment so many seconds or milliseconds after the epoch; above 1e11 they are milliseconds.
    public func instant(epoch number: Double) -> Instant? {
        let seconds = abs(number) >= 1e11 ? number / 1_000 : number
        guard abs(seconds) < 2.5e11 else { return nil }
        return Instant(microsecondsSinceEpoch: Int64((seconds * 1_000_000).rounded()))
    }

    /// `2026-03-01 08:00`, `2026/03/01 08:00:00`, `20260301080000` or `2026-03-01`, in the local zone.
    private func localTime(_ text: String) -> Instant? {
        guard text.utf8.count <= 40 else { return nil }
        var digits: [Int] = []
        // What follows a point is a fraction of a second.
        for scalar in text.unicodeScalars.prefix(while: { $0 != "." }) {
            switch scalar {
            case "0"..."9": digits.append(Int(scalar.value) - 48)
            case "-", "/", ":", " ", "T", "年", "月", "日", "时", "分", "秒": continue
            default: return nil
            }
        }
        guard [8, 12, 14].contains(digits.count) else { return nil }
        digits += Array(repeating: 0, count: 14 - digits.count)
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        let (hour, minute, second) = (number(8..<10), number(10..<12), number(12..<14))
        guard hour < 24, minute < 60, second < 60,
            let date = CivilDate(year: number(0..<4), month: number(4..<6), day: number(6..<8))
        else { return nil }
        let local = date.daysSinceEpoch * 86_400 + hour * 3_600 + minute * 60 + second
        let guess = Instant(secondsSinceEpoch: Int64(local - zone.baseOffsetSeconds))
        return Instant(secondsSinceEpoch: Int64(local - zone.offsetSeconds(at: guess)))
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    // RFC 822 §5.1; `GMT`, `UT` and the North American names are the only ones that it knows.
    private static let zones = [
        "gmt": 0, "ut": 0, "utc": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5,
        "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    ]

    /// `Sun, 29 Dec 2019 12:00:00 GMT` (RFC 822 as RSS uses it).
    private static func mailDate(_ text: String) -> Instant? {
        var words = text.split(whereSeparator: { " ,\t\n".contains($0) }).map { $0.lowercased() }
        if words.first.map({ Int($0) == nil }) == true { words.removeFirst() }
        guard words.count == 5, let day = Int(words[0]), var year = Int(words[2]),
            let month = months.firstIndex(of: String(words[1].prefix(3)))
        else { return nil }
        if year < 100 { year += year < 70 ? 2_000 : 1_900 }
        let time = words[3].split(separator: ":").map { Int($0) ?? -1 }
        guard (2...3).contains(time.count), (0..<24).contains(time[0]),
            (0..<60).contains(time[1]), let offset = offset(words[4]),
            let date = CivilDate(year: year, month: month + 1, day: day)
        else { return nil }
        let second = time.count == 3 ? time[2] : 0
        guard (0..<60).contains(second) else { return nil }
        let seconds = date.daysSinceEpoch * 86_400 + time[0] * 3_600 + time[1] * 60 + second
        return Instant(secondsSinceEpoch: Int64(seconds - offset))
    }

    private static func offset(_ word: String) -> Int? {
        if let hours = zones[word] { return hours * 3_600 }
        guard word.utf8.count == 5, let number = Int(word.dropFirst()),
            number % 100 < 60, number < 2_400
        else { return nil }
        let seconds = number / 100 * 3_600 + number % 100 * 60
        switch word.first {
        case "+": return seconds
        case "-": return -seconds
        default: return nil
        }
    }
}

extension StringProtocol {
    /// The text without the white space around it.
    var trimmed: String {
        // Hardly any text has space around it, and most ends tell it without a look into tables.
        guard let head = unicodeScalars.first, let tail = unicodeScalars.last else { return "" }
        if head.isSurelyNoSpace, tail.isSurelyNoSpace { return String(self) }
        // What holds nothing else is the space between elements, mostly.
        if utf8.allSatisfy({ $0.isSpaceOfASCII }) { return "" }
        let scalars = unicodeScalars
        guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let end = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(self[start...end])
    }
}

extension UInt8 {
    fileprivate var isSpaceOfASCII: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

extension Unicode.Scalar {
    /// Whether it is visible ASCII, or beyond the last space of Unicode, U+3000.
    fileprivate var isSurelyNoSpace: Bool {
        (0x21...0x7E).contains(value) || (0x3001...0xD7FF).contains(value)
    }
}
