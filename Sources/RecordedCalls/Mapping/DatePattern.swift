import Governance

/// How a source writes its local dates, for example `MM/dd/yyyy hh:mm:ss a`.
///
/// The letters are those of Unicode's LDML (UTS #35): `yyyy` and `yy`, `M` and `MM`, `d` and `dd`,
/// `H` and `HH`, `h` and `hh` with `a`, `m` and `mm`, `s` and `ss`, `S` for a fraction of any
/// length. One letter takes one or two digits, two take exactly two. Text in quotes and all that
/// is not a letter stands for itself. Years of two digits are 1969 to 2068, as in POSIX.
struct DatePattern: Hashable, Sendable {
    private enum Element: Hashable {
        case digits(Field, widths: ClosedRange<Int>)
        case halfOfDay
        case fraction
        case literal([UInt8])
    }

    private enum Field: Int {
        case year, month, day, hour, hourOfHalf, minute, second
    }

    private static let longestText = 64

    /// The pattern as it was written.
    let text: String
    private let elements: [Element]

    /// Compiles a pattern.
    ///
    /// - Throws: ``Fault`` telling what is wrong with it.
    init(_ text: String) throws(Fault) {
        guard text.utf8.count <= Self.longestText else {
            throw Fault(message: "a date form has at most \(Self.longestText) characters")
        }
        var elements: [Element] = []
        var rest = text[...]
        while let letter = rest.first {
            if letter == "'" {
                elements.append(.literal(try Self.takeQuoted(&rest)))
                continue
            }
            let run = rest.prefix { $0 == letter }
            rest = rest.dropFirst(run.count)
            elements.append(try Self.element(letter, run.count))
        }
        self.text = text
        self.elements = elements
        try checkFields()
    }

    /// Why a pattern cannot be understood.
    struct Fault: Error, Hashable {
        let message: String
    }

    /// The moment that `bytes` spell, taken as if it were UTC, or nil if they are not of this form
    /// or no date of the calendar.
    func parse(_ bytes: some RandomAccessCollection<UInt8>) -> Instant? {
        var reader = Reader(bytes)
        for element in elements {
            guard reader.take(element) else { return nil }
        }
        return reader.isAtEnd ? reader.instant : nil
    }
}

extension DatePattern {
    /// Takes text in quotes; a quote within it, or outside by itself, is written twice.
    private static func takeQuoted(_ rest: inout Substring) throws(Fault) -> [UInt8] {
        var text: [UInt8] = []
        repeat {
            let quoted = rest.dropFirst().prefix { $0 != "'" }
            rest = rest.dropFirst(quoted.count + 1)
            guard rest.first == "'" else { throw Fault(message: "a quote is not closed") }
            rest = rest.dropFirst()
            text += quoted.utf8
            if quoted.isEmpty || rest.first == "'" { text.append(UInt8(ascii: "'")) }
        } while rest.first == "'"
        return text
    }

    private static func element(_ letter: Character, _ count: Int) throws(Fault) -> Element {
        guard letter.isASCII, letter.isLetter else {
            return .literal(Array(String(repeating: letter, count: count).utf8))
        }
        let short = count == 1 ? 1...2 : 2...2
        switch (letter, count) {
        case ("y", 4): return .digits(.year, widths: 4...4)
        case ("y", 2): return .digits(.year, widths: 2...2)
        case ("M", 1...2): return .digits(.month, widths: short)
        case ("d", 1...2): return .digits(.day, widths: short)
        case ("H", 1...2): return .digits(.hour, widths: short)
        case ("h", 1...2): return .digits(.hourOfHalf, widths: short)
        case ("m", 1...2): return .digits(.minute, widths: short)
        case ("s", 1...2): return .digits(.second, widths: short)
        case ("S", _): return .fraction
        case ("a", 1): return .halfOfDay
        default:
            let run = String(repeating: letter, count: count)
            throw Fault(
                message: "'\(run)' is not known; write yyyy yy MM M dd d HH H hh h mm m ss s S a, "
                    + "and other letters in quotes")
        }
    }

    private func checkFields() throws(Fault) {
        var fields: Set<Field> = []
        for case .digits(let field, _) in elements where !fields.insert(field).inserted {
            throw Fault(message: "a part of the date stands twice")
        }
        guard fields.isSuperset(of: [.year, .month, .day]) else {
            throw Fault(message: "year, month and day must all be there")
        }
        guard !fields.isSuperset(of: [.hour, .hourOfHalf]) else {
            throw Fault(message: "H and h exclude each other")
        }
        guard fields.contains(.hourOfHalf) == elements.contains(.halfOfDay) else {
            throw Fault(message: "h and a need each other")
        }
    }

    private struct Reader<Bytes: RandomAccessCollection<UInt8>> {
        private let bytes: Bytes
        private var position: Bytes.Index
        private var year = 0
        private var month = 0
        private var day = 0
        private var hour = 0
        private var minute = 0
        private var second = 0
        private var isAfternoon: Bool?

        init(_ bytes: Bytes) {
            self.bytes = bytes
            position = bytes.startIndex
        }

        var isAtEnd: Bool { position == bytes.endIndex }

        var instant: Instant? {
            guard let hour = hourOfDay, minute < 60, second < 60 else { return nil }
            guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
            let ofDay = hour * 3_600 + minute * 60 + second
            return Instant(secondsSinceEpoch: Int64(date.daysSinceEpoch * 86_400 + ofDay))
        }

        private var hourOfDay: Int? {
            guard let isAfternoon else { return hour < 24 ? hour : nil }
            return (1...12).contains(hour) ? hour % 12 + (isAfternoon ? 12 : 0) : nil
        }

        mutating func take(_ element: Element) -> Bool {
            switch element {
            case .digits(let field, let widths): take(field, widths)
            case .halfOfDay: takeHalfOfDay()
            case .fraction: number(1...18) != nil
            case .literal(let expected): take(expected)
            }
        }

        private mutating func take(_ field: Field, _ widths: ClosedRange<Int>) -> Bool {
            guard let value = number(widths) else { return false }
            switch field {
            case .year where widths.upperBound == 2: year = value + (value < 69 ? 2_000 : 1_900)
            case .year: year = value
            case .month: month = value
            case .day: day = value
            case .hour, .hourOfHalf: hour = value
            case .minute: minute = value
            case .second: second = value
            }
            return true
        }

        private mutating func takeHalfOfDay() -> Bool {
            guard let letter = next(), next().map({ $0 & 0xDF }) == UInt8(ascii: "M") else {
                return false
            }
            switch letter & 0xDF {
            case UInt8(ascii: "A"): isAfternoon = false
            case UInt8(ascii: "P"): isAfternoon = true
            default: return false
            }
            return true
        }

        private mutating func take(_ expected: [UInt8]) -> Bool {
            for byte in expected where next() != byte { return false }
            return true
        }

        private mutating func next() -> UInt8? {
            guard !isAtEnd else { return nil }
            defer { position = bytes.index(after: position) }
            return bytes[position]
        }

        private mutating func number(_ widths: ClosedRange<Int>) -> Int? {
            var (value, width) = (0, 0)
            while width < widths.upperBound, !isAtEnd {
                let digit = bytes[position]
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { break }
                value = value * 10 + Int(digit - UInt8(ascii: "0"))
                width += 1
                position = bytes.index(after: position)
            }
            return width >= widths.lowerBound ? value : nil
        }
    }
}
