import Governance
import GridTesting
import Testing

@testable import RulesEngine

/// What cases have tried of the rules.
struct RuleCoverageTests {
    private func coverage(
        _ rows: [Tables.Row], _ hitPolicy: HitPolicy = .first, hours: [Int],
    ) throws -> [RuleCoverage.Rule] {
        let source = RuleSetSource(tables: [
            Tables.table(.roles, .collect, [], .roles([.supervisor])),
            Tables.table(.severity, hitPolicy, rows, .severity(.ordinary)),
            Tables.table(.standard, .first, [], .standard(.ordinary)),
        ])
        let rules = try RuleSet.compile(source, for: SmallCounty.county)
        let cases = hours.map { hour in
            RoutingCase(
                id: "at-\(hour)", report: .example(), personal: nil,
                time: LocalTime(
                    date: CivilDate(daysSinceEpoch: 20_000), secondOfDay: hour * 3_600),
                expected: .init(), position: SourcePosition(file: "cases", line: 1, column: 1))
        }
        return RuleCoverage(of: rules, by: cases).rules
    }

    private func row(_ id: String, _ when: String) -> Tables.Row { (id, when, .severity(.urgent)) }

    @Test func `each part of a condition is seen true and false by itself`() throws {
        let rules = try coverage(
            [row("late", "local.hour >= 22 || (local.hour < 6 && !report.exercise)")],
            hours: [23, 10])
        #expect(rules.map(\.fired) == [1])
        #expect(
            rules[0].parts.map(\.text) == ["local.hour >= 22", "local.hour < 6", "report.exercise"])
        #expect(rules[0].parts.map(\.wasTrue) == [true, false, false])
        #expect(rules[0].parts.map(\.wasFalse) == [true, true, true])
        #expect("\(rules[0].parts[1].position)" == "routing.yaml:10:36")
    }

    @Test func `what stands behind the rule that decides is not tried`() throws {
        let rows = [row("first", "local.hour >= 20"), row("second", "local.hour >= 22")]
        let rules = try coverage(rows, hours: [23])
        #expect(rules.map(\.fired) == [1, 0])
        #expect(rules[1].parts.map(\.wasTrue) == [false])
    }

    @Test func `what a case states of history and feeds is tried`() throws {
        let source = RuleSetSource(tables: [
            Tables.table(.roles, .collect, [], .roles([.supervisor])),
            Tables.table(
                .severity, .first,
                [row("again", "history.here7Days >= 3"), row("rain", "feeds.rain.value > 0")],
                .severity(.ordinary)),
            Tables.table(.standard, .first, [], .standard(.ordinary)),
        ])
        let rain = try #require(FeedFact("rain", .integer))
        let rules = try RuleSet.compile(source, for: SmallCounty.county, feeds: [rain])
        func routingCase(_ here7Days: Int, _ value: Int64) -> RoutingCase {
            var history = RoutingContext.History.nothing
            history.here7Days = here7Days
            return RoutingCase(
                id: "case", report: .example(), personal: nil,
                time: LocalTime(date: CivilDate(daysSinceEpoch: 20_000), secondOfDay: 0),
                history: history, feeds: ["rain": .init(.integer(value), ageMinutes: 0)],
                expected: .init(severity: .urgent),
                position: SourcePosition(file: "cases", line: 1, column: 1))
        }
        let cases = [routingCase(3, 0), routingCase(0, 1)]
        #expect(cases.flatMap { rules.mismatches(of: $0) } == [])
        #expect(RuleCoverage(of: rules, by: cases).rules.map(\.fired) == [1, 1])
    }

    @Test func `a part that cannot be evaluated is seen neither way`() throws {
        let rules = try coverage([row("violence", "report.answers.violence")], hours: [1])
        #expect(rules[0].parts.map { [$0.wasTrue, $0.wasFalse] } == [[false, false]])
    }
}
