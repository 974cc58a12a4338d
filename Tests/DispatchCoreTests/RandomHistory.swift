import DispatchCore
import Governance
import GridTesting

/// People who do anything at any time: mostly the right person, mostly in order, often not.
struct RandomHistory {
    private(set) var generator: SeededGenerator
    var story: TownshipStory
    private var last: Command?
    private var lastSerial: UInt64 = 0

    private var changes: UInt64 = 0

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        let hour = Int.random(in: 0..<168, using: &generator)
        story = TownshipStory(Self.dispatcher, at: SmallCounty.morning + .hours(hour))
    }

    /// The small county with everything that it may decide for itself switched on: several are asked
    /// at once for some roles, and people are called away from less severe incidents.
    static let dispatcher: Dispatcher = {
        var settings = CountySettings()
        settings.boundary = .init(
            distance: Metres(500), answer: .wallClock(.minutes(30)))
        settings.followUp.appeal = .hours(48)
        let roles = SmallCounty.roles.map { role in
            let together: [Severity: Int] =
                role.id == .mediator ? [.ordinary: 2] : role.id == .police ? [.critical: 3] : [:]
            return Role(
                id: role.id, title: role.title, substitutes: role.substitutes, together: together)
        }
        var policy = DispatchPolicy()
        policy.preemption = DispatchPolicy.Preemption()
        policy.preemption?.severities = [.critical, .urgent]
        let county = SmallCounty.make(roles: roles, settings: settings, policy: policy)
        return Dispatcher(county: county, rules: SmallCounty.rules(for: county))
    }()

    /// Lets some time pass and somebody do something; returns what, and what came of it.
    mutating func advance() -> (Command, String) {
        let command = nextCommand()
        let events = carryOut(command)
        return (command, events.map { "\($0.map(\.kind))" } ?? "refused")
    }

    /// Carries out a command; returns its events, or nil if it was refused.
    @discardableResult
    mutating func carryOut(_ command: Command) -> [Event]? {
        try? story.perform(command)
    }

    /// Lets some time pass and says what somebody wants then.
    mutating func nextCommand() -> Command {
        passTime()
        if generator.happens(0.06) { changeDuty() }
        if let last, generator.happens(0.15) { return last }
        let isNew = story.state.incidents.isEmpty || generator.happens(0.04)
        lastSerial += isNew ? 1 : 0
        let oldest = lastSerial > 6 ? lastSerial - 6 : 1
        let serial = isNew ? lastSerial : UInt64.random(in: oldest...lastSerial, using: &generator)
        let id = SmallCounty.incident(serial)
        let incident = story.state[id]
        let action = isNew ? .submit(report()) : action(on: incident)
        let command = Command.example(
            action, on: id, by: actor(of: action, in: incident), occurredAt: moment(),
            personal: generator.happens(0.9) ? PersonalData(text: "why") : nil,
            expectedVersion: generator.happens(0.1) ? incident?.version ?? 1 : nil)
        last = command
        return command
    }

    private mutating func passTime() {
        switch Int.random(in: 0..<10, using: &generator) {
        case 0..<4: break
        case 4..<8: story.wait(.seconds(Int.random(in: 0...600, using: &generator)))
        case 8: story.wait(.minutes(Int.random(in: 0...3_000, using: &generator)))
        // The township sleeps: commands may come before the deadlines that passed are met.
        default: story.now = story.now + .seconds(Int.random(in: 0...3_600, using: &generator))
        }
    }

    /// Somebody's duty is changed, or a change taken back; many orders make no sense.
    private mutating func changeDuty() {
        let isNew = changes == 0 || generator.happens(0.8)
        changes += isNew ? 1 : 0
        let serial = isNew ? changes : UInt64.random(in: 1...changes, using: &generator)
        let from = story.now + .minutes(Int.random(in: -600...3_000, using: &generator))
        let until = from + .minutes(Int.random(in: -60...3_000, using: &generator))
        let partner = generator.pick(SmallCounty.roster).id
        let kind = generator.pick(DutyChange.Kind.allCases)
        let order = DutyOrder(
            kind, of: generator.pick(SmallCounty.roster).id,
            from: generator.happens(0.7) ? from : nil,
            until: generator.happens(0.8) ? until : nil, with: kind == .swap ? partner : nil,
            inReturn: kind == .swap && from < until && generator.happens(0.3)
                ? from..<until : nil,
            because: generator.pick(DutyChange.Reason.allCases))
        let action: RosterCommand.Action =
            isNew || generator.happens(0.5) ? .order(order) : .withdraw
        _ = try? story.perform(.example(action, serial: serial))
    }

    /// When it happened by the clock of whoever did it: now, long ago, or in the future.
    private mutating func moment() -> Instant? {
        guard generator.happens(0.4) else { return nil }
        return story.now + .seconds(Int.random(in: -7_200...600, using: &generator))
    }

    private mutating func action(on incident: Incident?) -> Command.Action {
        let count = incident?.assignments.count ?? 0
        let number = Int.random(in: 0...count + 1, using: &generator)
        let role = generator.pick(SmallCounty.roles).id
        switch Int.random(in: 0..<24, using: &generator) {
        case 20...23: return rareAction(on: incident)
        case 0: return .request(role, nil)
        case 1: return .request(role, generator.pick(SmallCounty.roster).id)
        case 2...3: return .confirmNotified([number, 1], channel: "app")
        case 4...6: return .acknowledge(number)
        case 7...8: return .decline(number, generator.pick(DeclineReason.allCases))
        case 9...10: return .depart(number)
        case 11...12: return .arrive(number, position: nil)
        case 13...14: return .finish(number)
        case 15: return .waive(generator.pick((incident?.requiredRoles ?? []) + [role]))
        case 16: return .file
        case 17: return .check
        default: return .close
        }
    }

    /// What is done beside the main path.
    private mutating func rareAction(on incident: Incident?) -> Command.Action {
        // Mediators are found on scene, and those who look after promises where some were made.
        if incident?.stage == .disposing, generator.happens(0.3) { return mediation() }
        if let act = incident?.mediation?.openActs.first, generator.happens(0.3) {
            return .settleAct(act.number, kept: generator.happens(0.7))
        }
        let later = story.now + .seconds(Int.random(in: -600...200_000, using: &generator))
        let role = generator.pick(SmallCounty.roles).id
        switch Int.random(in: 0..<27, using: &generator) {
        case 24...26: return .override(override(on: incident, role))
        case 0: return .verify(generator.pick(Incident.Verification.allCases))
        case 1: return .reject
        case 2: return .handleSelf
        case 3: return .sendBack
        case 4: return .void
        case 5...6: return .suspend(until: later)
        case 7: return .resume
        case 8: return .extend(generator.pick(Incident.Deadline.Kind.allCases), to: later)
        case 9: return .supervise
        case 10: return .rework([])
        case 11: return .rework([role])
        case 12: return .appeal
        case 13...15:
            let others = story.state.incidents.keys.sorted() + [SmallCounty.incident(0)]
            return .join(generator.pick(others))
        case 16: return .part
        case 17: return .answerBoundary(generator.pick([.qiaotou, .xibian]))
        case 18...19: return mediation()
        case 20...21:
            return .settleAct(
                Int.random(in: 0...3, using: &generator), kept: generator.happens(0.7))
        default: return .callBack(generator.pick(CallBackResult.allCases))
        }
    }

    private mutating func mediation() -> Command.Action {
        let result = generator.pick(Mediation.Result.allCases)
        let acts = (0..<Int.random(in: 0...2, using: &generator)).map { _ in
            Mediation.Appointment(
                generator.pick(Mediation.Act.Kind.allCases),
                due: story.now + .hours(Int.random(in: -1...400, using: &generator)))
        }
        return .recordMediation(
            result, parties: Int.random(in: 1...3, using: &generator), acts)
    }

    private mutating func override(on incident: Incident?, _ role: Role.ID) -> Override {
        let role = generator.pick((incident?.requiredRoles ?? []) + [role])
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: return .assign(role, generator.pick(SmallCounty.roster).id)
        case 1:
            let rung = generator.pick(SelectionReason.Rung.ladder)
            return .skip(role, to: generator.happens(0.5) ? rung : nil)
        default:
            let count = incident?.assignments.count ?? 0
            return .standDown(Int.random(in: 0...count + 1, using: &generator))
        }
    }

    private mutating func report() -> Report {
        // Half of it happens again and again at one place.
        let isUsual = generator.happens(0.5)
        let north = isUsual ? 0 : Double(Int.random(in: 0...3_000, using: &generator))
        return .example(
            generator.pick(SmallCounty.categories).id,
            in: generator.pick([.qiaotou, .qiaotouFirst, .xibian]),
            at: SmallCounty.place(north: north),
            from: generator.pick(Report.Source.allCases), occurredAt: story.now)
    }

    private mutating func actor(of action: Command.Action, in incident: Incident?) -> Actor {
        let number: Int
        switch action {
        case .acknowledge(let of), .decline(let of, _), .depart(let of), .arrive(let of, _),
            .finish(let of):
            number = of
        default: return .operator("wang")
        }
        guard let assignment = incident?.assignments.first(where: { $0.number == number }) else {
            return .operator("wang")
        }
        let isOwn = generator.happens(0.95)
        return .responder(isOwn ? assignment.responder : generator.pick(SmallCounty.roster).id)
    }
}
