public import DispatchCore
public import Governance
public import Simulator

/// Looks for the smallest roster with which a scenario meets a target.
///
/// Each role that may be varied begins with the least number of places from which its part of the
/// target could be reached at all, which is a bound. Then rosters are simulated, all under the same
/// chance: people are added where they are missed most, twice as many each time, until the target
/// holds, and taken away again one part at a time while it still does. The roster that is left is
/// tried once more under chance that had no part in finding it.
public struct StaffingSearch: Sendable {
    /// What may be varied.
    public struct Variation: Sendable {
        /// The roles whose number of people may be changed.
        public var roles: [Role.ID]
        /// Whether people may be put elsewhere; otherwise they stand where people of the role stand
        /// now, in turn.
        public var movesStations: Bool
        /// Whether people may be given a part of the day.
        public var splitsDay: Bool

        /// A variation; there is at least one role.
        public init(roles: [Role.ID], movesStations: Bool, splitsDay: Bool) {
            self.roles = roles
            self.movesStations = movesStations
            self.splitsDay = splitsDay
        }
    }

    /// So many rosters are tried at most.
    static let mostTrials = 120
    /// So often more people may bring nothing before the search gives up.
    static let mostInVain = 6
    /// Nobody looks for more people of one role.
    static let mostPeople = 2_000
    /// Of how many invented reports the places of demand are taken.
    static let demandSample = 20_000

    let title: LocalizedText
    let scenario: Scenario
    let dispatcher: Dispatcher
    let target: StaffingTarget
    let variation: Variation
    let workers: Int

    /// A search; nothing is run yet.
    public init(
        title: LocalizedText, scenario: Scenario, dispatcher: Dispatcher, target: StaffingTarget,
        vary variation: Variation, workers: Int,
    ) {
        self.title = title
        self.scenario = scenario
        self.dispatcher = dispatcher
        self.target = target
        self.variation = variation
        self.workers = workers
    }

    /// How many people of a role are on duty in each part of the day.
    struct Numbers: Hashable {
        var byRole: [Role.ID: [StaffedRoster.Watch: Int]]

        /// Hours of duty a day: what a roster costs.
        var hours: Int {
            byRole.values.joined().reduce(0) { $0 + $1.value * $1.key.hours }
        }
    }

    /// Searches; `progress` hears how many rosters were tried.
    public func run(
        progress: @escaping @Sendable (Int) -> Void = { _ in },
    ) async -> StaffingPlan {
        let placements = StationPlacements(self)
        var trials = StaffingTrials(search: self, placements: placements, progress: progress)
        var numbers = Numbers(
            byRole: placements.byRole.mapValues { placement in
                [.always: max(1, placement.bound ?? 1)]
            })
        var last = await trials.try(numbers)
        var (best, vain) = (last.trial.compliance, 0)
        while !last.holds, vain < Self.mostInVain, trials.mayGoOn, let more = grown(numbers, last) {
            numbers = more
            last = await trials.try(numbers)
            vain = last.trial.compliance > best ? 0 : vain + 1
            best = max(best, last.trial.compliance)
        }
        let isMet = last.holds
        if isMet {
            numbers = await reduced(numbers, &trials)
            if variation.splitsDay { numbers = await split(numbers, &trials) }
        }
        let found = isMet ? await trials.try(numbers) : trials.nearest ?? last
        let confirmation = await trials.confirm(found.numbers)
        return StaffingPlan(
            title: title, target: target, county: dispatcher.county,
            seed: scenario.seed, isMet: isMet,
            bounds: placements.byRole.mapValues(\.bound),
            present: await trials.present(), best: found.trial, confirmation: confirmation,
            posts: placements.posts(found.numbers), trials: trials.all.map(\.trial))
    }

    /// More people of the role that is the last to arrive most often, among those that may grow.
    private func grown(_ numbers: Numbers, _ trial: StaffingTrials.Tried) -> Numbers? {
        let byLateness = variation.roles.sorted { left, right in
            let counts = (trial.lastRoles[left] ?? 0, trial.lastRoles[right] ?? 0)
            return counts.0 == counts.1 ? left < right : counts.0 > counts.1
        }
        for role in byLateness {
            let count = numbers.byRole[role]?[.always] ?? 0
            guard count < Self.mostPeople else { continue }
            var more = numbers
            // A quarter more each time, so that no more than the target needs is passed far.
            more.byRole[role] = [.always: min(Self.mostPeople, count + max(1, count / 4))]
            return more
        }
        return nil
    }

    /// Takes people away, by halves of what may still go, while the target holds.
    private func reduced(_ numbers: Numbers, _ trials: inout StaffingTrials) async -> Numbers {
        var numbers = numbers
        for role in variation.roles {
            guard let most = numbers.byRole[role]?[.always] else { continue }
            var (low, high) = (0, most)
            while high - low > 1, trials.mayGoOn {
                let middle = (low + high) / 2
                var fewer = numbers
                fewer.byRole[role] = [.always: middle]
                if await trials.try(fewer).holds { high = middle } else { low = middle }
            }
            numbers.byRole[role] = [.always: high]
        }
        return numbers
    }

    /// Gives each part of the day people of its own, and takes away those whom it can spare.
    private func split(_ numbers: Numbers, _ trials: inout StaffingTrials) async -> Numbers {
        var numbers = numbers
        for role in variation.roles {
            guard let all = numbers.byRole[role]?[.always] else { continue }
            var divided = numbers
            divided.byRole[role] = [.early: all, .late: all, .night: all]
            guard trials.mayGoOn, await trials.try(divided).holds else { continue }
            numbers = divided
            for watch in [StaffedRoster.Watch.night, .late, .early] {
                var (low, high) = (-1, numbers.byRole[role]?[watch] ?? 0)
                while high - low > 1, trials.mayGoOn {
                    let middle = (low + high) / 2
                    var fewer = numbers
                    fewer.byRole[role]?[watch] = middle
                    if await trials.try(fewer).holds { high = middle } else { low = middle }
                }
                numbers.byRole[role]?[watch] = high
            }
        }
        return numbers
    }
}
