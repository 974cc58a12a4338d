import CEL
import GridTesting
import RulesEngine

/// Random conditions about a few facts, and random rows of those facts.
struct RandomConditions {
    var generator: SeededGenerator

    static func layout() throws -> FactLayout {
        let inner = RecordType("Inner", fields: [.init("flag", .bool), .init("level", .int)])
        let record = RecordType(
            "Fact",
            fields: [
                .init("name", .string), .init("count", .int), .init("tags", .list(.string)),
                .init("inner", .record("Inner")), .init("weight", .double),
                .init("others", .list(.string)),
            ])
        return FactLayout(
            try Environment(
                variables: [.init("fact", .record("Fact")), .init("free", .bool)],
                records: [record, inner]))
    }

    private static let texts = [
        "", "a", "a.", "a.b", "a.b.c", "ab", "b", "é", "e\u{301}", "网格", "网", "a\u{0}", "\u{7F}",
        "\u{10FFFF}",
    ]
    private static let numbers: [Int64] = [.min, -3, -1, 0, 1, 2, 3, 5, 23, .max]

    private mutating func text() -> String { Self.texts.randomElement(using: &generator) ?? "" }

    private mutating func literal() -> String {
        "'" + text().replacing("\u{0}", with: "\\x00") + "'"
    }

    private mutating func number() -> Int64 { Self.numbers.randomElement(using: &generator) ?? 0 }

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &generator) < percent
    }

    /// A condition of at most a few levels.
    mutating func condition(depth: Int = 3) -> String {
        guard depth > 0, !chance(30) else { return atom() }
        let left = condition(depth: depth - 1)
        switch Int.random(in: 0..<8, using: &generator) {
        case 0..<4: return "(\(left) && \(condition(depth: depth - 1)))"
        case 4, 5: return "(\(left) || \(condition(depth: depth - 1)))"
        case 6: return "!(\(left))"
        default: return "(\(left) ? \(atom()) : \(atom()))"
        }
    }

    private mutating func atom() -> String {
        let comparison = ["==", "!=", "<", "<=", ">", ">="].randomElement(using: &generator) ?? ""
        switch Int.random(in: 0..<20, using: &generator) {
        case 0, 1: return "fact.name \(comparison) \(literal())"
        case 2: return "\(literal()) \(comparison) fact.name"
        case 3, 4: return "fact.name.startsWith(\(literal()))"
        case 5: return "fact.name in [\(literal()), \(literal())]"
        case 6, 7: return "fact.count \(comparison) \(number())"
        case 8: return "\(number()) \(comparison) fact.inner.level"
        case 9: return "fact.inner.level in [\(number()), \(number())]"
        case 10, 11, 12: return "\(literal()) in fact.tags"
        case 13: return "\(literal()) in fact.others"
        case 14: return "fact.inner.flag"
        case 15:
            return
                "has(fact.\(["name", "count", "tags", "inner", "weight"].randomElement(using: &generator) ?? "name"))"
        case 16: return "free == \(chance(50))"
        case 17: return ["true", "false"].randomElement(using: &generator) ?? "true"
        case 18: return "fact.weight > 1.5"
        default:
            return [
                "size(fact.tags) > 1", "fact.count + fact.inner.level > 2", "1 / fact.count > 0",
                "fact.name.contains('b')", "dyn(fact.count) > 2.5", "has(fact.inner.flag)",
            ].randomElement(using: &generator) ?? "true"
        }
    }

    /// Facts of which some are absent and a few of another type than the declared one.
    mutating func row(_ layout: FactLayout) -> FactRow {
        var row = FactRow(layout)
        for (index, cell) in layout.cells.enumerated() where !chance(12) {
            row.cells[index] = chance(3) ? .uint(1) : value(cell.type)
        }
        return row
    }

    private mutating func value(_ type: ValueType) -> Value {
        switch type {
        case .bool: return .bool(chance(50))
        case .int: return .int(chance(50) ? number() : Int64.random(in: -4...30, using: &generator))
        case .string: return .string(chance(80) ? text() : text() + text())
        case .double: return .double([0, 1.5, 2, .nan].randomElement(using: &generator) ?? 0)
        default:
            let count = Int.random(in: 0...4, using: &generator)
            return .list((0..<count).map { _ in chance(3) ? .int(1) : .string(text()) })
        }
    }
}
