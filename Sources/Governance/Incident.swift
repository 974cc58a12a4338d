/// A matter that people must come to, from the accepted report to its closing.
public struct Incident: Hashable, Sendable, Codable {
    /// Identifies an incident.
    public typealias ID = EntityID<Incident>

    /// The stage of an incident's life.
    public enum Stage: String, CaseIterable, Sendable, Codable {
        /// 上报: accepted, waits to be verified (核实) and filed.
        case reported
        /// 立案 and 派遣: filed, roles are being called.
        case dispatching
        /// 处置: somebody is on scene.
        case disposing
        /// 反馈: everybody has done and told what was to be done; waits for the check.
        case disposed
        /// 核查: checked, waits to be closed.
        case checked
        /// 挂账: put aside for a stated time; its limits stand still.
        case suspended
        /// 不予立案: not filed; may be appealed against for a while, then it is closed.
        case rejected
        /// 结案: closed.
        case closed
        /// 合并: joined to another incident, which is worked on for both and closes both.
        case joined
    }

    /// Something that must have happened by a moment.
    public struct Deadline: Hashable, Sendable, Codable {
        /// What must have happened.
        public enum Kind: String, CaseIterable, Sendable, Codable {
            /// The report verified and filed.
            case file
            /// The last required role on scene.
            case arrive
            /// The last responder done.
            case settle
            /// The result checked.
            case check
            /// The incident closed.
            case close
            /// A role that nobody on the ladder could fill, filled by an operator.
            case fill
            /// The end of a suspension, at which work is taken up again.
            case resume
            /// The end of the time in which a rejection may be appealed against.
            case appeal
            /// 交界: whose the matter is, answered.
            case place
            /// 履约: a promised act done.
            case promise
            /// 回访: a visit after a mediation made.
            case visit
            /// The end of the time in which a closed incident is followed up.
            case follow
        }

        /// What must have happened.
        public let kind: Kind
        /// By when; after a miss, when it is brought up again.
        public var due: Instant
        /// How often it was missed.
        public var misses: Int
        /// By when it must have happened, also after misses; an extension moves it.
        public var limit: Instant
        /// When it will be brought to mind before the limit, once; nil afterwards.
        public var warnAt: Instant?
        /// Whether the limit leans on days of which the county's calendar states no holidays.
        public var isUncertain = false

        /// A deadline; its limit is `due` unless it was missed before.
        public init(
            kind: Kind, due: Instant, misses: Int = 0, limit: Instant? = nil,
            warnAt: Instant? = nil,
        ) {
            self.kind = kind
            self.due = due
            self.misses = misses
            self.limit = limit ?? due
            self.warnAt = warnAt
        }
    }

    /// Identifies the incident.
    public let id: ID
    /// The running number within its township, for people to say over the telephone.
    public let number: Int
    /// What was reported.
    public let report: Report
    /// When the system accepted the report: the start of every response time.
    public let acceptedAt: Instant
    /// How far it has come.
    public var stage: Stage = .reported
    /// When it was filed.
    public var filedAt: Instant?
    /// What the rules decided when it was filed.
    public var decision: RoutingDecision?
    /// The roles that must come, less those waived.
    public var requiredRoles: [Role.ID] = []
    /// Roles for which the ladder ended without anybody.
    public var unfilledRoles: [Role.ID] = []
    /// Everybody who was asked, in order.
    public var assignments: [Assignment] = []
    /// What must still happen, beside the answers that assignments await.
    public var deadlines: [Deadline] = []
    /// What was found when somebody looked (核实), if somebody did.
    public var verification: Verification?
    /// How long before each limit it is brought to mind; nil for never.
    public var warnBefore: Duration?
    /// The first assignment whose work counts; earlier ones worked before a return or a rework.
    public var countsFrom = 1
    /// The roles whose work is still asked for after a rework, or after a worker settled it alone;
    /// nil where it is that of all required roles.
    public var reworkRoles: [Role.ID]?
    /// Why and how its limits stand still, while they do.
    public var suspension: Suspension?
    /// When its limits stood still before, in order.
    public var pauses: [Pause] = []
    /// How often it was extended, returned and so on.
    public var tally = Tally()
    /// What the reporter said when called back (回访), the last time.
    public var callBack: CallBackResult?
    /// The incident that this one was joined to (合并), while it is.
    public var joinedInto: ID?
    /// The incidents that were joined to this one, in the order of their joining.
    public var joined: [ID] = []
    /// 交界: who else may own the matter, where that was in doubt.
    public var boundary: Boundary?
    /// 调解: what came of a mediation, the last one.
    public var mediation: Mediation?
    /// What it is remembered for once it is closed; nil for nothing.
    public var followUp: FollowUp?
    /// When everybody had done what was to be done.
    public var disposedAt: Instant?
    /// When the result was checked.
    public var checkedAt: Instant?
    /// When it was closed.
    public var closedAt: Instant?
    /// How it ended, once it is closed.
    public var ending: Ending?
    /// How many events the incident has had; the API's entity tag.
    public var version = 1

    /// A new incident from an accepted report.
    public init(id: ID, number: Int, report: Report, acceptedAt: Instant) {
        self.id = id
        self.number = number
        self.report = report
        self.acceptedAt = acceptedAt
    }
}

extension Incident {
    /// The township whose history this incident belongs to.
    public var partition: AreaCode {
        report.area.ancestor(at: .township) ?? report.area
    }

    /// Where the matter belongs: as it was reported, unless it was found to be a neighbour's.
    public var area: AreaCode { boundary?.owner ?? report.area }

    /// How urgent it is; ordinary until the rules have decided.
    public var severity: Severity { decision?.severity ?? .ordinary }

    /// Whether the report was taken long after it happened, for example because a phone had no
    /// network; its response times then say little about the responders.
    public var isLateReport: Bool { acceptedAt - report.statedTime > Self.lateReportAge }

    /// How old a report is that counts as late.
    public static let lateReportAge = Duration.minutes(10)

    /// When the incident must be looked at next: at a deadline, or at the warning before one.
    public var nextMoment: Instant? {
        var next = nextDeadline
        for deadline in deadlines {
            if let warnAt = deadline.warnAt { next = min(next ?? warnAt, warnAt) }
        }
        for deadline in actDeadlines {
            if let warnAt = deadline.warnAt { next = min(next ?? warnAt, warnAt) }
        }
        return next
    }

    /// When something must happen next, or nil once it is closed.
    public var nextDeadline: Instant? {
        var next: Instant?
        for deadline in deadlines { next = min(next ?? deadline.due, deadline.due) }
        for deadline in actDeadlines { next = min(next ?? deadline.due, deadline.due) }
        for assignment in assignments where assignment.state.awaitsAnswer {
            next = min(next ?? assignment.acknowledgeBy, assignment.acknowledgeBy)
        }
        return next
    }

    /// The deadlines of what was promised in a mediation and of the visits after it.
    public var actDeadlines: [Deadline] {
        guard let mediation, stage.followsActs else { return [] }
        return mediation.acts.lazy.filter { $0.state == .open }.map(\.deadline)
    }

    /// The roles whose work must be done before the incident is disposed.
    public var rolesToComplete: [Role.ID] { reworkRoles ?? requiredRoles }

    /// The first arrival of a responder for `role`, or nil while there is none.
    public func firstOnScene(for role: Role.ID) -> Instant? {
        assignments.lazy.filter { $0.role == role }.compactMap(\.onSceneAt).min()
    }

    /// When the last required role came on scene, and which it was; nil while one is missing.
    ///
    /// The full-alarm-assignment idea of NFPA 1710: it is not the first arrival that counts.
    public var fullAssignment: (at: Instant, last: Role.ID)? {
        var latest: (at: Instant, last: Role.ID)?
        for role in requiredRoles {
            guard let arrival = firstOnScene(for: role) else { return nil }
            if latest.map({ arrival > $0.at }) ?? true { latest = (arrival, role) }
        }
        return latest
    }
}
