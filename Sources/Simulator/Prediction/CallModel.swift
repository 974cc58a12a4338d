public import DispatchCore
public import Governance
import RulesEngine

/// A model of recorded calls: how often they come, and what the unit does that arrives first.
///
/// Calls come as a Poisson process with a rate for each hour of the day. The times of each stage are
/// drawn from those that were seen, one stage independently of the others; which place a call comes
/// from is not modelled, so the way is a time and not a distance.
public struct CallModel: Sendable {
    /// The times of the stages, in seconds.
    struct Stages {
        /// From the call to its filing, to the unit's being told, leaving, arriving, and having done.
        var filing: [Double] = []
        var notification: [Double] = []
        var turnout: [Double] = []
        var travel: [Double] = []
        var onScene: [Double] = []
    }

    private let perHour: [Double]
    private let stages: Stages
    private let units: Int

    /// The model of the calls that came from `start` to `end`; nil if in none of them a unit arrived.
    public init?(_ calls: [RecordedCall], from start: Instant, to end: Instant) {
        var stages = Stages()
        var counts = [Int](repeating: 0, count: 24)
        var names: Set<String> = []
        for call in calls {
            names.formUnion(call.runs.map(\.unit))
            guard let accepted = call.accepted, let first = call.firstArrival else { continue }
            counts[CountyTimeZone.utc.localTime(at: accepted).hour] += 1
            stages.add(first.stamps, accepted: accepted)
        }
        guard !stages.travel.isEmpty else { return nil }
        let days = max((end - start) / .hours(24), 1.0 / 24)
        perHour = counts.map { Double($0) / days }
        self.stages = stages
        units = max(names.count, 1)
    }

    /// A scenario of `horizon` from `start` on, with the county in which it happens.
    public func scenario(
        from start: Instant, lasting horizon: Duration, replications: Int, seed: UInt64,
    ) -> (scenario: Scenario, dispatcher: Dispatcher) {
        let county = ReplayCounty(
            crews: (1...units).map { ReplayCounty.Crew(unit: "unit \($0)", number: 1) },
            coversCommunity: true)
        let average = perHour.reduce(0, +) / 24
        var demand = Demand()
        if average > 0, let categories = WeightedChoice([(ReplayCounty.category, 1)]),
            let areas = WeightedChoice([(county.community, 1)]),
            let sources = WeightedChoice([(Report.Source.recording, 1)])
        {
            var stream = DemandStream(
                reportsPerHour: average, categories: categories, areas: areas, sources: sources)
            stream.hourFactors = perHour.map { $0 / average }
            demand.streams = [stream]
        }
        let atOnce = Distribution.constant(.zero)
        let people = PeopleModel(
            usual: PeopleModel.Behaviour(
                notification: stages.notification.distribution, answer: atOnce,
                turnout: stages.turnout.distribution),
            onScene: stages.onScene.distribution, verification: stages.filing.distribution,
            check: atOnce, closing: atOnce, whenUnfilled: .wait(atMost: .constant(.hours(24))))
        var travel = TravelModel()
        travel.time = stages.travel.distribution
        let scenario = Scenario(
            start: start, horizon: horizon, seed: seed, replications: replications,
            demand: demand, people: people, travel: travel)
        return (
            scenario, Dispatcher(county: county.dispatcher.county, rules: county.rulesThatCall)
        )
    }
}

extension CallModel.Stages {
    /// Adds the stages of a run, as far as they are known and in order.
    fileprivate mutating func add(_ stamps: RecordedStamps, accepted: Instant) {
        func add(_ start: Instant?, _ end: Instant?, _ samples: inout [Double]) {
            guard let start, let end, end >= start else { return }
            samples.append((end - start).inSeconds)
        }
        let filed = stamps.filed ?? accepted
        let left = stamps.enRoute ?? stamps.acknowledged ?? stamps.notified
        add(accepted, filed, &filing)
        add(filed, stamps.notified, &notification)
        add(stamps.notified, left, &turnout)
        add(left, stamps.onScene, &travel)
        add(stamps.onScene, stamps.done, &onScene)
    }
}

extension [Double] {
    /// One of these times in seconds, all equally likely; none at all takes no time.
    fileprivate var distribution: Distribution {
        isEmpty ? .constant(.zero) : .empirical(map { .seconds($0) })
    }
}

extension RecordedCall {
    /// When the call was first accepted.
    public var accepted: Instant? { runs.compactMap(\.stamps.accepted).min() }

    /// The run whose unit arrived first.
    var firstArrival: RecordedRun? {
        runs.filter { $0.stamps.onScene != nil }.min {
            guard let one = $0.stamps.onScene, let other = $1.stamps.onScene else { return false }
            return one < other
        }
    }

    /// From the call to the first arrival.
    public var response: Measurement {
        Measurement(from: accepted, to: firstArrival?.stamps.onScene)
    }
}
