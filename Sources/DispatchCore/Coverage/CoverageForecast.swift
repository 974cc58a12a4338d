public import Governance
public import RulesEngine

/// For each grid and hour, whether those whom the severest categories call could all be there in
/// time, by the roster, what was ordered about duty, and the county's estimate of travel.
///
/// Counted is everybody on duty or on standby who has the role and serves the township, and apart
/// from them whoever may stand in; nobody counts for two roles at once. Being asked and answering
/// takes no time here, and nobody is busy: an hour that is short here is short in any case.
public struct CoverageForecast: Sendable {
    /// How well an hour is covered, by its worst quarter of an hour and its worst need.
    public enum Level: Int, Sendable, Comparable {
        /// Somebody is missing.
        case short = 0
        /// All can be there, some of them standing in for a role.
        case substituted = 1
        /// All can be there in their own roles.
        case full = 2

        /// The worse comes first.
        public static func < (left: Level, right: Level) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// The hours of one grid.
    public struct Grid: Hashable, Sendable {
        /// The grid, or a community that has none.
        public let area: AreaCode
        /// How well each hour is covered.
        public let hours: [Level]
        /// The roles that are missing at some time, in the county's order.
        public let missing: [Role.ID]

        /// How many hours are not short.
        public var coveredHours: Int { hours.count { $0 > .short } }
    }

    /// The most hours that are looked at: two weeks.
    public static let maximumHours = 336

    /// The beginning of the first hour.
    public let start: Instant
    /// What is asked for.
    public let needs: [CoverageNeed]
    /// The grids, by code.
    public let grids: [Grid]

    /// The forecast of so many hours, at most ``maximumHours``, from `start` on.
    public init(
        of county: County, _ rules: RuleSet, in book: DutyBook = DutyBook(),
        from start: Instant, hours: Int = 168,
    ) {
        self.start = start
        needs = CoverageNeed.severest(of: county, rules)
        let hours = min(max(hours, 1), Self.maximumHours)
        let reach = CoverageReach(county, book, from: start, quarters: hours * 4)
        var known: [CoverageReach.Place: (hours: [Level], missing: Set<Role.ID>)] = [:]
        var grids: [Grid] = []
        for area in Self.places(of: county) {
            let place = reach.place(area)
            if known[place] == nil { known[place] = reach.cover(area, needs, hours: hours) }
            let found = known[place] ?? ([], [])
            grids.append(
                Grid(
                    area: area, hours: found.hours, missing: county.inOrder(Array(found.missing))))
        }
        self.grids = grids
    }

    /// The grids, and the communities without any.
    private static func places(of county: County) -> [AreaCode] {
        county.grids.areas.map(\.code).filter { code in
            code.level == .grid
                || code.level == .community && county.grids.children(of: code).isEmpty
        }
    }
}
