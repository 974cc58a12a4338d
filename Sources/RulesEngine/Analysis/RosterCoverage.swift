import Governance

/// Which places people of which roles cover, and when.
struct RosterCoverage {
    /// Places that the same people cover.
    struct Group {
        /// The people, by their positions in the roster.
        let people: [Int]
        /// The places, by their positions among all.
        let places: [Int]
    }

    let places: [AreaCode]
    private let county: County
    /// The people who cover each place.
    private let covering: [[Int]]

    init(_ county: County, places: [AreaCode]) {
        self.county = county
        self.places = places
        var byArea: [AreaCode: [Int]] = [:]
        for (position, responder) in county.roster.enumerated() {
            for area in Set(responder.coverage) { byArea[area, default: []].append(position) }
        }
        covering = places.map { place in
            var people: Set<Int> = []
            var next: AreaCode? = place
            while let area = next {
                people.formUnion(byArea[area] ?? [])
                next = area.parent
            }
            return people.sorted()
        }
    }

    /// The places that nobody with one of the roles covers.
    func places(without roles: [Role.ID]) -> [Int] {
        places.indices.filter { people(at: $0, with: roles).isEmpty }
    }

    /// The places by the people with one of the roles who cover them, largest group first.
    func groups(for roles: [Role.ID]) -> [Group] {
        Dictionary(grouping: places.indices) { people(at: $0, with: roles) }
            .map { Group(people: $0.key, places: $0.value) }
            .sorted { ($0.places.count, $1.places[0]) > ($1.places.count, $0.places[0]) }
    }

    /// The minutes of the week at which none of these people is on duty.
    ///
    /// Duty changes only where a shift begins or ends, so one minute between two changes tells all.
    func minutesOffDuty(_ people: [Int]) -> Set<Int> {
        let shifts = people.flatMap { county.roster[$0].shifts }
        let edges = Set(shifts.flatMap { [$0.startMinute, $0.endMinute % 1_440] } + [0])
        let starts = (0..<7).flatMap { day in edges.map { day * 1_440 + $0 } }.sorted()
        var minutes: Set<Int> = []
        for (position, start) in starts.enumerated() {
            let time = ReportWorld.time(start)
            guard !people.contains(where: { county.roster[$0].isOnDuty(at: time) }) else {
                continue
            }
            let next =
                position + 1 < starts.count ? starts[position + 1] : ReportWorld.minutesPerWeek
            minutes.formUnion(start..<next)
        }
        return minutes
    }

    /// The places whose nearest person with the role is stationed farther away than this.
    ///
    /// A place without a known centre is left out, and so is one that nobody of the role covers.
    func places(of role: Role.ID, fartherThan reach: Metres) -> [Int] {
        places.indices.filter { position in
            guard let centre = county.grids.centre(of: places[position])?.converted(to: .wgs84)
            else { return false }
            let distances = people(at: position, with: [role]).compactMap { person in
                let responder = county.roster[person]
                let home = responder.coverage.first.flatMap(county.grids.centre(of:))
                return (responder.station ?? home)?.converted(to: .wgs84).distance(to: centre).value
            }
            return distances.min().map { $0 > reach.value } ?? false
        }
    }

    private func people(at place: Int, with roles: [Role.ID]) -> [Int] {
        covering[place].filter { person in
            county.roster[person].roles.contains { roles.contains($0) }
        }
    }
}
