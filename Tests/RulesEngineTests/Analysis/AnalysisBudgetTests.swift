import Governance
import GridTesting
import Testing

@testable import RulesEngine

/// The work of an analysis is bounded, counted in steps.
struct AnalysisBudgetTests {
    /// The analysis of a table of severities, and what it left of the budget.
    private func analyse(
        _ rows: [Tables.Row], _ hitPolicy: HitPolicy, steps: Int,
    ) throws -> (findings: [RuleFinding], left: Int) {
        let source = RuleSetSource(tables: [
            Tables.table(.roles, .collect, [], .roles([.supervisor])),
            Tables.table(.severity, hitPolicy, rows, .severity(.ordinary)),
            Tables.table(.standard, .first, [], .standard(.ordinary)),
        ])
        let budget = AnalysisBudget(steps)
        let rules = try RuleSet.compile(source, for: SmallCounty.county)
        return (RuleAnalysis(of: rules, budget).findings, budget.left)
    }

    @Test(arguments: [
        (LargeTables.minutes(100), HitPolicy.unique), (LargeTables.minutes(400), .first),
        (LargeTables.spans(60), .first), (LargeTables.sums(4), .unique),
    ])
    func `large tables over the clock are decided within a small part of the budget`(
        rows: [Tables.Row], hitPolicy: HitPolicy,
    ) throws {
        let steps = AnalysisBudget.standard
        let analysed = try analyse(rows, hitPolicy, steps: steps)
        #expect(!analysed.findings.contains { $0.kind == .notDecided })
        #expect(analysed.left > steps - steps / 8)
    }

    @Test(arguments: [1, 1_000, 100_000, 10_000_000])
    func `what the budget does not reach is told as not decided, once a table`(
        steps: Int,
    ) throws {
        let analysed = try analyse(LargeTables.mixtures(40), .unique, steps: steps)
        let told = analysed.findings.filter {
            $0.message.english
                == "not decided: whatever is not told of this table; the budget of the analysis is used up"
        }
        #expect(told.contains { $0.table == "severity" })
        #expect(Set(told.map(\.table)).count == told.count)
        // The last thing that was done may cost a little more than was left.
        #expect(analysed.left > -2_000_000)
    }

    @Test func `a question alone takes no more than its share`() throws {
        let steps = 60_000_000
        let analysed = try analyse(
            LargeTables.mixtures(1)
                + [("last", "local.hour < 3 && local.hour > 5", .severity(.urgent))],
            .collectMinimum, steps: steps)
        #expect(analysed.findings.contains { $0.kind == .neverFires && $0.rules == ["last"] })
    }

    @Test func `a table that takes all of its share hides nothing of the next`() throws {
        let source = RuleSetSource(tables: [
            Tables.table(.roles, .collect, [], .roles([.supervisor])),
            Tables.table(.severity, .unique, LargeTables.mixtures(40), .severity(.ordinary)),
            Tables.table(
                .standard, .first,
                [
                    ("breaks", "report.answers.violence", .standard(.ordinary)),
                    ("never", "local.hour > 30", .standard(.ordinary)),
                ], .standard(.ordinary)),
        ])
        let rules = try RuleSet.compile(source, for: SmallCounty.county)
        let findings = RuleAnalysis(of: rules, AnalysisBudget(40_000_000)).findings
        #expect(findings.contains { $0.kind == .notDecided && $0.table == "severity" })
        #expect(findings.contains { $0.kind == .breaks && $0.rules == ["breaks"] })
        #expect(findings.contains { $0.kind == .neverFires && $0.rules == ["never"] })
    }

    @Test func `the same rules are told the same, also where the budget ends`() throws {
        let rows =
            LargeTables.mixtures(12) + LargeTables.sums(3).map { ("s" + $0.id, $0.when, $0.then) }
        let first = try analyse(rows, .unique, steps: 30_000_000)
        let second = try analyse(rows, .unique, steps: 30_000_000)
        #expect(first.findings == second.findings)
        #expect(first.left == second.left)
    }

    @Test func `more budget never takes a finding back`() throws {
        let rows = LargeTables.spans(16) + LargeTables.always(1)
        let whole = try analyse(rows, .unique, steps: AnalysisBudget.standard).findings
        for steps in [1_000_000, 3_000_000, 10_000_000, 30_000_000] {
            let some = try analyse(rows, .unique, steps: steps).findings
            #expect(Set(some.filter { $0.weight == .error }).isSubset(of: whole))
        }
    }

    @Test func `of overlaps without number the first are told`() throws {
        let analysed = try analyse(
            LargeTables.always(48), .unique, steps: AnalysisBudget.standard)
        #expect(analysed.findings.count { $0.kind == .overlap } == RuleAnalyst.maximumOfAKind)
        #expect(
            analysed.findings.first { $0.kind == .notDecided }?.message.english
                == "not decided: whether further rules overlap; 1000 findings about overlaps are told"
        )
    }

    @Test func `of rules without number that never decide the first are told, and how many more`()
        throws
    {
        let rows = LargeTables.always(RuleAnalyst.maximumOfAKind + 25)
        let findings = try analyse(rows, .first, steps: AnalysisBudget.standard).findings
        let shadowed = findings.filter { $0.kind == .shadowed }
        #expect(shadowed.count == RuleAnalyst.maximumOfAKind + 1)
        let last = try #require(shadowed.last)
        #expect(last.message.english == "24 more of this kind are not listed")
        #expect(last.message.chinese.contains("24") && last.rules.isEmpty)
        #expect(last.weight == .error && last.count == 24)
        #expect(shadowed.reduce(0) { $0 + $1.count } == rows.count - 1)
    }
}
