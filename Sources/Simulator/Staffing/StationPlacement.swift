import DispatchCore
public import Governance

/// Where people of a role should stand, by what they would cover alone.
///
/// Places are communities, weighted by the reports from them. A person covers those of their township
/// that they reach in time. The greedy order is that of the maximal expected covering location model:
/// M. S. Daskin, "A Maximum Expected Covering Location Model", Transportation Science 17 (1), 1983,
/// doi:10.1287/trsc.17.1.48; R. Church, C. ReVelle, "The Maximal Covering Location Problem", Papers of
/// the Regional Science Association 32, 1974, doi:10.1007/BF01942293.
public struct StationPlacement: Sendable {
    /// The communities from which reports come, by code, each with its share of all.
    public let demand: [(community: AreaCode, share: Double)]
    /// For each community, those that a person there reaches in time, by position.
    private let reached: [[Int]]

    /// The placement for people who need `budget` for the way at most.
    ///
    /// - Parameters:
    ///   - weights: How many reports come from each community.
    ///   - budget: How long the way may take.
    ///   - role: As what they travel.
    ///   - travel: How they travel.
    ///   - county: The county.
    public init(
        _ weights: [AreaCode: Double], within budget: Duration, as role: Role.ID,
        travel: TravelModel, in county: County,
    ) {
        let total = max(weights.values.reduce(0, +), .leastNormalMagnitude)
        let demand = weights.sorted { $0.key < $1.key }.map { ($0.key, $0.value / total) }
        self.demand = demand.map { (community: $0.0, share: $0.1) }
        let places = demand.map { code, _ in
            TravelModel.Place(area: code, coordinate: county.grids.centre(of: code))
        }
        let townships = demand.map { $0.0.ancestor(at: .township) }
        reached = places.indices.map { station in
            places.indices.filter { place in
                guard townships[place] == townships[station] else { return false }
                let way = travel.middle(
                    from: places[station], to: places[place], role: role, hour: 12,
                    elapsed: .zero)
                return max(way, travel.least) <= budget
            }
        }
    }

    /// The least number of places from which this share of all reports could be reached in time.
    ///
    /// A bound, not a placement: so many places cover at most what the best of them cover one by
    /// one. Nil if no number of places would do.
    public func bound(share wanted: Double) -> Int? {
        let everything = Set(reached.joined()).reduce(0) { $0 + demand[$1].share }
        guard everything >= wanted - 1e-9 else { return nil }
        var covered = 0.0
        for (count, alone) in shares.sorted(by: >).enumerated() {
            if covered >= wanted - 1e-9 { return count }
            covered += alone
        }
        return shares.count
    }

    /// The share of reports that can be reached in time from anywhere.
    public var reachable: Double {
        Set(reached.joined()).reduce(0) { $0 + demand[$1].share }
    }

    private var shares: [Double] {
        reached.map { $0.reduce(0) { $0 + demand[$1].share } }
    }

    /// The communities where `count` people stand, in the order in which they are placed.
    ///
    /// - Parameters:
    ///   - count: How many people there are.
    ///   - busy: The share of their time that people are at work, from 0 to below 1; the more, the
    ///     more often a place that is covered already is covered again.
    /// - Returns: Their communities; one may come several times.
    public func order(count: Int, busy: Double) -> [AreaCode] {
        var uncovered = demand.map(\.share)
        var chosen: [AreaCode] = []
        var times = [Int](repeating: 0, count: demand.count)
        while chosen.count < count, !demand.isEmpty {
            let gains = reached.map { $0.reduce(0) { $0 + uncovered[$1] } }
            let best = gains.indices.max {
                // Of equal gains the place with more reports, and of those the first.
                (gains[$0], demand[$0].share / Double(times[$0] + 1), -$0)
                    < (gains[$1], demand[$1].share / Double(times[$1] + 1), -$1)
            }
            guard let best else { break }
            chosen.append(demand[best].community)
            times[best] += 1
            // Whoever covers it now is there with the probability of not being busy.
            for place in reached[best] { uncovered[place] *= max(busy, 0.02) }
        }
        return chosen
    }
}

extension Demand {
    /// How many of a sample of a scenario's reports come from each community.
    public static func communities(
        of scenario: Scenario, in county: County, sample: Int,
    ) -> [AreaCode: Double] {
        var source = ReportSource(
            scenario, county: county,
            streams: RandomStreams(seed: scenario.seed, replication: .max))
        var counts: [AreaCode: Double] = [:]
        for _ in 0..<sample {
            guard let coming = source.next() else { break }
            let area = coming.report.area
            counts[area.ancestor(at: .community) ?? area, default: 0] += 1
        }
        return counts
    }
}

extension PeopleModel {
    /// How people behave who are called as a role.
    public func behaviour(for role: Role.ID) -> Behaviour { behaviour(of: role) }
}
