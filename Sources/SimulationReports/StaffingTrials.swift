import DispatchCore
import Governance
import Simulator

/// The rosters that were tried, each once.
struct StaffingTrials {
    /// A roster, and what it came to.
    struct Tried: Sendable {
        let numbers: StaffingSearch.Numbers
        let trial: StaffingPlan.Trial
        /// Which role was the last to arrive, how often.
        let lastRoles: [Role.ID: Int]

        var holds: Bool { trial.holds }
    }

    private let search: StaffingSearch
    private let placements: StationPlacements
    private let progress: @Sendable (Int) -> Void
    /// All that were tried, the first first.
    private(set) var all: [Tried] = []

    init(
        search: StaffingSearch, placements: StationPlacements,
        progress: @escaping @Sendable (Int) -> Void,
    ) {
        self.search = search
        self.placements = placements
        self.progress = progress
    }

    /// Whether one more may be tried.
    var mayGoOn: Bool { all.count < StaffingSearch.mostTrials }

    /// The one that came nearest to the target.
    var nearest: Tried? { all.max { $0.trial.compliance < $1.trial.compliance } }

    /// Tries a roster, unless it was tried before.
    mutating func `try`(_ numbers: StaffingSearch.Numbers) async -> Tried {
        if let known = all.first(where: { $0.numbers == numbers }) { return known }
        let roster = StaffedRoster.replacing(
            Set(search.variation.roles), of: search.dispatcher.county.roster,
            with: placements.posts(numbers), in: search.dispatcher.county)
        let (trial, lastRoles) = await run(
            roster, numbers, hours: numbers.hours, seed: search.scenario.seed)
        let tried = Tried(numbers: numbers, trial: trial, lastRoles: lastRoles)
        all.append(tried)
        progress(all.count)
        return tried
    }

    /// Tries a roster under chance that had no part in finding it.
    func confirm(_ numbers: StaffingSearch.Numbers) async -> StaffingPlan.Trial {
        let roster = StaffedRoster.replacing(
            Set(search.variation.roles), of: search.dispatcher.county.roster,
            with: placements.posts(numbers), in: search.dispatcher.county)
        return await run(
            roster, numbers, hours: numbers.hours, seed: ~search.scenario.seed
        ).0
    }

    /// The roster as it is.
    func present() async -> StaffingPlan.Trial {
        let county = search.dispatcher.county
        var numbers = StaffingSearch.Numbers(byRole: [:])
        var minutes = 0
        for responder in county.roster {
            guard let role = responder.roles.first, search.variation.roles.contains(role) else {
                continue
            }
            numbers.byRole[role, default: [:]][.always, default: 0] += 1
            for shift in responder.shifts {
                let length = (shift.endMinute - shift.startMinute + 1_440) % 1_440
                minutes += (length == 0 ? 1_440 : length) * shift.weekdays.count
            }
        }
        return await run(
            county.roster, numbers, hours: minutes / 7 / 60, seed: search.scenario.seed
        ).0
    }

    private func run(
        _ roster: [Responder], _ numbers: StaffingSearch.Numbers, hours: Int, seed: UInt64,
    ) async -> (StaffingPlan.Trial, [Role.ID: Int]) {
        var scenario = search.scenario
        scenario.seed = seed
        let runner = ReplicationRunner(
            scenario, dispatcher: search.dispatcher.with(roster: roster), workers: search.workers)
        let measures = await runner.run()
        var pooled = RunMeasures()
        for one in measures { pooled.add(one) }
        let target = search.target
        return (
            StaffingPlan.Trial(
                people: numbers.byRole.mapValues { watches in
                    Dictionary(uniqueKeysWithValues: watches.map { ($0.key, $0.value) })
                },
                hours: hours, seconds: target.value(of: pooled) ?? .infinity,
                compliance: target.compliance(of: pooled) ?? 0,
                estimate: Estimate(measures.compactMap(target.compliance)),
                wanted: Double(target.percent) / 100),
            pooled.lastRoles
        )
    }
}

extension Dispatcher {
    /// The same county and rules with other people.
    fileprivate func with(roster: [Responder]) -> Dispatcher {
        do {
            let changed = try County(
                version: county.version, timeZone: county.timeZone, grids: county.grids,
                roles: county.roles, supervisor: county.supervisor, roster: roster,
                categories: county.categories, standards: county.standards,
                calendar: county.calendar)
            return Dispatcher(county: changed, rules: rules)
        } catch {
            preconditionFailure("a planned roster does not fit the county: \(error)")
        }
    }
}
