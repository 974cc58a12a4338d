import RulesEngine
import Testing

@testable import CountyFiles

/// Cells of decision tables.
struct TableCellTests {
    private func condition(_ text: String, _ fact: String) throws -> String {
        let feeds = [("rain", .number), ("level", .integer), ("warning", .text), ("flood", .flag)]
            .compactMap { (name: String, kind: FeedFact.Kind) in FeedFact(name, kind) }
        let kind = try #require(FactKind(factNamed: fact, feeds: feeds))
        return try TableCell(fact: fact, kind: kind, text: text).condition().map(\.text).joined()
    }

    @Test(arguments: [
        ("dispute/land", #"report.category == "dispute/land""#),
        ("a|b", #"report.category in ["a", "b"]"#), ("a/*", #"report.category.startsWith("a/")"#),
        ("a | b/*", #"(report.category == "a" || report.category.startsWith("b/"))"#),
        ("not a | b", #"!(report.category in ["a", "b"])"#),
        (#"say "a\b""#, #"report.category == "say \"a\\b\"""#),
    ])
    func `a text is one of several, begins with something, or is none`(
        text: String, expected: String,
    ) throws {
        #expect(try condition(text, "report.category") == expected)
    }

    @Test(arguments: [
        ("22", "local.hour == 22"), (">= 22", "local.hour >= 22"), ("<6", "local.hour < 6"),
        ("6..21", "(local.hour >= 6 && local.hour <= 21)"),
        (">=22|<6", "(local.hour >= 22 || local.hour < 6)"), ("!= -1", "local.hour != -1"),
    ])
    func `a number is compared`(text: String, expected: String) throws {
        #expect(try condition(text, "local.hour") == expected)
    }

    @Test(arguments: [
        (">= 3", "history.here30Days", "history.here30Days >= 3"),
        (">= 30|0.5", "feeds.rain.value", "(feeds.rain.value >= 30.0 || feeds.rain.value == 0.5)"),
        ("> 2", "feeds.level.value", "feeds.level.value > 2"),
        ("暴雨*", "feeds.warning.value", #"feeds.warning.value.startsWith("暴雨")"#),
        ("是", "feeds.flood.value", "feeds.flood.value"),
        ("<60", "feeds.rain.ageMinutes", "feeds.rain.ageMinutes < 60"),
        ("no", "feeds.rain.isStale", "!feeds.rain.isStale"),
    ])
    func `what is known beside the report has columns too`(
        text: String, fact: String, expected: String,
    ) throws {
        #expect(try condition(text, fact) == expected)
    }

    @Test(arguments: [
        (
            "true", "report.answers.violence",
            "(has(report.answers.violence) && report.answers.violence)"
        ),
        (
            "否", "report.answers.violence",
            "(has(report.answers.violence) && !report.answers.violence)"
        ),
        ("yes", "report.exercise", "report.exercise"),
        ("FALSE", "report.exercise", "!report.exercise"),
    ])
    func `an answer counts only if it was given`(
        text: String, fact: String, expected: String,
    ) throws {
        #expect(try condition(text, fact) == expected)
    }

    @Test(arguments: [
        ("late", "local.hour"), (">= x", "local.hour"), ("1..", "local.hour"),
        ("1 |", "local.hour"),
        ("maybe", "report.exercise"), ("|a", "report.category"),
        ("9999999999999999999", "local.hour"), ("0.5", "local.hour"),
        ("nan", "feeds.rain.value"), ("inf", "feeds.rain.value"), ("1e999", "feeds.rain.value"),
    ])
    func `a cell that tests nothing is refused`(text: String, fact: String) {
        #expect(throws: TableCell.Failure.self) { try condition(text, fact) }
    }
}
