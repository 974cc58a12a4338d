import DispatchCore
import Governance
import Testing

@testable import Simulator

/// The full dispatch core beside models that have exact solutions.
struct QueueingTheoryTests {
    private static let replications = 8

    @Test(arguments: [(20.0, 4.0, 6), (5, 1, 7), (1.5, 3, 1)])
    func `waits are those of Erlang C`(arrivals: Double, service: Double, servers: Int) throws {
        let world = try QueueingWorld(
            servers: Array(repeating: (30, 120), count: servers),
            places: [.init(latitude: 30, longitude: 120, perHour: arrivals)],
            service: .exponential(mean: .seconds(3_600 / service)),
            hours: Int(1_200 / arrivals), seed: 3)
        let exact = ErlangC(arrivals: arrivals, service: service, servers: servers)
        var waited: [Double] = []
        var means: [Double] = []
        var p90s: [Double] = []
        for replication in 0..<Self.replications {
            let samples = Worlds.measures(
                world.scenario, world.dispatcher, replication: replication
            )
            .samples[0].sorted()
            let waits = try #require(samples)
            waited.append(1 - waits.share(within: .milliseconds(1)))
            means.append(waits.meanSeconds)
            p90s.append(waits.percentile(90).inSeconds)
        }
        try expect(waited, exact.waitProbability, "wait probability")
        try expect(means, exact.meanWait, "mean wait")
        // A percentile of a finite run is biased by a part of a sample.
        try expect(p90s, exact.p90, "p90", tolerance: 0.02 * exact.p90)
    }

    /// Stations and places on a line and off it, with unequal calls.
    private static let stations: [(latitude: Double, longitude: Double)] = [
        (30.00, 120.00), (30.01, 120.02), (30.00, 120.05), (30.03, 120.01), (29.98, 120.03),
    ]
    private static let places = [
        QueueingWorld.Place(latitude: 30.001, longitude: 120.004, perHour: 3),
        QueueingWorld.Place(latitude: 30.012, longitude: 120.024, perHour: 1.5),
        QueueingWorld.Place(latitude: 29.995, longitude: 120.045, perHour: 2),
        QueueingWorld.Place(latitude: 30.025, longitude: 120.012, perHour: 0.5),
    ]

    @Test(arguments: [(2, 5.0), (3, 3.5), (5, 2)])
    func `units far and near are as busy as in Larson's hypercube`(
        units: Int, service: Double,
    ) throws {
        let stations = Array(Self.stations.prefix(units))
        let world = try QueueingWorld(
            servers: stations, places: Self.places,
            service: .exponential(mean: .seconds(3_600 / service)), hours: 200, seed: 5)
        let distances = try Self.places.map { place in
            let here = try #require(
                Coordinate(latitude: place.latitude, longitude: place.longitude))
            return try stations.map { station in
                let there = try #require(
                    Coordinate(latitude: station.latitude, longitude: station.longitude))
                return here.distance(to: there).value
            }
        }
        let exact = Hypercube(
            calls: Self.places.map(\.perHour), service: service,
            preferences: distances.map { row in
                row.indices.sorted { row[$0].rounded() < row[$1].rounded() }
            })
        var seen: [Seen] = []
        for replication in 0..<Self.replications {
            seen.append(Self.run(world, replication))
        }
        for unit in 0..<units {
            try expect(seen.map { $0.busy[unit] }, exact.utilisation(of: unit), "unit \(unit)")
            for place in Self.places.indices {
                try expect(
                    seen.map { $0.fractions[unit][place] },
                    exact.fraction(unit: unit, place: place),
                    "unit \(unit) to place \(place)")
            }
        }
        // A kilometre takes a millisecond in this world.
        let travel = exact.mean { distances[$1][$0] / 1_000_000 }
        try expect(seen.map(\.meanTravel), travel, "mean travel", tolerance: 2e-6)
    }

    /// What one replication of a world of units came to.
    private struct Seen {
        var busy: [Double] = []
        var fractions: [[Double]]
        var meanTravel = 0.0
    }

    private static func run(_ world: QueueingWorld, _ replication: Int) -> Seen {
        let county = world.dispatcher.county
        let grids = county.grids.areas(at: .grid).map(\.code)
        var seen = Seen(
            fractions: county.roster.map { _ in [Double](repeating: 0, count: grids.count) })
        var count = 0.0
        var simulation = Simulation(
            world.scenario, dispatcher: world.dispatcher, replication: replication)
        while let decision = simulation.next() {
            let incident = decision.outcome.incident
            guard incident.stage == .closed, incident.acceptedAt >= world.scenario.measuredFrom
            else { continue }
            for assignment in incident.assignments {
                guard let start = assignment.enRouteAt, let end = assignment.onSceneAt,
                    let unit = county.roster.firstIndex(where: { $0.id == assignment.responder }),
                    let place = grids.firstIndex(of: incident.report.area)
                else { continue }
                seen.fractions[unit][place] += 1
                seen.meanTravel += (end - start).inSeconds
                count += 1
            }
        }
        seen.fractions = seen.fractions.map { row in row.map { $0 / count } }
        seen.meanTravel /= count
        let span = world.scenario.end - world.scenario.measuredFrom
        seen.busy = simulation.busy.map { $0 / span }
        return seen
    }

    /// Expects `exact` inside the 99% confidence interval of the replications' values.
    private func expect(
        _ values: [Double], _ exact: Double, _ what: String, tolerance: Double = 0,
    ) throws {
        let estimate = try #require(Estimate(values))
        let half = try #require(estimate.halfWidth(confidence: 0.99)) + tolerance
        #expect(
            abs(estimate.mean - exact) <= half,
            "\(what): \(estimate.mean) ± \(half), exact \(exact)")
        #expect(half <= exact, "\(what): an interval of ± \(half) says nothing")
    }
}
