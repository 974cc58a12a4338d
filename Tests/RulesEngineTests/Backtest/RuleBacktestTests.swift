import Governance
import GridTesting
import Testing
import TextFormats

@testable import RulesEngine

/// Recorded reports under two versions of the rules.
struct RuleBacktestTests {
    private func backtest(
        _ live: [Tables.Row], _ candidate: [Tables.Row], _ categories: [ReportCategory.ID],
    ) throws -> RuleBacktest {
        var backtest = RuleBacktest(
            live: try Tables.compile(roles: live, .collect, defaultRoles: [.supervisor]),
            candidate: try Tables.compile(roles: candidate, .collect, defaultRoles: [.supervisor]))
        for (index, category) in categories.enumerated() {
            backtest.take(
                RecordedRouting(
                    name: "r\(index)", report: .example(category), personal: nil,
                    time: SmallCounty.timeZone.localTime(at: SmallCounty.morning)))
        }
        return backtest
    }

    private static let disputes: Tables.Row =
        ("disputes", #"report.category.startsWith("dispute/")"#, .roles([.mediator, .police]))
    private static let mediated: Tables.Row =
        ("mediated", #"report.category == "dispute/elder-support""#, .roles([.mediator]))

    @Test func `gains and losses are told with the reports behind them`() throws {
        let test = try backtest(
            [Self.disputes], [Self.mediated], [.elderSupport, .neighbours, .fire, .elderSupport])
        #expect(test.reports == 4)
        #expect(test.changes.map(\.routing.name) == ["r0", "r1", "r3"])
        #expect(test.roles[.police] == tally(3, 0, lost: ["r0", "r1", "r3"]))
        #expect(test.roles[.mediator] == tally(3, 2, lost: ["r1"]))
        #expect(test.roles[.supervisor] == tally(1, 2, gained: ["r1"]))
        #expect(
            test.rules[.init(table: "roles", rule: "mediated")]
                == tally(0, 2, gained: ["r0", "r3"]))
        #expect(test.townships[.dongxi]?.live == 7)
        #expect(test.changes[1].gained == [.supervisor])
        #expect(test.changes[1].lost == [.police, .mediator])
    }

    @Test func `the same rules change nothing`() throws {
        let test = try backtest([Self.disputes], [Self.disputes], [.elderSupport, .fire])
        #expect(test.changes.isEmpty)
        #expect(test.roles.values.allSatisfy { $0.gained.isEmpty && $0.lost.isEmpty })
        #expect(test.table(in: .english).contains("2 reports, 0 decided otherwise"))
    }

    @Test func `the table names roles, numbers and examples`() throws {
        let test = try backtest([Self.disputes], [Self.mediated], [.elderSupport, .neighbours])
        let table = test.table(in: .english, examples: 1)
        #expect(table.contains("  Beat police: 2 → 0 (-2)  - r0 … (2)\n"), "\(table)")
        #expect(test.table(in: .chinese).contains("  片区民警: 2 → 0 (-2)  - r0 r1\n"))
    }

    @Test func `the page needs nothing beside itself and escapes what it shows`() throws {
        var test = try backtest([Self.disputes], [Self.mediated], [])
        test.take(
            RecordedRouting(
                name: "<script>\"&", report: .example(.neighbours), personal: nil,
                time: SmallCounty.timeZone.localTime(at: SmallCounty.morning)))
        let page = test.page()
        #expect(page.contains("&lt;script&gt;&quot;&amp;"))
        #expect(!page.contains("<script"))
        #expect(!page.contains("src="))
        #expect(!page.contains("http"))
        #expect(page.contains("片区民警 <span lang=\"en\">Beat police</span>"))
    }

    @Test func `decisions with a failed rule are told in every output`() throws {
        let failing: Tables.Row =
            ("failing", "report.text.size() / (report.text.size() - 2) > 0", .roles([.police]))
        var test = try backtest([Self.disputes], [failing], [])
        #expect(!test.page().contains("Decisions with a failed rule"))
        for text in ["吵架", "王家吵架"] {
            test.take(
                RecordedRouting(
                    name: text, report: .example(.neighbours),
                    personal: PersonalData(text: text),
                    time: SmallCounty.timeZone.localTime(at: SmallCounty.morning)))
        }
        #expect(test.degraded.live == 0 && test.degraded.candidate == 1)
        #expect(
            test.page().contains(
                """
                <h2>规则出错的处置 <span lang="en">Decisions with a failed rule</span></h2>
                <p>现行 <span lang="en">live</span> 0，候选 <span lang="en">candidate</span> 1。</p>
                """), "\(test.page())")
        #expect(
            test.table(in: .english).contains(
                "decisions with a failed rule: live 0, candidate 1"))
    }

    @Test func `words of reports stand in neither output`() throws {
        var test = try backtest([Self.disputes], [Self.mediated], [])
        test.take(
            RecordedRouting(
                name: "r0", report: .example(.neighbours), personal: PersonalData(text: "王家吵架"),
                time: SmallCounty.timeZone.localTime(at: SmallCounty.morning)))
        var writer = JSONWriter()
        writer.value(test)
        let all =
            String(decoding: writer.bytes, as: UTF8.self) + test.page() + test.table(in: .chinese)
        #expect(!all.contains("王家"))
    }

    private func tally(
        _ live: Int, _ candidate: Int, gained: [String] = [], lost: [String] = [],
    ) -> RuleBacktest.Tally {
        var tally = RuleBacktest.Tally()
        tally.live = live
        tally.candidate = candidate
        (tally.gains, tally.losses) = (gained.count, lost.count)
        tally.gained = gained
        tally.lost = lost
        return tally
    }
}
