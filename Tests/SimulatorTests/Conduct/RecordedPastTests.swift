import DispatchCore
import Governance
import GridTesting
import Testing

@testable import Simulator

/// A recorded day, read from its events and lived through again.
struct RecordedPastTests {
    /// A day, and what its log says about it.
    private static func recorded(
        _ scenario: Scenario,
    ) throws -> (past: RecordedPast, decisions: [Simulation.Decision]) {
        let decisions = Worlds.decisions(scenario)
        var reader = RecordedPastReader(SmallCounty.county)
        var offset: Int64 = 0
        for decision in decisions {
            for event in decision.outcome.events {
                offset += 1
                reader.take(
                    LoggedEvent(offset: offset, partition: decision.partition, event: event))
            }
        }
        let past = reader.finish()
        return (try #require(past), decisions)
    }

    /// The same reports among people who do what was recorded, and otherwise nothing alike.
    private static func again(_ past: RecordedPast) -> Scenario {
        var scenario = Worlds.day(seed: 99)
        scenario.start = past.start
        scenario.horizon = past.horizon
        scenario.warmUp = .zero
        scenario.demand = Demand(listed: past.reports)
        scenario.people.usual.answer = .constant(.minutes(7))
        scenario.people.usual.turnout = .constant(.minutes(9))
        scenario.people.usualOnScene = .constant(.hours(3))
        scenario.people.whenUnfilled = .waive(after: .constant(.hours(2)))
        scenario.conduct = past.conduct
        return scenario
    }

    @Test(arguments: UInt64(1)...40)
    func `with everything as recorded the same things happen at the same moments`(
        seed: UInt64,
    ) throws {
        var scenario = Worlds.day(seed: seed, reportsPerHour: 4)
        scenario.people.whenBusy = .queue
        let (past, decisions) = try Self.recorded(scenario)
        #expect(past.leftOut == 0 && past.unusual == 0)
        let replayed = Worlds.decisions(Self.again(past))
        // Events of different incidents at one microsecond may change places, and the invented
        // names of those who report are not recorded.
        func story(_ decisions: [Simulation.Decision]) -> [Incident.ID: [Event.Kind]] {
            Dictionary(
                grouping: decisions.flatMap(\.outcome.events),
                by: { $0.incident ?? .init(high: 0, low: 0) }
            ).mapValues { $0.map(\.kind) }
        }
        let (again, before) = (story(replayed), story(decisions))
        let different = Set(again.keys).union(before.keys).filter { again[$0] != before[$0] }
        #expect(different == [])
        #expect(replayed.map(\.at).sorted() == decisions.map(\.at).sorted())
    }

    @Test func `figures of the record are those of the run that was recorded`() throws {
        var scenario = Worlds.day(seed: 5)
        scenario.warmUp = .zero
        let (past, _) = try Self.recorded(scenario)
        let run = Worlds.measures(scenario)
        #expect(past.measures.samples == run.samples)
        #expect(past.measures.inTimeByHour == run.inTimeByHour)
        #expect(past.measures.rules == run.rules)
    }

    @Test func `a part of the record that is given up is left to the models`() throws {
        let (past, _) = try Self.recorded(Worlds.day(seed: 5))
        var scenario = Self.again(past)
        scenario.conduct = past.conduct.without([.onScene])
        let onScene = RunMeasures.intervals.firstIndex {
            $0.start == .onScene && $0.end == .done
        }
        let index = try #require(onScene)
        let measures = Worlds.measures(scenario)
        let times = try #require(measures.samples[index].sorted())
        #expect(times.minimum == .hours(3) && times.maximum == .hours(3))
        #expect(measures.samples[1] != past.measures.samples[1] || measures.reports > 0)
    }

    @Test func `models are made of the times that were seen`() throws {
        var scenario = Worlds.day(seed: 6, reportsPerHour: 20)
        scenario.people.usual.declines = 0.2
        let (past, _) = try Self.recorded(scenario)
        let mediators = try #require(past.samples.byRole[.mediator])
        #expect(mediators.asked > 100)
        let declined = Double(mediators.declined) / Double(mediators.asked)
        #expect(
            abs(declined - 0.18) < 0.08, "one in ten says nothing, of the others one in five no")
        let answer = try #require(mediators.answer.median)
        #expect(abs(answer - 25) < 5)
        #expect([1.0, 2, 3, 4].quantiles(2) == [2, 4])
    }
}
