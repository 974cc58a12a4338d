public import Governance
public import Simulator

/// The smallest roster that was found, and how it was found.
public struct StaffingPlan: Sendable {
    /// A roster that was tried.
    public struct Trial: Sendable {
        /// How many people of each role that was varied, by the part of the day.
        public let people: [Role.ID: [StaffedRoster.Watch: Int]]
        /// Hours of duty a day, of these people together.
        public let hours: Int
        /// The percentile of the target, of all replications together; infinite where too few
        /// arrived.
        public let seconds: Double
        /// The share of incidents that met the limit.
        public let compliance: Double
        /// The mean of that share over replications, and how sure it is.
        public let estimate: Estimate?
        /// The share that the target wants.
        let wanted: Double

        /// How many people.
        public var count: Int { people.values.joined().reduce(0) { $0 + $1.value } }
        /// Whether the target is met.
        public var holds: Bool { compliance >= wanted }
        /// Whether the whole confidence interval meets the target.
        public var isSure: Bool { estimate?.interval.map { $0.lowerBound >= wanted } ?? false }
    }

    /// What people call the scenario.
    public let title: LocalizedText
    /// What had to be met.
    public let target: StaffingTarget
    /// The county, with its present roster.
    public let county: County
    /// The seed of the search; the confirmation has another.
    public let seed: UInt64
    /// Whether a roster was found.
    public let isMet: Bool
    /// The least number of places of each role, before anything was simulated; nil where no number
    /// of people could reach enough reports in time.
    public let bounds: [Role.ID: Int?]
    /// The roster as it is.
    public let present: Trial
    /// The smallest roster that meets the target, or else the one that comes nearest.
    public let best: Trial
    /// The same roster under other chance.
    public let confirmation: Trial
    /// Where its people stand.
    public let posts: [StaffedRoster.Post]
    /// All rosters that were tried, the first first.
    public let trials: [Trial]

    /// The rosters of which no other costs less and does as well, the cheapest first.
    public var curve: [Trial] {
        var best = -1.0
        return trials.sorted { ($0.hours, -$0.compliance) < ($1.hours, -$1.compliance) }.filter {
            guard $0.compliance > best else { return false }
            best = $0.compliance
            return true
        }
    }
}
