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

    /// The condition on the fact.
    func condition() throws(Failure) -> String {
        switch kind {
        case .text: try textCondition()
        case .number:
            try any(of: alternatives(of: text)) { text throws(Failure) in try number(text) }
        case .flag(let mayBeAbsent): try flag(mayBeAbsent)
        }
    }

    /// `a | b`, `dispute/*`, `not a | b`.
    private func textCondition() throws(Failure) -> String {
        let isNegated = text.hasPrefix("not ")
        let values = try alternatives(of: isNegated ? String(text.dropFirst(4)) : text)
        let whole = values.filter { !$0.hasSuffix("*") }.map(Self.quoted)
        let prefixes = values.filter { $0.hasSuffix("*") }.map {
            Self.quoted(String($0.dropLast()))
        }
        var tests: [String] = []
        if whole.count == 1 { tests.append("\(fact) == \(whole[0])") }
        if whole.count > 1 { tests.append("\(fact) in [\(whole.joined(separator: ", "))]") }
        tests += prefixes.map { "\(fact).startsWith(\($0))" }
        let test = tests.count == 1 ? tests[0] : "(\(tests.joined(separator: " || ")))"
        return isNegated ? "!(\(test))" : test
    }

    /// `22`, `>= 22`, `6..21`.
    private func number(_ text: String) throws(Failure) -> String {
        let bounds = text.split(separator: "..", omittingEmptySubsequences: false).map(\.trimmed)
        if bounds.count == 2 {
            guard let low = Int64(bounds[0]), let high = Int64(bounds[1]) else {
                throw .notNumber(text)
            }
            return "(\(fact) >= \(low) && \(fact) <= \(high))"
        }
        for comparison in [">=", "<=", "!=", ">", "<", "="] where text.hasPrefix(comparison) {
            guard let value = Int64(text.dropFirst(comparison.count).trimmed) else {
                throw .notNumber(text)
            }
            return "\(fact) \(comparison == "=" ? "==" : comparison) \(value)"
        }
        guard let value = Int64(text) else { throw .notNumber(text) }
        return "\(fact) == \(value)"
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
        of values: [String], _ test: (String) throws(Failure) -> String,
    ) throws(Failure) -> String {
        var tests: [String] = []
        for value in values { tests.append(try test(value)) }
        return tests.count == 1 ? tests[0] : "(\(tests.joined(separator: " || ")))"
    }

    private func alternatives(of text: String) throws(Failure) -> [String] {
        let values = text.split(separator: "|", omittingEmptySubsequences: false).map(\.trimmed)
        guard values.allSatisfy({ !$0.isEmpty }) else { throw .emptyAlternative }
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
