import Governance

/// Something that is going to be done in a simulated world, unless it has become pointless by then.
enum Step {
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

extension Step {
    /// The command that the step gives, by `incident` as it stands; nil for what is no command.
    ///
    /// `occurredAt` is when it happened, where it arrives later than that.
    func command(for incident: Incident?, occurredAt: Instant?) -> Command? {
        switch self {
        case .report(let coming):
            Command(
                incident: coming.incident, occurredAt: coming.report.occurredAt,
                actor: .worker("grid-\(coming.report.area)"), action: .submit(coming.report),
                personal: coming.text.map { PersonalData(text: $0) })
        case .file(let id): room(id, .file)
        case .notify(let id, let numbers):
            Command(
                incident: id, actor: .system,
                action: .confirmNotified(numbers, channel: "simulation"))
        case .acknowledge(_, let number): responder(number, .acknowledge(number))
        case .decline(_, let number, let reason): responder(number, .decline(number, reason))
        case .depart(_, let number): responder(number, .depart(number))
        case .arrive(_, let number): responder(number, .arrive(number, position: nil))
        case .finish(_, let number): responder(number, .finish(number))
        case .giveUp(let id, let role): room(id, .waive(role))
        case .call(let id, let role, let responder): room(id, .request(role, responder))
        case .check(let id): room(id, .check)
        case .close(let id): room(id, .close)
        case .lookAgain: nil
        }

        func room(_ id: Incident.ID, _ action: Command.Action) -> Command {
            Command(incident: id, actor: .operator("simulation"), action: action)
        }

        func responder(_ number: Int, _ action: Command.Action) -> Command? {
            guard let incident, number <= incident.assignments.count else { return nil }
            return Command(
                incident: incident.id, occurredAt: occurredAt,
                actor: .responder(incident.assignments[number - 1].responder), action: action)
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
