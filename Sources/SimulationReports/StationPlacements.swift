import DispatchCore
import Governance
import Simulator

/// Where people of each role that is varied would stand.
struct StationPlacements: Sendable {
    /// The places of one role.
    struct OfRole: Sendable {
        let placement: StationPlacement
        /// The least number of places that could do; nil where no number could.
        let bound: Int?
        /// Where people of the role stand now.
        let present: [AreaCode]
    }

    /// How busy people are assumed to be when places are put in order; rosters are simulated, so
    /// this decides only what is tried.
    private static let assumedBusy = 0.35

    private(set) var byRole: [Role.ID: OfRole] = [:]
    private let movesStations: Bool

    init(_ search: StaffingSearch) {
        movesStations = search.variation.movesStations
        let county = search.dispatcher.county
        let people = search.scenario.people
        let demand = Demand.communities(
            of: search.scenario, in: county, sample: StaffingSearch.demandSample)
        for role in search.variation.roles {
            let behaviour = people.behaviour(for: role)
            let before = [behaviour.notification, behaviour.answer, behaviour.turnout]
                .reduce(Duration.zero) { $0 + $1.mean }
            let placement = StationPlacement(
                demand, within: search.target.limit - before, as: role,
                travel: search.scenario.travel, in: county)
            let present = county.roster.filter { $0.roles.first == role }.compactMap {
                $0.coverage.first
            }
            byRole[role] = OfRole(
                placement: placement,
                bound: placement.bound(share: Double(search.target.percent) / 100),
                present: present)
        }
    }

    /// Who stands where, for so many people.
    func posts(_ numbers: StaffingSearch.Numbers) -> [StaffedRoster.Post] {
        byRole.sorted { $0.key < $1.key }.flatMap { role, ofRole in
            StaffedRoster.Watch.allCases.flatMap { watch -> [StaffedRoster.Post] in
                let count = numbers.byRole[role]?[watch] ?? 0
                return places(ofRole, count).map {
                    StaffedRoster.Post(role: role, community: $0, watch: watch)
                }
            }
        }
    }

    private func places(_ ofRole: OfRole, _ count: Int) -> [AreaCode] {
        if !movesStations, !ofRole.present.isEmpty {
            return (0..<count).map { ofRole.present[$0 % ofRole.present.count] }
        }
        return ofRole.placement.order(count: count, busy: Self.assumedBusy)
    }
}
