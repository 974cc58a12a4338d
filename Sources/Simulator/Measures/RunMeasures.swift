public import DispatchCore
public import Governance

/// What happened in one replication, counted as live statistics count it.
///
/// Only incidents whose report was accepted within the measured time count. Samples are kept raw,
/// eight bytes each, so that percentiles of several replications are those of all their samples.
public struct RunMeasures: Sendable {
    /// How many of how many.
    public struct Share: Hashable, Sendable {
        /// How many.
        public var part = 0
        /// Of how many.
        public var whole = 0

        /// None of none.
        public init() {}

        /// The share from 0 to 1, or nil of none.
        public var value: Double? { whole == 0 ? nil : Double(part) / Double(whole) }

        mutating func count(_ isPart: Bool) {
            whole += 1
            if isPart { part += 1 }
        }

        mutating func add(_ other: Share) {
            part += other.part
            whole += other.whole
        }
    }

    /// The intervals that are measured: those of incidents, then those of assignments.
    public static let intervals = ResponseInterval.ofIncidents + ResponseInterval.ofAssignments

    /// How many reports were accepted.
    public internal(set) var reports = 0
    /// How many incidents were still open when the run ended.
    public internal(set) var open = 0
    /// The samples of ``intervals``, in their order.
    public internal(set) var samples = [SampleSet](repeating: SampleSet(), count: intervals.count)
    /// Incidents whose last required role was on scene within the limit, of those with roles.
    public internal(set) var inTime = Share()
    /// The same by the local hour of the report; 24 shares.
    public internal(set) var inTimeByHour = [Share](repeating: Share(), count: 24)
    /// The same by township.
    public internal(set) var inTimeByTownship: [AreaCode: Share] = [:]
    /// The same by community.
    public internal(set) var inTimeByCommunity: [AreaCode: Share] = [:]
    /// Which role was the last to arrive, how often.
    public internal(set) var lastRoles: [Role.ID: Int] = [:]
    /// On which rung of the ladder people were found, how often.
    public internal(set) var rungs: [SelectionReason.Rung: Int] = [:]
    /// How often somebody declined.
    public internal(set) var declined = 0
    /// How often somebody did not answer in time.
    public internal(set) var timedOut = 0
    /// How often nobody was left to ask.
    public internal(set) var unfilled = 0
    /// How often a role was waived.
    public internal(set) var waived = 0
    /// Which limits were missed, how often.
    public internal(set) var missed: [Incident.Deadline.Kind: Int] = [:]
    /// Which rules fired, as `table/rule`, how often.
    public internal(set) var rules: [String: Int] = [:]
    /// How long people of a role were at work, by the first role of each.
    public internal(set) var busy: [Role.ID: Duration] = [:]
    /// How long people of a role were on duty or, off duty, still at work.
    public internal(set) var onDuty: [Role.ID: Duration] = [:]

    /// Nothing has happened.
    public init() {}

    /// The share of their time on duty that people of a role were at work.
    public func utilisation(of role: Role.ID) -> Double? {
        guard let duty = onDuty[role], duty > .zero else { return nil }
        return (busy[role] ?? .zero) / duty
    }
}

extension RunMeasures {
    /// Adds what happened in another replication.
    public mutating func add(_ other: RunMeasures) {
        reports += other.reports
        open += other.open
        for index in samples.indices { samples[index].add(other.samples[index]) }
        inTime.add(other.inTime)
        for hour in inTimeByHour.indices { inTimeByHour[hour].add(other.inTimeByHour[hour]) }
        for (area, share) in other.inTimeByTownship {
            inTimeByTownship[area, default: Share()].add(share)
        }
        for (area, share) in other.inTimeByCommunity {
            inTimeByCommunity[area, default: Share()].add(share)
        }
        lastRoles.merge(other.lastRoles, uniquingKeysWith: +)
        rungs.merge(other.rungs, uniquingKeysWith: +)
        declined += other.declined
        timedOut += other.timedOut
        unfilled += other.unfilled
        waived += other.waived
        missed.merge(other.missed, uniquingKeysWith: +)
        rules.merge(other.rules, uniquingKeysWith: +)
        busy.merge(other.busy, uniquingKeysWith: +)
        onDuty.merge(other.onDuty, uniquingKeysWith: +)
    }
}
