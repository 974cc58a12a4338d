import Governance

/// Something that is going to be done in a simulated world, unless it has become pointless by then.
enum PlannedStep {
    /// A report is sent.
    case report(ReportSource.Coming)
    /// The command room files a report that it has verified.
    case file(Incident.ID)
    /// The channels tell responders.
    case notify(Incident.ID, [Int])
    /// A responder says yes.
    case acknowledge(Incident.ID, Int)
    /// A responder says no.
    case decline(Incident.ID, Int, DeclineReason)
    /// A responder leaves.
    case depart(Incident.ID, Int)
    /// A responder arrives.
    case arrive(Incident.ID, Int)
    /// A responder is done.
    case finish(Incident.ID, Int)
    /// The command room gives a role up, if nobody has come for it by then.
    case giveUp(Incident.ID, Role.ID)
    /// The command room calls a free responder for a role that nobody fills.
    case call(Incident.ID, Role.ID, Responder.ID)
    /// The command room looks again for somebody free.
    case lookAgain(Incident.ID, Role.ID)
    /// The command room checks the result.
    case check(Incident.ID)
    /// The command room closes.
    case close(Incident.ID)
}

extension PlannedStep {
    /// The command that the step gives, by `incident` as it stands; nil for what is no command.
    ///
    /// `occurredAt` is when it happened, where it arrives later than that.
    func command(for incident: Incident?, occurredAt: Instant?) -> Command? {
        switch self {
        case .report(let coming):
            return Command(
                incident: coming.incident, occurredAt: coming.report.occurredAt,
                actor: .worker("grid-\(coming.report.area)"), action: .submit(coming.report),
                personal: coming.text.map { PersonalData(text: $0) })
        case .notify(let id, let numbers):
            return Command(
                incident: id, actor: .system,
                action: .confirmNotified(numbers, channel: "simulation"))
        case .file(let id): return Self.room(id, .file)
        case .giveUp(let id, let role): return Self.room(id, .waive(role))
        case .call(let id, let role, let person): return Self.room(id, .request(role, person))
        case .check(let id): return Self.room(id, .check)
        case .close(let id): return Self.room(id, .close)
        case .acknowledge, .decline, .depart, .arrive, .finish:
            guard let number = pressedFor, let action = pressed, let incident,
                number <= incident.assignments.count
            else { return nil }
            return Command(
                incident: incident.id, occurredAt: occurredAt,
                actor: .responder(incident.assignments[number - 1].responder), action: action)
        case .lookAgain: return nil
        }
    }

    private static func room(_ id: Incident.ID, _ action: Command.Action) -> Command {
        Command(incident: id, actor: .operator("simulation"), action: action)
    }

    /// What a responder presses on a phone.
    private var pressed: Command.Action? {
        switch self {
        case .acknowledge(_, let number): .acknowledge(number)
        case .decline(_, let number, let reason): .decline(number, reason)
        case .depart(_, let number): .depart(number)
        case .arrive(_, let number): .arrive(number, position: nil)
        case .finish(_, let number): .finish(number)
        default: nil
        }
    }

    /// The incident that the step is about.
    var incident: Incident.ID {
        switch self {
        case .report(let coming): coming.incident
        case .file(let id), .notify(let id, _), .acknowledge(let id, _), .decline(let id, _, _),
            .depart(let id, _), .arrive(let id, _), .finish(let id, _), .giveUp(let id, _),
            .call(let id, _, _), .lookAgain(let id, _), .check(let id), .close(let id):
            id
        }
    }

    /// The assignment whose responder presses a button on a phone for the step, if any.
    var pressedFor: Int? {
        switch self {
        case .acknowledge(_, let number), .decline(_, let number, _), .depart(_, let number),
            .arrive(_, let number), .finish(_, let number):
            number
        default: nil
        }
    }
}
