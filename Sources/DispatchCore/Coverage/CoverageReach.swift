import Governance

/// Who can reach which place in time, and when they may be called.
struct CoverageReach {
    /// What decides about a grid: places with the same are covered alike.
    struct Place: Hashable {
        let centre: Coordinate?
        /// The grid itself where somebody covers less than its community.
        let area: AreaCode?
    }

    private let county: County
    private let quarters: Int
    /// The positions in the roster of those with a role who serve a township.
    private let serving: [Key: [Int]]
    private let stations: [Coordinate?]
    /// For each person whether they may be called, quarter of an hour by quarter.
    private let available: [[Bool]]
    private let isGridCovered: Bool

    private struct Key: Hashable {
        let role: Role.ID
        let township: AreaCode
    }

    init(_ county: County, _ book: DutyBook, from start: Instant, quarters: Int) {
        self.county = county
        self.quarters = quarters
        var serving: [Key: [Int]] = [:]
        let townships = county.grids.areas(at: .township).map(\.code)
        for (position, responder) in county.roster.enumerated() {
            for township in townships where responder.serves(township) {
                for role in Set(responder.roles) {
                    serving[Key(role: role, township: township), default: []].append(position)
                }
            }
        }
        self.serving = serving
        stations = county.roster.map { responder in
            let home = responder.coverage.first.flatMap(county.grids.centre(of:))
            return (responder.station ?? home)?.converted(to: .wgs84)
        }
        available = county.roster.map { responder in
            (0..<quarters).map { quarter in
                let moment = start + .minutes(15 * quarter)
                let time = county.timeZone.localTime(at: moment)
                return book.status(of: responder, at: moment, reading: time) != .offDuty
            }
        }
        isGridCovered = county.roster.contains { $0.coverage.contains { $0.level == .grid } }
    }

    func place(_ area: AreaCode) -> Place {
        let isOwn = isGridCovered || area.level == .community
        return Place(
            centre: county.grids.centre(of: area),
            area: isOwn ? area : area.ancestor(at: .community))
    }

    func cover(
        _ area: AreaCode, _ needs: [CoverageNeed], hours: Int,
    ) -> (hours: [CoverageForecast.Level], missing: Set<Role.ID>) {
        var levels = [CoverageForecast.Level](repeating: .full, count: hours)
        var missing: Set<Role.ID> = []
        for need in needs {
            let own = need.roles.map { people([$0], area, need.limit) }
            let all = need.roles.enumerated().map { index, role in
                own[index] + people(county[role]?.substitutes ?? [], area, need.limit)
            }
            for quarter in 0..<quarters {
                let hour = quarter / 4
                guard levels[hour] > .short || missing.count < need.roles.count else { continue }
                if matched(own, quarter).allSatisfy({ $0 }) { continue }
                let found = matched(all, quarter)
                levels[hour] = min(levels[hour], found.allSatisfy { $0 } ? .substituted : .short)
                for (role, isThere) in zip(need.roles, found) where !isThere {
                    missing.insert(role)
                }
            }
        }
        return (levels, missing)
    }

    /// Those with one of the roles who serve the township and are there within the limit.
    private func people(_ roles: [Role.ID], _ area: AreaCode, _ limit: Duration) -> [Int] {
        guard let township = area.ancestor(at: .township) else { return [] }
        let centre = county.grids.centre(of: area)?.converted(to: .wgs84)
        var seen: Set<Int> = []
        return roles.flatMap { serving[Key(role: $0, township: township)] ?? [] }.filter {
            guard seen.insert($0).inserted else { return false }
            var distance: Metres?
            if let centre, let station = stations[$0] { distance = station.distance(to: centre) }
            let mode = county.roster[$0].mode
            return county.policy.travel.time(over: distance, by: mode) <= limit
        }
    }

    /// For each role whether somebody is found for it, nobody for two: as many as can be.
    ///
    /// Augmenting paths after H. W. Kuhn, "The Hungarian Method for the Assignment Problem",
    /// Naval Research Logistics Quarterly 2, 1955; the sets are small.
    private func matched(_ people: [[Int]], _ quarter: Int) -> [Bool] {
        var taken: [Int: Int] = [:]
        func find(_ role: Int, _ tried: inout Set<Int>) -> Bool {
            for person in people[role] where available[person][quarter] {
                guard tried.insert(person).inserted else { continue }
                if let other = taken[person], !find(other, &tried) { continue }
                taken[person] = role
                return true
            }
            return false
        }
        return people.indices.map { role in
            var tried: Set<Int> = []
            return find(role, &tried)
        }
    }
}

extension Responder {
    /// Whether the responder covers something of the township, or all of it.
    fileprivate func serves(_ township: AreaCode) -> Bool {
        coverage.contains { $0.contains(township) || township.contains($0) }
    }
}
