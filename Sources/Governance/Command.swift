/// Something that somebody wants to happen; the core answers with events or with a refusal.
public struct Command: Hashable, Sendable {
    /// The incident that it is about.
    public let incident: Incident.ID
    /// When it was done, by the clock of whoever did it; nil means now.
    public let occurredAt: Instant?
    /// Who wants it.
    public let actor: Actor
    /// What is wanted.
    public let action: Action
    /// What of it may tell who somebody is.
    public let personal: PersonalData?
    /// The version of the incident that the actor saw; any other version is refused.
    public let expectedVersion: Int?

    /// A command.
    public init(
        incident: Incident.ID, occurredAt: Instant? = nil, actor: Actor, action: Action,
        personal: PersonalData? = nil, expectedVersion: Int? = nil,
    ) {
        self.incident = incident
        self.occurredAt = occurredAt
        self.actor = actor
        self.action = action
        self.personal = personal
        self.expectedVersion = expectedVersion
    }

    /// What is wanted; numbers are those of assignments within the incident.
    public enum Action: Hashable, Sendable {
        /// Take a report; the command's incident is the one to be made of it.
        case submit(Report)
        /// File a verified report, so that roles are called.
        case file
        /// Ask a responder for a role, or with nil the next one on the ladder.
        case request(Role.ID, Responder.ID?)
        /// Record that responders were told.
        case confirmNotified([Int], channel: String)
        /// Say that one will come.
        case acknowledge(Int)
        /// Say that one cannot come.
        case decline(Int, DeclineReason)
        /// Say that one has left.
        case depart(Int)
        /// Say that one has arrived.
        case arrive(Int, position: Coordinate?)
        /// Say that one has done what was to be done.
        case finish(Int)
        /// Decide that a role need not come.
        case waive(Role.ID)
        /// Record that the result was checked.
        case check
        /// Close.
        case close
        /// 核实: record whether the report is true.
        case verify(Incident.Verification)
        /// 不予立案: do not file the report.
        case reject
        /// 自行处置: record that a grid worker has settled it on the spot.
        case handleSelf
        /// 回退: send it back to before the filing.
        case sendBack
        /// 作废: declare it entered by mistake.
        case void
        /// 挂账: put it aside until then.
        case suspend(until: Instant)
        /// Take up again what was put aside.
        case resume
        /// 延期: extend a limit to then.
        case extend(Incident.Deadline.Kind, to: Instant)
        /// 督办: order that it be pressed ahead.
        case supervise
        /// 返工: have these roles come again; none named means all that must come.
        case rework([Role.ID])
        /// 申诉: appeal against the rejection or the result.
        case appeal
        /// 回访: record what the reporter said when called back.
        case callBack(CallBackResult)
        /// Record what the system that the report came from says more.
        case hearFromSource(SourceNote)
        /// 合并: join it to that incident, which is about the same matter.
        case join(Incident.ID)
        /// 拆分: make it an incident of its own again.
        case part
        /// 交界: say to which of the areas in doubt the matter belongs.
        case answerBoundary(AreaCode)
        /// 调解: record what came of it; names and words are the personal part.
        case recordMediation(Mediation.Result, parties: Int, [Mediation.Appointment])
        /// Say whether a promised act was done, or whether a visit found all well.
        case settleAct(Int, kept: Bool)
        /// Decide over the head of the ladder.
        case override(Override)
    }
}
