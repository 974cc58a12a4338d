import CEL
import CountyFiles
import Foundation
import Governance
import GridTesting
import Testing
import TextFormats

@testable import RulesEngine

/// What a decision has kept explains it for ever, also when its words were forgotten.
struct KeptExplanationTests {
    private static let kaihua = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Rules/kaihua").path

    /// The decision as the log gives it back.
    private func read(back decision: RoutingDecision) throws -> RoutingDecision {
        let instant = SmallCounty.morning
        let kind = Event.Kind.incidentFiled(decision, arriveBy: instant, settleBy: instant)
        var writer = JSONWriter()
        writer.value(kind)
        guard
            case .incidentFiled(let again, _, _, _) = try Event.Kind(
                type: kind.type, json: JSON.parse(writer.bytes))
        else { throw Unexpected() }
        return again
    }

    private struct Unexpected: Error {}

    @Test func `every case of the county is explained out of what was kept`() throws {
        let loaded = try CountyFolder.load(Self.kaihua)
        let explainer = RuleExplainer(of: loaded.rules)
        for routingCase in loaded.cases {
            let explanation = explainer.explain(
                routingCase.report, personal: routingCase.personal, at: routingCase.time)
            let kept = try read(back: explanation.decision)
            #expect(kept == explanation.decision)
            #expect(
                RuleExplainer(of: loaded.rules).explanation(of: kept) == explanation,
                "\(routingCase.id)")
        }
    }

    private static let conditions = [
        #"report.category.startsWith("dispute/") && report.text.contains("哭")"#,
        #"report.category == "dispute/elder-support" && !(report.text == "")"#,
        #"local.hour == 10 && (report.text.size() > 3 || report.text.contains("打"))"#,
        #"report.source == "worker" && report.text.substring(9) == "x""#,
        #"has(report.answers.violence) && report.answers.violence && local.weekday == 3"#,
        #"history.here30Days >= 3 && history.sameHere30Days == 1 && local.hour < 12"#,
        #"feeds.river.value > 3.25 && feeds.river.ageMinutes < 60 && !feeds.river.isStale"#,
        #"feeds.news.value.contains("'\\n") && local.hour == 10"#,
    ]

    @Test(arguments: SeededGenerator.seeds(40))
    func `an explanation out of what was kept equals one that knows everything`(
        seed: UInt64,
    ) throws {
        var generator = SeededGenerator(seed: seed)
        let rows: [Tables.Row] = Self.conditions.shuffled(using: &generator).enumerated().map {
            ("rule-\($0)", $1, .roles([.police]))
        }
        let source = RuleSetSource(tables: [
            Tables.table(.roles, .collect, rows, .roles([.supervisor])),
            Tables.table(.severity, .first, [], .severity(.ordinary)),
            Tables.table(.standard, .first, [], .standard(.ordinary)),
        ])
        let feeds = try [("river", FeedFact.Kind.number), ("news", .text)].map {
            try #require(FeedFact($0.0, $0.1))
        }
        let rules = try RuleSet.compile(
            source, for: SmallCounty.county, feeds: feeds, functions: .builtIn)
        let report = Report.example(
            generator.pick(SmallCounty.categories).id,
            answers: generator.happens(0.5) ? ["violence": generator.happens(0.5)] : [:])
        let words = generator.pick(["", "门内有哭声", "打人", "a\\b'c\nd"])
        let context = RoutingContext(
            history: generator.happens(0.5)
                ? .init(
                    here7Days: 1, here30Days: Int.random(in: 0...6, using: &generator),
                    sameHere30Days: 1, alikeHere30Days: 1, hoursSinceLastHere: nil) : nil,
            feeds: [
                "river": .init(
                    .number(Double.random(in: 0...6, using: &generator)),
                    ageMinutes: Int.random(in: 0...90, using: &generator)),
                "news": .init(
                    .text(
                        generator.pick(["it's\n", String(repeating: "长", count: 200), "\\t\t"])),
                    ageMinutes: 3),
            ])
        let time = SmallCounty.timeZone.localTime(at: SmallCounty.morning)
        let decision = rules.route(
            report, personal: PersonalData(text: words), at: time, in: context)
        let explanation = RuleExplainer(of: rules).explanation(of: try read(back: decision))
        #expect(explanation.decision == decision)
        let expected = Self.nearMisses(rules, report, words, time, context)
        #expect(explanation.tables[0].nearMisses == expected, "seed \(seed)")
        let text = "\(explanation)"
        #expect(words.isEmpty || !text.contains("门内有哭声"))
    }

    /// The near misses that follow from the whole facts, words and all.
    private static func nearMisses(
        _ rules: RuleSet, _ report: Report, _ words: String, _ time: LocalTime,
        _ context: RoutingContext,
    ) -> [NearMiss] {
        let facts = FactValues(
            report, personal: PersonalData(text: words), at: time, in: context,
            among: rules.declared)
        let outcome = rules.roles.judge(facts.row).outcome
        // What failed is told as that.
        let failed = outcome.faults.map { String($0.prefix { $0 != ":" }) }
        var ignored = 0
        return RuleProbe.all(
            of: rules.source.tables[0], in: rules.declared.environment, wordTests: &ignored
        ).compactMap { probe in
            guard !(outcome.fired + failed).contains(probe.rule.id) else { return nil }
            let tests = rules.wordTests.map { test -> Bool? in
                switch test.outcome(facts.activation) {
                case .holds: true
                case .fails: false
                default: nil
                }
            }
            return probe.nearMiss(facts.activation, tests).map { stop, text in
                NearMiss(
                    rule: probe.rule.id, stoppedBy: text,
                    facts: stop.readPaths.map { path in
                        FactPath(path, among: rules.declared)?.reading(in: facts)
                            ?? RoutingDecision.FactRead(name: path, value: nil)
                    })
            }
        }
    }

    @Test func `rules that read no words keep nothing of them`() throws {
        let decision = SmallCounty.decision(about: .example())
        #expect(decision.wordTests == [])
        var writer = JSONWriter()
        writer.value(decision)
        #expect(!String(decoding: writer.bytes, as: UTF8.self).contains("wordTests"))
    }

    @Test func `of more tests of words than are kept the rest has no near misses`() throws {
        let rows: [Tables.Row] = (0..<RuleProbe.maximumWordTests + 10).map {
            ("rule-\($0)", #"local.hour == 10 && report.text == "\#($0)""#, .roles([.police]))
        }
        let source = RuleSetSource(tables: [
            Tables.table(.roles, .collect, rows, .roles([.supervisor])),
            Tables.table(.severity, .first, [], .severity(.ordinary)),
            Tables.table(.standard, .first, [], .standard(.ordinary)),
        ])
        let rules = try RuleSet.compile(source, for: SmallCounty.county)
        #expect(rules.wordTests.count == RuleProbe.maximumWordTests)
        let explanation = RuleExplainer(of: rules).explain(
            .example(), personal: PersonalData(text: "0"),
            at: SmallCounty.timeZone.localTime(at: SmallCounty.morning))
        #expect(explanation.decision.wordTests.count == RuleProbe.maximumWordTests)
        #expect(explanation.tables[0].fired.map(\.rule) == ["rule-0"])
        #expect(explanation.tables[0].nearMisses.count == RuleExplainer.maximumNearMisses)
    }
}
