public import Governance

// Every arrow of an incident's life stands in this file: first those of an assignment, then those
// of the incident, then who may take them and what they need. What is not listed is forbidden.

/// One step in the life of an assignment.
public enum AssignmentStep: CaseIterable, Hashable, Sendable {
    /// The steps: being told, answering, going, arriving, finishing, and ends from outside.
    case notify, acknowledge, decline, timeOut, depart, arrive, finish, release
}

/// What a step does to an assignment.
public enum AssignmentTransition: Hashable, Sendable {
    /// The assignment moves to this state.
    case move(Assignment.State)
    /// The step happened earlier than what is known already: its time is kept, the state stays.
    case stampLate
    /// The step was taken before; nothing is new.
    case nothingNew
}

extension Assignment.State {
    /// What `step` does in this state, or nil if it is forbidden.
    public func transition(for step: AssignmentStep) -> AssignmentTransition? {
        switch (step, self) {
        case (.notify, .requested): .move(.notified)
        case (.notify, _): .nothingNew

        case (.acknowledge, .requested), (.acknowledge, .notified): .move(.acknowledged)
        // Better late than never: who answers after the limit still comes, unless the role has
        // been filled meanwhile, which the decision sees to.
        case (.acknowledge, .timedOut): .move(.acknowledged)
        case (.acknowledge, .acknowledged): .nothingNew
        case (.acknowledge, .enRoute), (.acknowledge, .onScene), (.acknowledge, .done): .stampLate

        case (.decline, .requested), (.decline, .notified), (.decline, .acknowledged),
            (.decline, .enRoute):
            .move(.declined)
        case (.decline, .declined): .nothingNew

        case (.timeOut, .requested), (.timeOut, .notified): .move(.timedOut)

        // Going there is an answer: nobody has to press "accept" first.
        case (.depart, .requested), (.depart, .notified), (.depart, .acknowledged),
            (.depart, .timedOut):
            .move(.enRoute)
        case (.depart, .enRoute): .nothingNew
        case (.depart, .onScene), (.depart, .done): .stampLate

        case (.arrive, .requested), (.arrive, .notified), (.arrive, .acknowledged),
            (.arrive, .enRoute), (.arrive, .timedOut):
            .move(.onScene)
        case (.arrive, .onScene): .nothingNew
        case (.arrive, .done): .stampLate

        case (.finish, let state) where state.isLive: .move(.done)
        case (.finish, .done): .nothingNew

        // Whoever did not answer is released too when the role is waived, so that no late answer
        // can bring them for nothing.
        case (.release, .requested), (.release, .notified), (.release, .acknowledged),
            (.release, .enRoute), (.release, .timedOut):
            .move(.released)
        // From the scene only where the whole incident is put aside, returned or void.
        case (.release, .onScene): .move(.released)

        default: nil
        }
    }
}

/// One step in the life of an incident.
public enum IncidentStep: String, CaseIterable, Hashable, Sendable {
    /// 核实: look whether the report is true.
    case verify
    /// 立案: file it.
    case file
    /// 不予立案: do not file it.
    case reject
    /// 自行处置: a grid worker settles it on the spot.
    case handleSelf
    /// 派遣: ask a responder.
    case request
    /// Act on an assignment.
    case act
    /// Keep the time of an act that is known late.
    case stamp
    /// 免派: a role need not come.
    case waive
    /// 反馈: the last responder is done.
    case dispose
    /// 核查: the result holds.
    case check
    /// 返工: the result does not hold.
    case rework
    /// 结案: close.
    case close
    /// 回退: back to before the filing.
    case sendBack
    /// 作废: entered by mistake.
    case void
    /// 挂账: put aside.
    case suspend
    /// Take up again what was put aside.
    case resume
    /// 延期: extend a limit.
    case extend
    /// 督办: press it ahead.
    case supervise
    /// 申诉: appeal against a rejection or a result.
    case appeal
    /// 回访: call the reporter back.
    case callBack
    /// The time for an appeal passes.
    case lapse
    /// 合并: rest while another incident is worked on for both.
    case join
    /// Be worked on for an incident that is joined to this one.
    case takeIn
    /// 拆分: become an incident of its own again.
    case part
    /// 交界: say whose it is.
    case answerBoundary
    /// 调解: record what came of it.
    case mediate
    /// 履约, 回访: say how a promised act or a visit went.
    case followUp
    /// Decide over the head of the ladder.
    case override
}

extension Incident.Stage {
    /// Whether `step` is allowed at this stage.
    public func allows(_ step: IncidentStep) -> Bool {
        switch (step, self) {
        case (.verify, .reported), (.file, .reported), (.reject, .reported): true
        // Whoever came by may have settled it before anybody who was called arrived.
        case (.handleSelf, .reported), (.handleSelf, .dispatching): true
        case (.request, .dispatching), (.request, .disposing): true
        // Further help may be asked for until the result is checked.
        case (.request, .disposed): true
        case (.act, .dispatching), (.act, .disposing): true
        case (.stamp, .dispatching), (.stamp, .disposing): true
        // A late step from a dead zone is still worth its time, though it moves nobody any more.
        case (.stamp, .disposed), (.stamp, .checked), (.stamp, .suspended), (.stamp, .joined):
            true
        case (.waive, .dispatching), (.waive, .disposing): true
        case (.dispose, .dispatching), (.dispose, .disposing): true
        case (.check, .disposed): true
        case (.rework, .disposed), (.rework, .checked): true
        case (.close, .checked): true
        // Also from the check, where what a worker settled alone was never filed.
        case (.sendBack, .dispatching), (.sendBack, .disposing), (.sendBack, .disposed): true
        case (.void, .closed), (.void, .joined): false
        case (.void, _): true
        case (.suspend, .dispatching), (.suspend, .disposing): true
        case (.resume, .suspended): true
        case (.extend, .reported), (.extend, .dispatching), (.extend, .disposing),
            (.extend, .disposed), (.extend, .checked):
            true
        case (.supervise, .rejected), (.supervise, .closed), (.supervise, .joined): false
        case (.supervise, _): true
        case (.appeal, .rejected), (.appeal, .checked): true
        // While it is followed up, as long as the county gives for an appeal.
        case (.appeal, .closed): true
        // Who reported what was joined may be asked too.
        case (.callBack, .disposed), (.callBack, .checked), (.callBack, .joined): true
        case (.lapse, .rejected): true
        case (.join, .reported), (.join, .dispatching), (.join, .disposing): true
        case (.takeIn, .rejected), (.takeIn, .closed), (.takeIn, .joined): false
        case (.takeIn, _): true
        case (.part, .joined): true
        case (.answerBoundary, .reported), (.answerBoundary, .dispatching),
            (.answerBoundary, .disposing):
            true
        case (.mediate, .disposing), (.mediate, .disposed), (.mediate, .checked): true
        case (.followUp, let stage): stage.followsActs
        case (.override, .dispatching), (.override, .disposing), (.override, .disposed): true
        default: false
        }
    }
}

/// What somebody is to an incident: who they are, and whether its place is theirs.
public enum Party: String, CaseIterable, Hashable, Sendable {
    /// A grid worker.
    case worker
    /// A responder with a live assignment in the incident.
    case assigned
    /// A responder whose coverage contains the place.
    case local
    /// A responder with the county's supervisor role whose coverage contains the place.
    case supervisor
    /// An operator of the command room.
    case `operator`
    /// A responder of another place.
    case stranger
}

extension IncidentStep {
    /// Whether somebody who is that to the incident may take the step; the system may take any.
    public func isOpen(to party: Party) -> Bool {
        switch self {
        // Whose assignment it is, is asked where the assignment is known.
        case .act, .stamp: true
        case .verify, .appeal, .answerBoundary, .followUp: party != .stranger
        case .mediate: [.assigned, .supervisor, .operator].contains(party)
        case .handleSelf: [.worker, .supervisor, .operator].contains(party)
        // Never by those who did the work.
        case .check: [.worker, .supervisor, .operator].contains(party)
        case .sendBack: [.assigned, .supervisor, .operator].contains(party)
        case .file, .reject, .request, .waive, .rework, .close, .void, .suspend, .resume,
            .extend, .supervise, .callBack, .join, .part, .override:
            [.supervisor, .operator].contains(party)
        case .dispose, .lapse, .takeIn: false
        }
    }

    /// Whether words must say why.
    public var needsReason: Bool {
        switch self {
        case .reject, .handleSelf, .rework, .sendBack, .void, .suspend, .extend, .appeal,
            .mediate, .override:
            true
        case .verify, .file, .request, .act, .stamp, .waive, .dispose, .check, .close, .resume,
            .supervise, .callBack, .lapse, .join, .takeIn, .part, .answerBoundary, .followUp:
            false
        }
    }
}
