/// One responder asked to fill one required role of an incident.
public struct Assignment: Hashable, Sendable, Codable {
    /// Identifies an assignment by its incident and its number there.
    public struct ID: Hashable, Sendable {
        /// The incident.
        public let incident: Incident.ID
        /// 1 for the incident's first assignment, and so on.
        public let number: Int

        /// The assignment with this number.
        public init(incident: Incident.ID, number: Int) {
            self.incident = incident
            self.number = number
        }
    }

    /// How far the assignment has come.
    public enum State: String, CaseIterable, Sendable, Codable {
        /// 已指派: chosen, not yet told.
        case requested
        /// 已通知: told, has not answered.
        case notified
        /// 已接单: will come.
        case acknowledged
        /// 已出发: on the way.
        case enRoute
        /// 已到达: there.
        case onScene
        /// 已办结: did what was to be done.
        case done
        /// 已谢绝: cannot come; the next was asked.
        case declined
        /// 未响应: did not answer in time; the next was asked.
        case timedOut
        /// 已解除: no longer needed.
        case released

        /// Whether the responder is still expected to act.
        public var isLive: Bool {
            switch self {
            case .requested, .notified, .acknowledged, .enRoute, .onScene: true
            case .done, .declined, .timedOut, .released: false
            }
        }

        /// Whether the responder has been asked and not yet answered.
        public var awaitsAnswer: Bool { self == .requested || self == .notified }
    }

    /// The number within the incident, from 1.
    public let number: Int
    /// The required role that this assignment is to fill.
    public let role: Role.ID
    /// Who was asked.
    public let responder: Responder.ID
    /// Why this responder was asked.
    public let reason: SelectionReason
    /// When the responder was chosen.
    public let requestedAt: Instant
    /// Until when an answer is awaited; after it the next one is asked.
    public let acknowledgeBy: Instant
    /// How far it has come.
    public var state: State
    /// When the responder was told.
    public var notifiedAt: Instant?
    /// When the responder said that they would come.
    public var acknowledgedAt: Instant?
    /// When the responder left.
    public var enRouteAt: Instant?
    /// When the responder arrived.
    public var onSceneAt: Instant?
    /// When the responder had done what was to be done.
    public var doneAt: Instant?
    /// Why the responder was let go, where that is stated.
    public var releaseReason: ReleaseReason?

    /// A new assignment as it was requested.
    public init(_ request: AssignmentRequest, requestedAt: Instant) {
        number = request.number
        role = request.role
        responder = request.responder
        reason = request.reason
        acknowledgeBy = request.acknowledgeBy
        self.requestedAt = requestedAt
        state = .requested
    }

    /// Whether the responder was called away to a more severe incident.
    public var wasCalledAway: Bool {
        if case .calledAway = releaseReason { true } else { false }
    }
}

/// The request of one responder for one role, as it stands in the log.
public struct AssignmentRequest: Hashable, Sendable {
    /// The number of the assignment within the incident.
    public let number: Int
    /// The required role.
    public let role: Role.ID
    /// Who is asked.
    public let responder: Responder.ID
    /// Why.
    public let reason: SelectionReason
    /// Until when an answer is awaited.
    public let acknowledgeBy: Instant

    /// A request; numbers count up from 1 within an incident.
    public init(
        number: Int, role: Role.ID, responder: Responder.ID, reason: SelectionReason,
        acknowledgeBy: Instant,
    ) {
        self.number = number
        self.role = role
        self.responder = responder
        self.reason = reason
        self.acknowledgeBy = acknowledgeBy
    }
}

/// Why a responder was asked, kept so that it can be read years later.
public struct SelectionReason: Hashable, Sendable, Codable {
    /// The rung of the ladder on which the responder stood.
    public enum Rung: String, CaseIterable, Sendable, Codable {
        /// Has the role itself.
        case role
        /// Has a role that may stand in for it.
        case substitute
        /// Has the role, in a neighbouring community of the township.
        case neighbour
        /// Is the supervisor, the last rung.
        case supervisor
        /// Was named by an operator.
        case chosen
        /// Did the work before a rework or a return.
        case before

        /// The rungs of a whole ladder, in order.
        public static let ladder: [Rung] = [.role, .substitute, .neighbour, .supervisor]
    }

    /// The rung.
    public let rung: Rung
    /// Straight-line distance from the responder's station to the place, if both are known.
    public let distance: Metres?
    /// How many others stood on the same rung.
    public let others: Int
    /// Live assignments that the responder had at that moment.
    public let load: Int
    /// How wide the area is that the responder covers and the place lies in; nil for none.
    public var level: AreaCode.Level?
    /// How long the way was thought to take, in seconds.
    public var travelSeconds: Int?
    /// How often the responder was called in the last days, where that counted.
    public var recentCalls = 0
    /// What the category asks for and the responder lacks.
    public var missing: [Skill] = []
    /// Whether the responder was on standby; nobody on duty was left on the rung.
    public var isStandby = false
    /// Whether others were asked at the same time; the first to accept comes.
    public var isShared = false
    /// The less severe incident from which the responder is called away.
    public var calledFrom: Incident.ID?

    /// A reason as the choice saw it.
    public init(rung: Rung, distance: Metres? = nil, others: Int = 0, load: Int = 0) {
        self.rung = rung
        self.distance = distance
        self.others = others
        self.load = load
    }
}
