public import Governance

/// A part of a back-test's report: a heading and the rows beneath it.
public struct BacktestSection: Sendable {
    /// One row.
    public struct Row: Sendable {
        /// What is counted.
        public let name: LocalizedText
        /// The numbers.
        public let tally: RuleBacktest.Tally
    }

    /// What its rows count.
    public let heading: LocalizedText
    /// The rows; those that differ most come first.
    public let rows: [Row]

    /// The parts of the report; rows that are most different come first.
    static func all(of test: RuleBacktest) -> [BacktestSection] {
        func both(_ text: String) -> LocalizedText { LocalizedText(chinese: text, english: text) }
        func section<Key>(
            _ chinese: String, _ english: String, _ tallies: [Key: RuleBacktest.Tally],
            _ name: (Key) -> LocalizedText,
        ) -> BacktestSection {
            let rows = tallies.map { Row(name: name($0.key), tally: $0.value) }
            return BacktestSection(
                heading: LocalizedText(chinese: chinese, english: english),
                rows: rows.sorted {
                    ($0.tally.difference, $1.name.english) > ($1.tally.difference, $0.name.english)
                })
        }
        // Few counties have tables of numbers.
        let numbers =
            test.numbers.isEmpty
            ? [] : [section("数值", "Numbers", test.numbers) { both("\($0.name) = \($0.value)") }]
        return [
            section("角色", "Roles", test.roles) { role in
                LocalizedText(
                    chinese: test.title(of: role, in: .chinese),
                    english: test.title(of: role, in: .english))
            },
            section("乡镇(呼叫人次)", "Townships (calls)", test.townships) { township in
                LocalizedText(
                    chinese: test.title(of: township, in: .chinese),
                    english: test.title(of: township, in: .english))
            },
            section("紧急程度", "Severity", test.severities) { both("\($0.rawValue)") },
            section("时限标准", "Standard", test.standards) { both($0.name) },
        ] + numbers + [section("规则", "Rules", test.rules) { both($0.text) }]
    }
}

extension RuleBacktest.Tally {
    /// For how many reports the versions differ.
    var difference: Int { gains + losses }
}

extension RuleBacktest {
    /// The parts of the report, as every form of it shows them.
    public var sections: [BacktestSection] { BacktestSection.all(of: self) }
}
