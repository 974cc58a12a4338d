import Governance
import GridTesting

/// People of two townships who do anything at any time, mostly the right person in order.
struct RandomCommands {
    var generator: SeededGenerator
    private var lastSerial: UInt64 = 0

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// What somebody wants next, with the open incidents as they are.
    mutating func next(_ incidents: [Incident.ID: Incident]) -> Command {
        let known = incidents.keys.sorted()
        guard let id = known.isEmpty || generator.happens(0.2) ? nil : generator.pick(known),
            let incident = incidents[id]
        else {
            lastSerial += 1
            return .submit(
                lastSerial, generator.pick(SmallCounty.categories).id,
                in: generator.pick([.qiaotou, .qiaotouFirst, .xibian, .lingxia]))
        }
        let action = action(on: incident)
        return .example(action, on: id, by: actor(of: action, in: incident))
    }

    private mutating func action(on incident: Incident) -> Command.Action {
        let number = Int.random(in: 1...max(1, incident.assignments.count), using: &generator)
        let role = generator.pick(SmallCounty.roles).id
        switch Int.random(in: 0..<16, using: &generator) {
        case 0: return .request(role, nil)
        case 1...3: return .confirmNotified([number], channel: "app")
        case 4...6: return .acknowledge(number)
        case 7: return .decline(number, generator.pick(DeclineReason.allCases))
        case 8: return .depart(number)
        case 9...10: return .arrive(number, position: nil)
        case 11...12: return .finish(number)
        case 13: return .waive(role)
        case 14: return .check
        default: return .close
        }
    }

    private mutating func actor(of action: Command.Action, in incident: Incident) -> Actor {
        switch action {
        case .acknowledge(let number), .decline(let number, _), .depart(let number),
            .arrive(let number, _), .finish(let number):
            let assignment = incident.assignments.first { $0.number == number }
            return assignment.map { .responder($0.responder) } ?? .operator("wang")
        case .confirmNotified: return .system
        default: return .operator("wang")
        }
    }
}
