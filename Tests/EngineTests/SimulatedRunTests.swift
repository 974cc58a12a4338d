import DispatchCore
import EventBus
import Governance
import GridTesting
import Simulator
import Testing

@testable import Engine

/// A simulated run, given to the live engine command by command.
struct SimulatedRunTests {
    @Test(arguments: GridTesting.SeededGenerator.seeds(3))
    func `the live engine keeps the events that the simulator foretold`(
        seed: UInt64,
    ) async throws {
        let decisions = try Self.run(seed: seed)
        let log = MemoryEventLog()
        let clock = ManualClock(SmallCounty.morning)
        let engine = Engine.make(on: log, clock: clock)
        var state = try await engine.recover()
        for decision in decisions {
            clock.advance(by: decision.at - clock.now)
            let reply = decision.command.map { engine.send($0, key: nil) }
            await engine.work(&state)
            if let outcome = await reply?.outcome, case .failed(let code) = outcome {
                Issue.record("seed \(seed), \(decision.at): the engine refused with \(code)")
                return
            }
        }
        var kept: [AreaCode: [Event]] = [:]
        var offset = Offset.start
        while true {
            let page = try await log.read(after: offset, limit: 1_000, filter: .everything)
            for record in page.records { kept[record.partition, default: []].append(record.event) }
            guard page.through > offset else { break }
            offset = page.through
        }
        let foretold = Dictionary(grouping: decisions, by: \.partition).mapValues { decisions in
            decisions.flatMap(\.outcome.events)
        }
        #expect(kept.mapValues(\.count) == foretold.mapValues(\.count), "seed \(seed)")
        for (partition, events) in foretold {
            let first = zip(events, kept[partition] ?? []).first { $0 != $1 }
            #expect(first == nil, "seed \(seed), \(partition)")
        }
    }

    private static func run(seed: UInt64) throws -> [Simulation.Decision] {
        let county = SmallCounty.county
        let stream = DemandStream(
            reportsPerHour: 10,
            categories: try #require(WeightedChoice(county.categories.map { ($0.id, 1) })),
            areas: try #require(
                WeightedChoice(county.grids.areas(at: .grid).map { ($0.code, 1) })),
            sources: try #require(
                WeightedChoice([(Report.Source.worker, 4), (.resident, 1)])))
        let people = PeopleModel(
            usual: PeopleModel.Behaviour(
                notification: .constant(.seconds(2)),
                answer: .lognormal(median: .seconds(25), spread: 0.6),
                turnout: .lognormal(median: .seconds(60), spread: 0.5), declines: 0.1,
                silences: 0.15),
            onScene: .gamma(mean: .minutes(25), shape: 2),
            verification: .exponential(mean: .seconds(90)),
            check: .exponential(mean: .minutes(10)), closing: .exponential(mean: .minutes(3)),
            whenUnfilled: .waive(after: .constant(.minutes(3))))
        let scenario = Scenario(
            start: SmallCounty.morning, horizon: .hours(12), seed: seed,
            demand: Demand(streams: [stream]), people: people)
        var simulation = Simulation(
            scenario, dispatcher: SmallCounty.dispatcher, replication: 0)
        var decisions: [Simulation.Decision] = []
        simulation.run { decisions.append($0) }
        return decisions
    }
}
