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
        /// A version of the county's folder came into force when the server began with it.
        case countyActivated(CountyVersion)
        /// Data of another system was taken or kept out.
        case feed(FeedEvent)
        /// Somebody changed the versions that are worked with.
        case rulesChanged(RulesChange)
        /// 上报: a report was taken; it gets a running number within its township.
        case reportAccepted(Report, number: Int, fileBy: Instant?)
        /// 立案: the incident was filed and the rules decided.
        ///
        /// Each limit is brought to mind so long before it, if that is stated.
        case incidentFiled(
            RoutingDecision, arriveBy: Instant, settleBy: Instant, warnBefore: Duration? = nil)
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
        /// A responder is no longer needed, or let go for the stated reason.
        case assignmentReleased(Int, ReleaseReason? = nil)
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
        /// A limit is near.
        case deadlineNear(Incident.Deadline.Kind)
        /// A limit leans on days of which the calendar states no holidays.
        case deadlineUncertain(Incident.Deadline.Kind)
        /// 核实: somebody looked whether the report is true.
        case reportVerified(Incident.Verification)
        /// 不予立案: the report is not filed; it may be appealed against until then.
        case incidentRejected(appealBy: Instant)
        /// 自行处置: a grid worker has settled it on the spot; the check is due by then.
        case incidentSelfHandled(checkBy: Instant)
        /// 回退: back to before the filing, which is due by then.
        case incidentReturned(fileBy: Instant)
        /// 作废: entered by mistake.
        case incidentVoided
        /// 挂账: put aside until then; all limits stand still.
        case incidentSuspended(until: Instant)
        /// Work is taken up again, with what is left of each limit.
        case incidentResumed([Incident.Due])
        /// 延期: a limit was extended to then.
        case deadlineExtended(Incident.Deadline.Kind, to: Instant)
        /// 督办: by a supervisor, or by the system because that limit was missed.
        case supervisionOrdered(Incident.Deadline.Kind?)
        /// Further help was asked for after disposal; settling is due by then.
        case incidentReopened(settleBy: Instant)
        /// 返工: the result does not hold; these roles must come again and settle by then.
        case reworkOrdered([Role.ID], settleBy: Instant)
        /// 申诉: against the rejection or the result; the answer is due by then.
        case appealLodged(answerBy: Instant)
        /// Rules of these tables failed when the incident was filed, so that defaults decided in part:
        /// an operator must look at the decision and at the rules.
        case rulesFailed(tables: [String])
        /// 回访: the reporter was called back.
        case reporterCalledBack(CallBackResult)
        /// The system that the report came from says something more.
        case sourceHeard(SourceNote)
        /// 合并: the incident was joined to that one, which is worked on for both.
        case incidentJoined(into: Incident.ID)
        /// Another incident was joined to this one; roles that it brings must come too, by then.
        case reportJoined(Incident.ID, roles: [Role.ID] = [], arriveBy: Instant? = nil)
        /// 拆分: the incident is one of its own again, with limits that begin anew.
        case incidentParted(from: Incident.ID, [Incident.Due])
        /// An incident that was joined to this one is one of its own again.
        case reportParted(Incident.ID)
        /// 交界: near a line, so that these areas may own the matter too; those people are told, or
        /// the answer is due by then.
        case boundaryNoted([AreaCode], informed: [Responder.ID] = [], answerBy: Instant? = nil)
        /// Whose the matter is; by default where nobody answered in time.
        case boundaryAnswered(AreaCode, byDefault: Bool)
        /// 调解: what came of it; each act is brought to mind so long before it is due.
        case mediationRecorded(
            Mediation.Result, parties: Int, [Mediation.Appointment], warnBefore: Duration)
        /// A promised act was done or not, a visit found all well or not.
        case actSettled(Int, kept: Bool)
        /// A promised act or a visit is due soon.
        case actNear(Int)
        /// A promised act or a visit is overdue; it is brought up again then.
        case actMissed(Int, remindAt: Instant)
        /// 跟踪: the incident, which is closed with this, is remembered until then.
        case followUpBegun(until: Instant, appealBy: Instant?)
        /// The time for following up is over; whether a mediated matter has come to rest.
        case followUpEnded(isStable: Bool?)
        /// A like matter was reported at the same place after a mediation.
        case matterRecurred(in: Incident.ID)
        /// An operator decided over the head of the ladder; the reason is in the personal part.
        case overrideOrdered(Override)
        /// Somebody's duty was changed.
        case dutyChanged(DutyChange)
        /// A change of duty was taken back, as far as it was still to come.
        case dutyChangeWithdrawn(DutyChange.ID)
        /// 通知未送达: a message reached nobody.
        case deliveryGivenUp(FailedDelivery)
        /// 回写: the system that an incident came from was told of its progress.
        case sourceInformed(SourceAnswer)
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
    /// Could not be reached; said by an operator or by a channel that gave up.
    case unreachable
    /// Another reason.
    case other
}

extension Event.Kind {
    /// The numbers of the assignments that the event is about.
    public var assignmentNumbers: [Int] {
        switch self {
        case .respondersRequested(let requests): requests.map(\.number)
        case .respondersNotified(let numbers, _): numbers
        case .assignmentAcknowledged(let number), .assignmentDeclined(let number, _),
            .assignmentTimedOut(let number), .responderEnRoute(let number),
            .responderOnScene(let number, _), .assignmentDone(let number),
            .assignmentReleased(let number, _):
            [number]
        default: []
        }
    }
}
