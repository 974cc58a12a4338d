import Governance
import TextFormats

/// Reads the time limits that people write into tables: `2紧急工作时`, `３ 个工作日`, `半天`, `两小时内`.
///
/// Which words are units, and which say nothing, the mapping states; the reader knows numbers only.
/// What it does not understand as a whole it refuses: a limit that is guessed is worse than none.
struct LimitText {
    /// Why a text is not one limit.
    enum Refusal: Error, Hashable {
        case empty
        case tooLong
        case noAmount
        case noUnit
        case notPositive
        case tooLarge
        case severalAmounts
        case malformedNumber(String)
        case unknownWord(String, suggestion: String?)
    }

    /// The longest text that is read, in characters.
    static let maximumLength = 64

    let words: LimitWords

    /// The limit that `text` states.
    func limit(in text: String) throws(Refusal) -> WorkingDuration {
        guard text.count <= Self.maximumLength else { throw .tooLong }
        guard !Self.partsDigits(text) else { throw .severalAmounts }
        let written = Self.plain(text)
        guard !written.isEmpty else { throw .empty }
        var rest = withoutIdleWords(written)
        guard let number = WrittenNumber.first(in: &rest) else {
            throw refusal(of: rest, written: written)
        }
        var amount = number
        rest = dropping(words.counters, from: rest)
        // 一个半工作日, one and a half.
        if number == number.rounded(), rest.first == "半", rest.count > 1 {
            amount += 0.5
            rest.removeFirst()
        }
        var unit = unit(at: &rest)
        // 两天半, two and a half.
        if rest == "半", number == number.rounded() {
            amount += 0.5
            rest = ""
        }
        if !rest.isEmpty { unit = nil }
        guard let unit else { throw refusal(of: rest, written: written) }
        guard amount > 0 else { throw .notPositive }
        guard let limit = WorkingDuration(amount / unit.perUnit, unit.unit) else {
            throw .tooLarge
        }
        return limit
    }

    /// The unit that the whole rest names, longest word first.
    private func unit(at rest: inout Substring) -> LimitWords.UnitWord? {
        guard let unit = words.units.first(where: { rest.hasPrefix($0.word) }) else { return nil }
        rest = rest.dropFirst(unit.word.count)
        return unit
    }

    /// The text without the words that say nothing at its ends.
    private func withoutIdleWords(_ text: String) -> Substring {
        var rest = text[...]
        while let word = words.idle.first(where: { rest.hasPrefix($0) && $0.count < rest.count }) {
            rest = rest.dropFirst(word.count)
        }
        while let word = words.idle.first(where: { rest.hasSuffix($0) && $0.count < rest.count }) {
            rest = rest.dropLast(word.count)
        }
        return rest
    }

    private func dropping(_ counters: [String], from rest: Substring) -> Substring {
        guard let counter = counters.first(where: { rest.hasPrefix($0) }) else { return rest }
        return rest.dropFirst(counter.count)
    }

    private func refusal(of rest: Substring, written: String) -> Refusal {
        if let number = WrittenNumber.malformed(at: rest) { return .malformedNumber(number) }
        let numbers = WrittenNumber.count(in: written)
        if numbers == 0 { return .noAmount }
        if numbers > 1 { return .severalAmounts }
        if rest.isEmpty { return .noUnit }
        let word = WrittenNumber.wordsBeforeNumber(in: rest)
        // Among words of one character, any is near to any other.
        let candidates = word.count > 1 ? words.units.map(\.word) : []
        return .unknownWord(word, suggestion: Suggestion.closest(to: word, among: candidates))
    }

    /// Whether white space stands between two digits: that may be one number or two.
    private static func partsDigits(_ text: String) -> Bool {
        let words = text.split(whereSeparator: \.isWhitespace)
        return zip(words, words.dropFirst()).contains { left, right in
            let (last, first) = (plain(String(left)).last, plain(String(right)).first)
            return last?.isASCII == true && first?.isASCII == true && last?.isNumber == true
                && first?.isNumber == true
        }
    }

    /// The text with narrow digits and letters and without white space.
    private static func plain(_ text: String) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
            // Full-width forms stand in the order of ASCII.
            let narrow =
                (0xFF01...0xFF5E).contains(scalar.value)
                ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
            plain.append(narrow)
        }
        return String(plain)
    }
}

/// What the words of a table's limits mean.
struct LimitWords: Hashable, Sendable {
    /// One word for a unit.
    struct UnitWord: Hashable, Sendable {
        let word: String
        let unit: WorkingDuration.Unit
        /// How many of the word make one unit: 60 minutes make an hour.
        let perUnit: Double
    }

    /// The words for units, the longest first, so that 工作日 is not read as 工作 and a rest.
    let units: [UnitWord]
    /// Words before and after a limit that do not change it, such as 内; the longest first.
    let idle: [String]
    /// Words between amount and unit, such as 个.
    let counters: [String]

    init(units: [UnitWord], idle: [String], counters: [String]) {
        func longestFirst(_ words: [String]) -> [String] {
            words.sorted { ($0.count, $1) > ($1.count, $0) }
        }
        self.units = units.sorted { ($0.word.count, $1.word) > ($1.word.count, $0.word) }
        self.idle = longestFirst(idle)
        self.counters = longestFirst(counters)
    }
}
