public import Governance

// Every arrow of an incident's life stands in this file: first those of an assignment, then those
// of the incident. What is not listed is forbidden.

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

        default: nil
        }
    }
}

/// One step in the life of an incident.
public enum IncidentStep: CaseIterable, Hashable, Sendable {
    /// The steps: filing, asking a responder, acting on an assignment, keeping the time of an act
    /// that is known late, waiving a role, disposal (when the last responder is done), check and
    /// closing.
    case file, request, act, stamp, waive, dispose, check, close
}

extension Incident.Stage {
    /// Whether `step` is allowed at this stage.
    public func allows(_ step: IncidentStep) -> Bool {
        switch (step, self) {
        case (.file, .reported): true
        case (.request, .dispatching), (.request, .disposing): true
        // Further help may be asked for until the result is checked.
        case (.request, .disposed): true
        case (.act, .dispatching), (.act, .disposing): true
        case (.stamp, .dispatching), (.stamp, .disposing): true
        // A late step from a dead zone is still worth its time, though it moves nobody any more.
        case (.stamp, .disposed), (.stamp, .checked): true
        case (.waive, .dispatching), (.waive, .disposing): true
        case (.dispose, .dispatching), (.dispose, .disposing): true
        case (.check, .disposed): true
        case (.close, .checked): true
        default: false
        }
    }
}
