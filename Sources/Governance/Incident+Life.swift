extension Incident {
    /// What was found when somebody looked before filing (核实).
    public enum Verification: String, CaseIterable, Sendable, Codable {
        /// 属实: it is as reported.
        case holds
        /// 不属实: there is nothing of the kind.
        case unfounded
    }

    /// How an incident ended.
    public enum Ending: String, CaseIterable, Sendable, Codable {
        /// 结案: disposed, checked and closed.
        case settled
        /// 不予立案: not filed, and nobody appealed in time.
        case rejected
        /// 作废: entered by mistake.
        case voided
        /// 合并: it ended with the incident that it was joined to.
        case joined
    }

    /// 挂账: limits that stand still.
    public struct Suspension: Hashable, Sendable, Codable {
        /// Since when.
        public let since: Instant
        /// When work is taken up again at the latest.
        public let until: Instant
        /// The deadlines as they stood then.
        public let paused: [Deadline]

        /// A suspension.
        public init(since: Instant, until: Instant, paused: [Deadline]) {
            self.since = since
            self.until = until
            self.paused = paused
        }
    }

    /// A time in which limits stood still.
    public struct Pause: Hashable, Sendable, Codable {
        /// Since when.
        public let from: Instant
        /// Until when.
        public let to: Instant

        /// A time that is over.
        public init(from: Instant, to: Instant) {
            self.from = from
            self.to = to
        }
    }

    /// The moment at which a deadline comes, as an event states it.
    public struct Due: Hashable, Sendable {
        /// What must have happened.
        public let kind: Deadline.Kind
        /// By when.
        public let at: Instant

        /// A moment for a deadline.
        public init(_ kind: Deadline.Kind, at: Instant) {
            self.kind = kind
            self.at = at
        }
    }

    /// How often things happened that should be rare; each is a rate of the monthly tables.
    public struct Tally: Hashable, Sendable, Codable {
        /// 延期: limits that were extended.
        public var extensions = 0
        /// 回退: returns to before the filing.
        public var returns = 0
        /// 返工: results that did not hold.
        public var reworks = 0
        /// 督办: orders of a supervisor, or of the system after a missed limit.
        public var supervisions = 0
        /// 申诉: appeals against a rejection or a result.
        public var appeals = 0
        /// 挂账: suspensions.
        public var suspensions = 0
        /// What the system that the report came from said more.
        public var sourceNotes = 0
        /// 错派: found to belong to a neighbouring area.
        public var misroutes = 0

        /// Nothing yet.
        public init() {}
    }
}

extension Incident.Stage {
    /// Whether promises and visits after a mediation are awaited at this stage.
    public var followsActs: Bool {
        switch self {
        case .disposing, .disposed, .checked, .suspended, .closed: true
        case .reported, .dispatching, .rejected, .joined: false
        }
    }
}

/// What a reporter said when called back (回访).
public enum CallBackResult: String, CaseIterable, Sendable, Codable {
    /// 满意: content with the result.
    case satisfied
    /// 不满意: not content.
    case dissatisfied
    /// 未接通: could not be reached.
    case unreachable
}
