/// Numbers as people write them into tables: `2`, `0.5`, `1/2`, `两`, `十五`, `半`.
enum WrittenNumber {
    private static let digits: [Character: Int] = [
        "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
        "八": 8, "九": 9,
    ]
    private static let places: [Character: Int] = ["十": 10, "百": 100, "千": 1_000]

    /// Takes the number at the start of `text` out of it; nil, and nothing is taken, if none stands
    /// there.
    static func first(in text: inout Substring) -> Double? {
        if text.first == "半" {
            text.removeFirst()
            return 0.5
        }
        return decimal(&text) ?? chinese(&text)
    }

    /// What looks like a number at the start of `text` and is none, such as `1/0` or `二三`.
    static func malformed(at text: Substring) -> String? {
        let looks = text.prefix { isDigit($0) || digits[$0] != nil || places[$0] != nil }
        guard !looks.isEmpty else { return nil }
        var rest = text
        guard first(in: &rest) == nil else { return nil }
        return String(text.prefix { isDigit($0) || "./".contains($0) || looks.contains($0) })
    }

    /// How many numbers stand in `text`.
    static func count(in text: String) -> Int {
        var rest = text[...]
        var count = 0
        while !rest.isEmpty {
            if first(in: &rest) != nil { count += 1 } else { rest.removeFirst() }
        }
        return count
    }

    /// The start of `text` up to its first number, or all of it if it begins with none or has none.
    static func wordsBeforeNumber(in text: Substring) -> String {
        var words = ""
        var rest = text
        while let character = rest.first {
            var ahead = rest
            if first(in: &ahead) != nil { break }
            words.append(character)
            rest = rest.dropFirst()
        }
        return words.isEmpty ? String(text) : words
    }

    private static func decimal(_ text: inout Substring) -> Double? {
        let whole = text.prefix(while: isDigit)
        // Longer numbers are no limits; the bound keeps the value exact.
        guard (1...9).contains(whole.count) else { return nil }
        var rest = text.dropFirst(whole.count)
        var written = whole
        if let mark = rest.first, mark == "." || mark == "/" {
            let second = rest.dropFirst().prefix(while: isDigit)
            guard (1...9).contains(second.count) else { return nil }
            rest = rest.dropFirst(second.count + 1)
            written = text[..<rest.startIndex]
            if mark == "/" {
                guard let above = Double(whole), let below = Double(second), below > 0 else {
                    return nil
                }
                text = rest
                return above / below
            }
        }
        guard let value = Double(written) else { return nil }
        text = rest
        return value
    }

    /// A number below ten thousand in Chinese characters.
    private static func chinese(_ text: inout Substring) -> Double? {
        let word = text.prefix { digits[$0] != nil || places[$0] != nil }
        guard let value = value(of: word) else { return nil }
        text = text.dropFirst(word.count)
        return Double(value)
    }

    private static func value(of word: Substring) -> Int? {
        guard !word.isEmpty, word.count <= 8 else { return nil }
        var (total, digit, lastPlace) = (0, Int?.none, 10_000)
        for character in word {
            if let next = digits[character] {
                // 二三 is no number; 一百零三 is one.
                guard digit == nil || digit == 0 else { return nil }
                digit = next
            } else if let place = places[character] {
                guard place < lastPlace, digit != 0 else { return nil }
                // 十五 leaves out the one of 一十五.
                guard digit != nil || (place == 10 && total == 0) else { return nil }
                total += (digit ?? 1) * place
                (digit, lastPlace) = (nil, place)
            }
        }
        return total + (digit ?? 0)
    }

    private static func isDigit(_ character: Character) -> Bool {
        character.isASCII && character.isNumber
    }
}
