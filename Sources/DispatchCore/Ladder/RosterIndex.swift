import Governance

/// The roster, arranged so that the people who may take an incident are found without a scan.
struct RosterIndex: Sendable {
    /// A responder as the ladder sees them: the station is stated in WGS-84 once and for all.
    ///
    /// A class only so that the lists of those who cover an area share them.
    final class Candidate: Sendable {
        let responder: Responder
        let station: Coordinate?
        /// How fast they travel.
        let speedMetresPerSecond: Double

        init(_ responder: Responder, station: Coordinate?, _ travel: TravelEstimate) {
            self.responder = responder
            self.station = station
            speedMetresPerSecond = travel.speedMetresPerSecond(by: responder.mode)
        }
    }

    /// The people of one role, in the order of the roster.
    private struct RoleHolders {
        /// By the areas that they cover as a whole.
        var covering: [AreaCode: [Candidate]] = [:]
        /// By the townships in which they cover something.
        var neighbours: [AreaCode: [Candidate]] = [:]
    }

    private let holders: [Role.ID: RoleHolders]

    init(_ county: County) {
        var holders: [Role.ID: RoleHolders] = [:]
        for responder in county.roster {
            let home = responder.coverage.first.flatMap(county.grids.centre(of:))
            let station = responder.station ?? home
            let candidate = Candidate(
                responder, station: station?.converted(to: .wgs84), county.policy.travel)
            let areas = Self.outermost(responder.coverage)
            let townships = Set(areas.compactMap { $0.ancestor(at: .township) })
            for role in Set(responder.roles) {
                var known = holders.removeValue(forKey: role) ?? RoleHolders()
                for area in areas { known.covering[area, default: []].append(candidate) }
                for township in townships {
                    known.neighbours[township, default: []].append(candidate)
                }
                holders[role] = known
            }
        }
        self.holders = holders
    }

    /// Those with `role` whose coverage contains `area`, each once.
    func covering(_ area: AreaCode, role: Role.ID) -> [Candidate] {
        guard let known = holders[role]?.covering else { return [] }
        var found: [Candidate] = []
        var next: AreaCode? = area
        while let area = next {
            // Mostly one level has them all, whose list is then handed out as it is.
            if let here = known[area] {
                if found.isEmpty { found = here } else { found += here }
            }
            next = area.parent
        }
        return found
    }

    /// Those with `role` who cover some part of the township of `area`.
    func neighbours(of area: AreaCode, role: Role.ID) -> [Candidate] {
        guard let township = area.ancestor(at: .township) else { return [] }
        return holders[role]?.neighbours[township] ?? []
    }

    /// The areas that lie in no other of them, each once.
    private static func outermost(_ areas: [AreaCode]) -> Set<AreaCode> {
        Set(areas.filter { area in !areas.contains { $0 != area && $0.contains(area) } })
    }
}
