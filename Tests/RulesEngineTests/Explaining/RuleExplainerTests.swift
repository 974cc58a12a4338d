import Governance
import GridTesting
import Testing
import TextFormats

@testable import RulesEngine

/// Explanations of decisions.
struct RuleExplainerTests {
    private func explain(
        _ rows: [Tables.Row], _ report: Report = .example(), text: String? = nil,
    ) throws -> DecisionExplanation {
        let source = RuleSetSource(tables: [
            Tables.table(.roles, .collect, rows, .roles([.supervisor])),
            Tables.table(.severity, .first, [], .severity(.ordinary)),
            Tables.table(.standard, .first, [], .standard(.ordinary)),
        ])
        let rules = try RuleSet.compile(source, for: SmallCounty.county)
        return RuleExplainer(of: rules).explain(
            report, personal: text.map { PersonalData(text: $0) },
            at: SmallCounty.timeZone.localTime(at: SmallCounty.morning))
    }

    private func row(_ id: String, _ when: String) -> Tables.Row { (id, when, .roles([.police])) }

    @Test func `the rules that fired are told with their reasons`() throws {
        let explanation = try explain([
            row("dispute", #"report.category.startsWith("dispute/")"#), row("fire", "false"),
        ])
        #expect(explanation.tables[0].fired.map(\.rule) == ["dispute"])
        #expect(explanation.tables[0].fired[0].because == Tables.because)
        #expect(explanation.decision.roles == [.police])
    }

    @Test(arguments: [
        (
            #"report.category.startsWith("dispute/") && local.hour >= 22"#, "local.hour >= 22",
            "local.hour", "10"
        ),
        (
            #"report.category.startsWith("dispute/") && (local.hour >= 22 || local.hour < 6)"#,
            "(local.hour >= 22 || local.hour < 6)", "local.hour", "10"
        ),
        (
            #"report.category == "dispute/elder-support" && report.source != "worker""#,
            #"report.source != "worker""#, "report.source", "'worker'"
        ),
        (
            "local.hour == 10 && !(local.weekday == 3)", "!(local.weekday == 3)", "local.weekday",
            "3"
        ),
        (
            "(local.hour == 3 && local.weekday == 1) || (local.hour == 10 && local.weekday == 1)",
            "local.weekday == 1", "local.weekday", "3"
        ),
    ])
    func `a rule that one fact stopped is a near miss`(
        when: String, stop: String, fact: String, value: String,
    ) throws {
        let misses = try explain([row("near", when)]).tables[0].nearMisses
        #expect(
            misses == [
                NearMiss(
                    rule: "near", stoppedBy: stop,
                    facts: [RoutingDecision.FactRead(name: fact, value: value)])
            ])
    }

    @Test func `an answer that was not given is one fact, guard and all`() throws {
        let when =
            #"report.category == "dispute/elder-support" "#
            + "&& has(report.answers.violence) && report.answers.violence"
        let misses = try explain([row("near", when)]).tables[0].nearMisses
        #expect(misses.map(\.facts) == [[.init(name: "report.answers.violence", value: nil)]])
    }

    @Test(arguments: [
        "local.hour >= 22", "local.hour >= 22 && local.weekday == 1",
        #"report.category == "safety/fire""#,
        #"local.hour >= 22 || report.category == "safety/fire""#,
    ])
    func `what is far from firing is no near miss`(when: String) throws {
        #expect(try explain([row("far", when)]).tables[0].nearMisses == [])
    }

    @Test func `words are never told`() throws {
        let when = #"local.hour == 10 && report.text.contains("刀")"#
        let explanation = try explain([row("knife", when)], text: "王家吵架")
        #expect(
            explanation.tables[0].nearMisses[0].facts == [.init(name: "report.text", value: nil)])
        var writer = JSONWriter()
        writer.value(explanation)
        let sentences = Language.allCases.flatMap {
            explanation.sentences(for: SmallCounty.county, in: $0)
        }
        #expect(
            !(String(decoding: writer.bytes, as: UTF8.self) + sentences.joined()).contains("王家"))
    }

    @Test func `near misses are bounded`() throws {
        let rows = (0..<20).map { row("near-\($0)", "local.hour == 10 && local.weekday == 7") }
        let misses = try explain(rows).tables[0].nearMisses
        #expect(misses.count == RuleExplainer.maximumNearMisses)
    }

    @Test func `the sentences are there in both languages`() throws {
        let explanation = try explain([
            row("dispute", #"report.category.startsWith("dispute/")"#),
            row("late", #"report.category.startsWith("dispute/") && local.hour >= 22"#),
        ])
        #expect(
            explanation.sentences(for: SmallCounty.county, in: .english) == [
                "Must come: Beat police; severity 3; standard ordinary.",
                "Table 'roles': rule 'dispute' fired: A test.",
                "Table 'roles': rule 'late' nearly fired; it was stopped by: local.hour >= 22 (local.hour = 10).",
                "Table 'severity': the default applies: A test.",
                "Table 'standard': the default applies: A test.",
                "Facts read: local.hour = 10, report.category = 'dispute/elder-support'.",
            ])
        #expect(
            explanation.sentences(for: SmallCounty.county, in: .chinese)[2]
                == "决策表“roles”：规则“late”差一点触发，未满足：local.hour >= 22（local.hour = 10）。")
    }
}
