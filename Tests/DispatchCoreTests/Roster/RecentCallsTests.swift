import Governance
import GridTesting
import Testing

@testable import DispatchCore

/// The calls of the last days, which are few numbers however many calls there are.
struct RecentCallsTests {
    @Test func `a call weighs less with each day and then nothing`() {
        var calls = RecentCalls()
        calls.add(on: 100)
        calls.add(on: 100)
        calls.add(on: 103)
        #expect(calls.calls(until: 103, within: 7) == (3, 1_000 + 2 * 571))
        #expect(calls.calls(until: 107, within: 7).count == 1)
        #expect(calls.calls(until: 110, within: 7).count == 0)
        #expect(calls.calls(until: 103, within: 0) == (0, 0))
    }

    @Test(arguments: SeededGenerator.seeds(50))
    func `they are those of a list of all calls, also where some are taken back`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var calls = RecentCalls()
        var list: [Int] = []
        var day = Int.random(in: -40...40, using: &generator)
        for _ in 0..<200 {
            if generator.happens(0.2) { day += Int.random(in: 1...20, using: &generator) }
            calls.add(on: day)
            list.append(day)
            if generator.happens(0.3) {
                calls.remove(on: day)
                list.removeLast()
            }
            let days = Int.random(in: 0...14, using: &generator)
            let within = list.filter { $0 > day - days }
            let weight = Dictionary(grouping: within) { $0 }.reduce(0) {
                $0 + $1.value.count * 1_000 * (days - (day - $1.key)) / days
            }
            #expect(calls.calls(until: day, within: days) == (within.count, weight))
        }
    }

    @Test(arguments: SeededGenerator.seeds(50))
    func `an engagement names the only incident whatever came and went`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var engagement = Engagement()
        var incidents: [Incident.ID] = []
        for serial in 0..<200 as Range<UInt64> {
            if incidents.isEmpty || generator.happens(0.5) {
                let id = SmallCounty.incident(serial)
                incidents.append(id)
                engagement.count(id, 1)
            } else {
                let place = Int.random(in: incidents.indices, using: &generator)
                engagement.count(incidents.remove(at: place), -1)
            }
            #expect(engagement.count == incidents.count)
            #expect(engagement.only == (incidents.count == 1 ? incidents[0] : nil))
        }
    }

    @Test func `what could not be kept is not counted`() throws {
        var story = TownshipStory()
        try story.submit(.example(.neighbours))
        let before = story.state
        let outcome = try story.dispatcher.decide(
            .example(.submit(.example(.neighbours, serial: 2)), on: SmallCounty.incident(2)),
            in: story.state, at: story.now)
        var state = before
        state.apply(outcome)
        #expect(state.recent != before.recent)
        state.restore(outcome.incident.id, to: nil, lastNumber: before.lastNumber)
        let day = story.now.dayOfUTC
        for responder in SmallCounty.roster.map(\.id) {
            let (left, right) = (state.recent[responder], before.recent[responder])
            #expect(
                left?.calls(until: day, within: 14).count ?? 0
                    == right?.calls(until: day, within: 14).count ?? 0)
        }
    }
}
