import DispatchCore
import Governance
import GridTesting
import Testing

/// Which versions were in force when, as the county's events tell.
struct RuleHistoryTests {
    private let first = SmallCounty.versionNumbered(1)
    private let second = SmallCounty.versionNumbered(2)
    private let third = SmallCounty.versionNumbered(3)

    /// The history of these events, one a minute.
    private func history(_ kinds: [Event.Kind]) -> RuleHistory {
        var history = RuleHistory()
        for (minute, kind) in kinds.enumerated() {
            let moment = SmallCounty.morning + .minutes(minute)
            history.evolve(
                Event(
                    subject: .county, occurredAt: moment, recordedAt: moment,
                    actor: .operator("wang"), kind: kind))
        }
        return history
    }

    private func changed(_ step: RulesChange.Step, _ version: CountyVersion) -> Event.Kind {
        .rulesChanged(RulesChange(step, of: version, because: "\(step)"))
    }

    @Test func `a county without events has no version in force`() {
        let none = history([])
        #expect(none == RuleHistory())
        #expect(none.live == nil)
        #expect(none.former == nil)
        #expect(none.version(toServe: first) == first)
    }

    @Test func `the term in force tells since when, by whom and why`() {
        let live = history([.countyActivated(first), changed(.activated, second)]).live
        #expect(live?.version == second)
        #expect(live?.since == SmallCounty.morning + .minutes(1))
        #expect(live?.actor == .operator("wang"))
        #expect(live?.step == .activated)
        #expect(live?.reason == "activated")
    }

    @Test func `rolling back undoes one activation after the other`() {
        var kinds: [Event.Kind] = [
            .countyActivated(first), changed(.reloaded, second), changed(.activated, third),
        ]
        #expect(history(kinds).former == second)
        kinds.append(changed(.rolledBack, second))
        #expect(history(kinds).live?.version == second)
        #expect(history(kinds).former == first)
        kinds.append(changed(.rolledBack, first))
        #expect(history(kinds).former == nil)
        kinds.append(changed(.activated, third))
        #expect(history(kinds).former == first)
        let terms = history(kinds).terms.map(\.version)
        #expect(terms == [first, second, third, second, first, third])
    }

    @Test func `at each moment the version is that of the last activation before`() {
        let history = history([.countyActivated(first), changed(.activated, second)])
        func version(_ seconds: Int) -> CountyVersion? {
            history.version(at: SmallCounty.morning + .seconds(seconds))
        }
        #expect([-1, 0, 59, 60, 1_000].map(version) == [nil, first, first, second, second])
    }

    @Test func `a server begins with what was activated, unless its folder was changed`() {
        let history = history([.countyActivated(first), changed(.activated, second)])
        #expect(history.version(toServe: first) == second)
        #expect(history.version(toServe: second) == second)
        #expect(history.version(toServe: third) == third)
    }

    @Test func `a reloaded folder that was rolled back stays rolled back after a restart`() {
        let history = history([
            .countyActivated(first), changed(.reloaded, second), changed(.rolledBack, first),
        ])
        #expect(history.version(toServe: second) == first)
    }

    @Test func `a version runs in shadow until it is stopped or comes into force`() {
        let started = [Event.Kind.countyActivated(first), changed(.shadowStarted, second)]
        #expect(history(started).shadow?.version == second)
        #expect(history(started + [changed(.activated, third)]).shadow?.version == second)
        #expect(history(started + [changed(.activated, second)]).shadow == nil)
        #expect(history(started + [changed(.shadowStopped, second)]).shadow == nil)
    }

    @Test func `what decided and what runs in shadow must last`() {
        let started = [Event.Kind.countyActivated(first), changed(.shadowStarted, second)]
        #expect(history(started).lasting == [first, second])
        #expect(history(started + [changed(.shadowStopped, second)]).lasting == [first])
        #expect(history(started + [changed(.activated, third)]).lasting == [first, second, third])
    }

    @Test func `what is remembered is bounded`() {
        let many = history(
            (0..<RuleHistory.maximumTerms + 10).map {
                changed(.activated, $0.isMultiple(of: 2) ? first : second)
            })
        #expect(many.terms.count == RuleHistory.maximumTerms)
        #expect(many.live?.version == second)
        let more = (0..<RuleHistory.maximumTerms).map { _ in changed(.activated, second) }
        let old = history([Event.Kind.countyActivated(first), changed(.activated, third)] + more)
        #expect(!old.terms.contains { $0.version == third })
        #expect(old.lasting == [first, second, third])
    }
}
