import Governance

/// The roster, arranged so that the people who may take an incident are found without a scan.
struct RosterIndex: Sendable {
    /// A responder as the ladder sees them: the station is stated in WGS-84 once and for all.
    struct Candidate: Sendable {
        let responder: Responder
        let station: Coordinate?
    }

    private struct Key: Hashable {
        let role: Role.ID
        let area: AreaCode
    }

    private let candidates: [Candidate]
    private let covering: [Key: [Int]]
    private let neighbours: [Key: [Int]]

    init(_ county: County) {
        var covering: [Key: [Int]] = [:]
        var neighbours: [Key: [Int]] = [:]
        candidates = county.roster.map { responder in
            let home = responder.coverage.first.flatMap(county.grids.centre(of:))
            let station = responder.station ?? home
            return Candidate(responder: responder, station: station?.converted(to: .wgs84))
        }
        for (position, candidate) in candidates.enumerated() {
            for role in candidate.responder.roles {
                for area in candidate.responder.coverage {
                    covering[Key(role: role, area: area), default: []].append(position)
                    guard let township = area.ancestor(at: .township) else { continue }
                    neighbours[Key(role: role, area: township), default: []].append(position)
                }
            }
        }
        self.covering = covering
        self.neighbours = neighbours
    }

    /// Those with `role` whose coverage contains `area`.
    func covering(_ area: AreaCode, role: Role.ID) -> [Candidate] {
        var found: [Int] = []
        var next: AreaCode? = area
        while let area = next {
            found += covering[Key(role: role, area: area)] ?? []
            next = area.parent
        }
        return unique(found)
    }

    /// Those with `role` who cover some part of the township of `area`.
    func neighbours(of area: AreaCode, role: Role.ID) -> [Candidate] {
        guard let township = area.ancestor(at: .township) else { return [] }
        return unique(neighbours[Key(role: role, area: township)] ?? [])
    }

    private func unique(_ positions: [Int]) -> [Candidate] {
        if positions.count < 2 { return positions.map { candidates[$0] } }
        var seen: Set<Int> = []
        return positions.filter { seen.insert($0).inserted }.map { candidates[$0] }
    }
}
