/// Something that happened, as the log keeps it.
public struct Event: Hashable, Sendable {
    /// What the event is about.
    public enum Subject: Hashable, Sendable {
        /// One incident.
        case incident(Incident.ID)
        /// The county as a whole.
        case county
    }

    /// What the event is about.
    public let subject: Subject
    /// When it happened, by the clock of whoever did it.
    public let occurredAt: Instant
    /// When the system took it.
    public let recordedAt: Instant
    /// Who did it.
    public let actor: Actor
    /// What happened.
    public let kind: Kind
    /// What of it may tell who somebody is.
    public let personal: PersonalData?

    /// An event.
    public init(
        subject: Subject, occurredAt: Instant, recordedAt: Instant, actor: Actor, kind: Kind,
        personal: PersonalData? = nil,
    ) {
        self.subject = subject
        self.occurredAt = occurredAt
        self.recordedAt = recordedAt
        self.actor = actor
        self.kind = kind
        self.personal = personal
    }

    /// The moment that counts for response times: when it happened, but never after it was taken,
    /// so that a device whose clock runs ahead cannot move an arrival into the future.
    public var effectiveAt: Instant { min(occurredAt, recordedAt) }

    /// The incident that the event is about, if it is about one.
    public var incident: Incident.ID? {
        guard case .incident(let id) = subject else { return nil }
        return id
    }
}

extension Event {
    /// What happened; numbers are those of assignments within the incident.
    public enum Kind: Hashable, Sendable {
        /// A version of the county's folder came into force.
        case countyActivated(CountyVersion)
        /// 上报: a report was taken; it gets a running number within its township.
        case reportAccepted(Report, number: Int, fileBy: Instant?)
        /// 立案: the incident was filed and the rules decided.
        case incidentFiled(RoutingDecision, arriveBy: Instant, settleBy: Instant)
        /// 派遣: responders were chosen.
        case respondersRequested([AssignmentRequest])
        /// The responders were told, over a channel.
        case respondersNotified([Int], channel: String)
        /// A responder will come.
        case assignmentAcknowledged(Int)
        /// A responder cannot come.
        case assignmentDeclined(Int, reason: DeclineReason)
        /// A responder did not answer in time.
        case assignmentTimedOut(Int)
        /// A responder left.
        case responderEnRoute(Int)
        /// A responder arrived; where, if the device said so.
        case responderOnScene(Int, position: Coordinate?)
        /// A responder has done what was to be done; the outcome is in the personal part.
        case assignmentDone(Int)
        /// A responder is no longer needed.
        case assignmentReleased(Int)
        /// Nobody on the ladder could fill a role; an operator must act by then.
        case roleUnfilled(Role.ID, fillBy: Instant)
        /// An operator decided that a role need not come; the reason is in the personal part.
        case roleWaived(Role.ID)
        /// 反馈: everybody has done; the check is due by then.
        case incidentDisposed(checkBy: Instant)
        /// 核查: the result was checked; closing is due by then.
        case incidentChecked(closeBy: Instant)
        /// 结案: the incident was closed.
        case incidentClosed
        /// A limit passed; it is brought up again then.
        case deadlineMissed(Incident.Deadline.Kind, remindAt: Instant)
    }
}

/// Why a responder cannot come; words of their own are personal data beside it.
public enum DeclineReason: String, CaseIterable, Sendable {
    /// Is busy with something that cannot wait.
    case busy
    /// Is too far away.
    case tooFar
    /// Is unwell.
    case unwell
    /// Should not be the one, for example a relative of a party.
    case unsuitable
    /// Another reason.
    case other
}
