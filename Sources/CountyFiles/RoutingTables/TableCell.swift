import RulesEngine

/// One cell of an input column: the values of a fact for which its rule may hold.
///
/// The cell is turned into a piece of a condition in the Common Expression Language, so that tables
/// in CSV and in YAML are compiled, analysed and explained alike.
struct TableCell {
    /// Why a cell says nothing that can be tested.
    enum Failure: Error, Hashable {
        case notNumber(String)
        case notFlag(String)
        case emptyAlternative
    }

    /// The fact, such as `report.category`.
    let fact: String
    let kind: FactKind
    let text: String

    /// Whether the cell leaves the fact open.
    static func isOpen(_ text: String) -> Bool { text.isEmpty || text == "-" }

    /// A piece of a condition, and which code points of the cell it was made of.
    struct Piece {
        let text: String
        /// Nil for the whole cell.
        let origin: Range<Int>?
        /// Whether it stands in the cell as it is.
        let isVerbatim: Bool

        init(_ text: String, of origin: Range<Int>? = nil) {
            self.text = text
            self.origin = origin
            isVerbatim = false
        }

        /// The whole text of a cell as it is.
        init(verbatim text: String) {
            self.text = text
            origin = nil
            isVerbatim = true
        }
    }

    /// One of the values of a cell, and which code points it has there.
    private struct Alternative {
        let text: String
        let origin: Range<Int>
    }

    /// The condition on the fact.
    func condition() throws(Failure) -> [Piece] {
        switch kind {
        case .text: try textCondition()
        case .number, .decimal:
            try any { value throws(Failure) in Piece(try number(value.text), of: value.origin) }
        case .flag(let mayBeAbsent): [Piece(try flag(mayBeAbsent))]
        }
    }

    /// `a | b`, `dispute/*`, `not a | b`.
    private func textCondition() throws(Failure) -> [Piece] {
        let isNegated = text.hasPrefix("not ")
        let values = try alternatives(after: isNegated ? 4 : 0)
        let whole = values.filter { !$0.text.hasSuffix("*") }
        let prefixes = values.filter { $0.text.hasSuffix("*") }
        var tests: [[Piece]] = []
        if whole.count == 1 { tests.append([Piece("\(fact) == "), Self.literal(whole[0])]) }
        if whole.count > 1 {
            tests.append(
                [Piece("\(fact) in [")] + Self.joined(whole.map { [Self.literal($0)] }, ", ")
                    + [Piece("]")])
        }
        tests += prefixes.map { prefix in
            let begin = Alternative(text: String(prefix.text.dropLast()), origin: prefix.origin)
            return [Piece("\(fact).startsWith("), Self.literal(begin), Piece(")")]
        }
        let test =
            tests.count == 1
            ? tests[0] : [Piece("(")] + Self.joined(tests, " || ") + [Piece(")")]
        return isNegated ? [Piece("!(")] + test + [Piece(")")] : test
    }

    private static func joined(_ parts: [[Piece]], _ separator: String) -> [Piece] {
        Array(parts.joined(separator: [Piece(separator)]))
    }

    private static func literal(_ value: Alternative) -> Piece {
        Piece(quoted(value.text), of: value.origin)
    }

    /// `22`, `>= 22`, `6..21`.
    private func number(_ text: String) throws(Failure) -> String {
        let bounds = text.split(separator: "..", omittingEmptySubsequences: false).map(\.trimmed)
        if bounds.count == 2 {
            let (low, high) = (try literal(bounds[0], in: text), try literal(bounds[1], in: text))
            return "(\(fact) >= \(low) && \(fact) <= \(high))"
        }
        for comparison in [">=", "<=", "!=", ">", "<", "="] where text.hasPrefix(comparison) {
            let value = try literal(text.dropFirst(comparison.count).trimmed, in: text)
            return "\(fact) \(comparison == "=" ? "==" : comparison) \(value)"
        }
        return "\(fact) == \(try literal(text, in: text))"
    }

    /// A number as the rules' language writes one of the fact's kind.
    private func literal(_ number: String, in text: String) throws(Failure) -> String {
        if case .number = kind, let value = Int64(number) { return "\(value)" }
        if case .decimal = kind, let value = Double(number), value.isFinite { return "\(value)" }
        throw .notNumber(text)
    }

    /// `true`, `false`; an answer that was not given is neither.
    private func flag(_ mayBeAbsent: Bool) throws(Failure) -> String {
        let isTrue = ["true", "yes", "是"].contains(text.lowercased())
        guard isTrue || ["false", "no", "否"].contains(text.lowercased()) else {
            throw .notFlag(text)
        }
        let test = isTrue ? fact : "!\(fact)"
        return mayBeAbsent ? "(has(\(fact)) && \(test))" : test
    }

    private func any(
        _ test: (Alternative) throws(Failure) -> Piece,
    ) throws(Failure) -> [Piece] {
        var tests: [[Piece]] = []
        for value in try alternatives(after: 0) { tests.append([try test(value)]) }
        guard tests.count > 1 else { return tests[0] }
        return [Piece("(")] + Self.joined(tests, " || ") + [Piece(")")]
    }

    /// The values between the bars, behind so many characters at the beginning.
    private func alternatives(after skipped: Int) throws(Failure) -> [Alternative] {
        var values: [Alternative] = []
        var origin = skipped
        let rest = String(String.UnicodeScalarView(text.unicodeScalars.dropFirst(skipped)))
        for part in rest.split(separator: "|", omittingEmptySubsequences: false) {
            let value = part.trimmed
            guard !value.isEmpty else { throw .emptyAlternative }
            let space = part.prefix(while: \.isWhitespace).unicodeScalars.count
            let start = origin + space
            let range = start..<(start + value.unicodeScalars.count)
            values.append(Alternative(text: value, origin: range))
            origin += part.unicodeScalars.count + 1
        }
        return values
    }

    /// The text as a literal.
    private static func quoted(_ text: String) -> String {
        let escaped = text.map { character in
            switch character {
            case "\"", "\\": "\\\(character)"
            case "\n", "\r\n": "\\n"
            default: String(character)
            }
        }
        return "\"\(escaped.joined())\""
    }
}
