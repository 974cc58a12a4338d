import DispatchCore
import Governance
import GridTesting
import RulesEngine
import Testing

/// How often, and how recently, something was reported from a place.
struct ReportHistoryTests {
    private let dispatcher = SmallCounty.dispatcher
    private let start = SmallCounty.morning

    /// A township in which these were reported, each so many hours after the start.
    private func township(
        _ reports: [(ReportCategory.ID, AreaCode, hours: Int)],
    ) throws -> TownshipState {
        var state = TownshipState()
        for (serial, report) in reports.enumerated() {
            let command = Command.example(
                .submit(.example(report.0, in: report.1, serial: UInt64(serial + 1))),
                on: SmallCounty.incident(UInt64(serial + 1)))
            state.apply(
                try dispatcher.decide(command, in: state, at: start + .hours(report.hours)))
        }
        return state
    }

    private func known(
        _ state: TownshipState, _ category: ReportCategory.ID = .elderSupport, hours: Int,
        of serial: UInt64 = 99_999,
    ) -> RoutingContext.History {
        state.history.known(
            about: .example(category), of: SmallCounty.incident(serial), at: start + .hours(hours))
    }

    @Test func `a place without reports has none`() throws {
        #expect(
            known(try township([(.fire, .xibian, hours: 0)]), hours: 1)
                == .init(
                    here7Days: 0, here30Days: 0, sameHere30Days: 0, alikeHere30Days: 0,
                    hoursSinceLastHere: nil))
    }

    @Test func `reports count by age, by category and by main category`() throws {
        let state = try township([
            (.elderSupport, .qiaotouFirst, hours: 0), (.neighbours, .qiaotouFirst, hours: 24),
            (.fire, .qiaotouFirst, hours: 24 * 10), (.elderSupport, .qiaotouFirst, hours: 24 * 12),
        ])
        #expect(
            known(state, hours: 24 * 12 + 5)
                == .init(
                    here7Days: 2, here30Days: 4, sameHere30Days: 2, alikeHere30Days: 3,
                    hoursSinceLastHere: 5))
        #expect(
            known(state, hours: 24 * 31)
                == .init(
                    here7Days: 0, here30Days: 2, sameHere30Days: 1, alikeHere30Days: 1,
                    hoursSinceLastHere: 24 * 19))
    }

    @Test func `the report that is asked about does not count itself`() throws {
        let state = try township([(.elderSupport, .qiaotouFirst, hours: 0)])
        #expect(known(state, hours: 1, of: 1).here30Days == 0)
        #expect(known(state, hours: 1).here30Days == 1)
    }

    @Test func `what could not be kept is forgotten again`() throws {
        var state = try township([(.elderSupport, .qiaotouFirst, hours: 0)])
        let before = state.history
        let second = SmallCounty.incident(2)
        let outcome = try dispatcher.decide(
            .example(.submit(.example(serial: 2)), on: second), in: state, at: start)
        state.apply(outcome)
        #expect(state.history.count == 2)
        state.restore(second, to: nil, lastNumber: 1)
        #expect(state.history == before)
    }

    @Test func `the history is what the events make it`() throws {
        var live = TownshipState()
        var folded = TownshipState()
        for serial in UInt64(1)...20 {
            let outcome = try dispatcher.decide(
                .example(
                    .submit(.example(serial: serial)), on: SmallCounty.incident(serial)),
                in: live, at: start + .hours(Int(serial)))
            live.apply(outcome)
            for event in outcome.events { folded.evolve(event) }
        }
        #expect(live.history == folded.history)
        #expect(live.history.count == 20)
    }

    @Test func `of one place no more is remembered than the bound`() throws {
        var state = TownshipState()
        let most = ReportHistory.maximumPerPlace
        for serial in 1...UInt64(most + 5) {
            state.apply(
                try dispatcher.decide(
                    .example(
                        .submit(.example(.praise, serial: serial)),
                        on: SmallCounty.incident(serial)), in: state, at: start))
        }
        #expect(state.history.count == most)
        #expect(known(state, hours: 1).here30Days == most)
    }

    @Test func `rules read it live, and only where they ask for it`() throws {
        let position = SourcePosition(file: "routing.yaml", line: 1, column: 1)
        let because = LocalizedText(chinese: "屡次", english: "Again and again")
        let rule = RuleSource(
            id: "again",
            condition: SourceText(
                text: "history.sameHere30Days >= 2", file: "routing.yaml", line: 1, column: 1),
            outcome: .severity(.critical), because: because, position: position)
        func table(
            _ question: RoutingQuestion, _ outcome: RoutingOutcome, _ rules: [RuleSource] = [],
        ) -> DecisionTableSource {
            DecisionTableSource(
                id: question.rawValue, question: question, hitPolicy: .first, rules: rules,
                fallback: FallbackSource(outcome: outcome, because: because, position: position),
                position: position)
        }
        let rules = try RuleSet.compile(
            RuleSetSource(tables: [
                table(.roles, .roles([.police])),
                table(.severity, .severity(.ordinary), [rule]),
                table(.standard, .standard(.ordinary)),
            ]), for: SmallCounty.county)
        #expect(rules.readsHistory)
        #expect(!SmallCounty.rules.readsHistory)
        let dispatcher = Dispatcher(county: SmallCounty.county, rules: rules)
        var state = TownshipState()
        var severities: [Severity] = []
        for serial in UInt64(1)...4 {
            let outcome = try dispatcher.decide(
                .example(.submit(.example(serial: serial)), on: SmallCounty.incident(serial)),
                in: state, at: start + .hours(Int(serial)))
            state.apply(outcome)
            severities.append(try #require(outcome.incident.decision).severity)
        }
        #expect(severities == [.ordinary, .ordinary, .critical, .critical])
    }
}
