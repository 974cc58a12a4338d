import DispatchCore
import Governance
import GridTesting
import RulesEngine
import Testing

@testable import Engine

/// What live decisions know beside the report: values of feeds, with their age.
@Suite(.timeLimit(.minutes(10)))
struct LiveFactsTests {
    private func dispatcher() throws -> Dispatcher {
        let position = SourcePosition(file: "routing.yaml", line: 1, column: 1)
        let because = LocalizedText(chinese: "水位高", english: "The river is high")
        let rule = RuleSource(
            id: "river",
            condition: SourceText(
                text: "has(feeds.river.value) && feeds.river.value > 3 && !feeds.river.isStale",
                file: "routing.yaml", line: 1, column: 1),
            outcome: .severity(.critical), because: because, position: position)
        func table(
            _ question: RoutingQuestion, _ outcome: RoutingOutcome, _ rules: [RuleSource] = [],
        ) -> DecisionTableSource {
            DecisionTableSource(
                id: question.rawValue, question: question, hitPolicy: .first, rules: rules,
                fallback: FallbackSource(outcome: outcome, because: because, position: position),
                position: position)
        }
        let river = try #require(FeedFact("river", .integer))
        let rules = try RuleSet.compile(
            RuleSetSource(tables: [
                table(.roles, .roles([.police])),
                table(.severity, .severity(.ordinary), [rule]),
                table(.standard, .standard(.ordinary)),
            ]), for: SmallCounty.county, feeds: [river])
        return Dispatcher(county: SmallCounty.county, rules: rules)
    }

    @Test func `a decision reads the latest value, as old as it is at its moment`() async throws {
        let clock = ManualClock(SmallCounty.morning)
        let engine = Engine.make(
            on: FaultyEventLog(), clock: clock, dispatcher: try dispatcher())
        try await engine.whileRunning { engine in
            func decide(_ serial: UInt64) async throws -> RoutingDecision? {
                try await engine.perform(.submit(serial)).incident.decision
            }
            let before = try await decide(1)
            #expect(before?.severity == .ordinary)
            #expect(before?.facts == [])
            engine.take(
                FeedValues([
                    "river": .init(
                        .integer(4), trueAt: clock.now - .minutes(5), freshness: .minutes(60))
                ]))
            let fresh = try await decide(2)
            #expect(fresh?.severity == .critical)
            #expect(
                fresh?.facts == [
                    .init(name: "feeds.river.ageMinutes", value: "5"),
                    .init(name: "feeds.river.isStale", value: "false"),
                    .init(name: "feeds.river.value", value: "4"),
                ])
            clock.advance(by: .minutes(90))
            let stale = try await decide(3)
            #expect(stale?.severity == .ordinary)
            #expect(stale?.facts.first { $0.name == "feeds.river.isStale" }?.value == "true")
        }
    }
}
