import DispatchCore
import Governance
import GridTesting
import RulesEngine

@testable import Simulator

/// Small worlds to be simulated.
enum Worlds {
    /// People who answer within half a minute or so, now and then not at all.
    static let people = PeopleModel(
        usual: PeopleModel.Behaviour(
            notification: .constant(.seconds(2)),
            answer: .lognormal(median: .seconds(25), spread: 0.6),
            turnout: .lognormal(median: .seconds(60), spread: 0.5), declines: 0.1, silences: 0.1),
        onScene: .gamma(mean: .minutes(25), shape: 2),
        verification: .exponential(mean: .seconds(90)),
        check: .exponential(mean: .minutes(10)), closing: .exponential(mean: .minutes(3)),
        whenUnfilled: .waive(after: .constant(.minutes(3))))

    /// People without chance and without delay, who serve one after the other.
    static func machines(onScene: Distribution) -> PeopleModel {
        let atOnce = Distribution.constant(.zero)
        var people = PeopleModel(
            usual: PeopleModel.Behaviour(
                notification: atOnce, answer: atOnce, turnout: atOnce),
            onScene: onScene, verification: atOnce, check: atOnce, closing: atOnce,
            whenUnfilled: .wait(atMost: .constant(.hours(24 * 365))))
        people.whenBusy = .decline
        return people
    }

    /// A day in the small county.
    static func day(seed: UInt64 = 1, reportsPerHour: Double = 6) -> Scenario {
        Scenario(
            start: SmallCounty.morning, horizon: .hours(24), warmUp: .hours(1), seed: seed,
            replications: 3,
            demand: Demand(streams: [stream(reportsPerHour: reportsPerHour)]), people: people)
    }

    /// Reports of everything from everywhere in the small county.
    static func stream(reportsPerHour: Double) -> DemandStream {
        let county = SmallCounty.county
        guard
            let categories = WeightedChoice(county.categories.map { ($0.id, 1) }),
            let areas = WeightedChoice(county.grids.areas(at: .grid).map { ($0.code, 1) }),
            let sources = WeightedChoice([(Report.Source.worker, 4), (.resident, 1)])
        else { preconditionFailure("the small county has nothing to report") }
        return DemandStream(
            reportsPerHour: reportsPerHour, categories: categories, areas: areas, sources: sources)
    }

    /// What a replication did, decision by decision.
    static func decisions(
        _ scenario: Scenario, _ dispatcher: Dispatcher = SmallCounty.dispatcher,
        replication: Int = 0,
    ) -> [Simulation.Decision] {
        var simulation = Simulation(scenario, dispatcher: dispatcher, replication: replication)
        var decisions: [Simulation.Decision] = []
        simulation.run { decisions.append($0) }
        return decisions
    }

    /// What a replication came to.
    static func measures(
        _ scenario: Scenario, _ dispatcher: Dispatcher = SmallCounty.dispatcher,
        replication: Int = 0,
    ) -> RunMeasures {
        var simulation = Simulation(scenario, dispatcher: dispatcher, replication: replication)
        var observer = RunObserver(scenario, county: dispatcher.county)
        simulation.run { observer.observe($0) }
        observer.finish(simulation)
        return observer.measures
    }
}
