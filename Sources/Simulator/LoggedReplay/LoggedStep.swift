import Governance

/// What brought a decision of a log about, as its events tell.
///
/// A log keeps what was decided, not what was asked for. But the event with which somebody acted
/// names all that a command names, and the moment at which it was recorded is the moment at which it
/// was decided; what time alone brought about begins with an event of the system.
enum LoggedStep {
    /// Somebody did something.
    case command(Command)
    /// A deadline had passed.
    case time(Incident.ID)

    /// What brought about the decision with which `events` begin, all of one incident and one
    /// moment; nil where that cannot be told.
    init?(_ events: ArraySlice<Event>) {
        guard let first = events.first, let id = first.incident else { return nil }
        // Before some decisions of an operator stand events of the system that prepare them.
        let deed = events.first { !$0.isPreparation }
        if first.isOfTime || first.beginsFollowUp && deed?.isOfTime == true {
            self = .time(id)
            return
        }
        guard let deed, let action = deed.action else { return nil }
        self = .command(
            Command(
                incident: id, occurredAt: deed.occurredAt, actor: deed.actor, action: action,
                personal: deed.personal))
    }
}

extension Event {
    /// Whether only the passing of time begins a decision with such an event.
    fileprivate var isOfTime: Bool {
        switch kind {
        case .assignmentTimedOut, .deadlineMissed, .deadlineNear, .actNear, .actMissed: true
        case .incidentResumed, .incidentClosed, .followUpEnded: actor == .system
        case .boundaryAnswered(_, let isByDefault): isByDefault
        default: false
        }
    }

    /// Whether somebody's decision may begin with it before it comes to what they did.
    fileprivate var isPreparation: Bool {
        switch kind {
        case .assignmentReleased, .incidentReopened, .deadlineUncertain: true
        default: beginsFollowUp
        }
    }

    /// Whether it stands before a closing, by whomever.
    fileprivate var beginsFollowUp: Bool {
        if case .followUpBegun = kind { true } else { false }
    }

    /// The command that leads to the event; nil for events that only follow from others.
    fileprivate var action: Command.Action? {
        switch kind {
        case .reportAccepted(let report, _, _): .submit(report)
        case .incidentFiled: .file
        case .respondersRequested(let requests): Self.request(requests)
        case .respondersNotified(let numbers, let channel):
            .confirmNotified(numbers, channel: channel)
        case .assignmentAcknowledged(let number): .acknowledge(number)
        case .assignmentDeclined(let number, let reason): .decline(number, reason)
        case .responderEnRoute(let number): .depart(number)
        case .responderOnScene(let number, let position): .arrive(number, position: position)
        case .assignmentDone(let number): .finish(number)
        case .roleWaived(let role): .waive(role)
        case .incidentChecked: .check
        case .incidentClosed: .close
        default: actionBesideTheMainPath
        }
    }

    private var actionBesideTheMainPath: Command.Action? {
        switch kind {
        case .reportVerified(let finding): .verify(finding)
        case .incidentRejected: .reject
        case .incidentSelfHandled: .handleSelf
        case .incidentReturned: .sendBack
        case .incidentVoided: .void
        case .incidentSuspended(let until): .suspend(until: until)
        case .incidentResumed: .resume
        case .deadlineExtended(let kind, let moment): .extend(kind, to: moment)
        case .supervisionOrdered(nil): .supervise
        case .reworkOrdered(let roles, _): .rework(roles)
        case .appealLodged: .appeal
        case .reporterCalledBack(let result): .callBack(result)
        case .sourceHeard(let note): .hearFromSource(note)
        case .incidentJoined(let other): .join(other)
        case .incidentParted: .part
        case .boundaryAnswered(let area, _): .answerBoundary(area)
        case .mediationRecorded(let result, let parties, let acts, _):
            .recordMediation(result, parties: parties, acts)
        case .actSettled(let number, let isKept): .settleAct(number, kept: isKept)
        case .overrideOrdered(let override): .override(override)
        default: nil
        }
    }

    /// An operator's request, for somebody by name or for the next one on the ladder.
    private static func request(_ requests: [AssignmentRequest]) -> Command.Action? {
        guard let request = requests.first, requests.count == 1 else { return nil }
        let isByName = request.reason.rung == .chosen
        return .request(request.role, isByName ? request.responder : nil)
    }
}
