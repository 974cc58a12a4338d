public import Governance

/// What people did in a time that was recorded.
///
/// It goes before all models where the same person is asked to come to the same incident as the same
/// role; wherever something changed and somebody else is asked, the models say what they do.
public struct RecordedConduct: Sendable {
    /// How long something took.
    public enum Timing: Hashable, Sendable {
        /// So long.
        case known(Duration)
        /// It had not happened after so long, when something else made it needless.
        case longer(Duration)
    }

    /// What somebody answered, and after how long.
    public enum Answer: Hashable, Sendable {
        /// They would come.
        case accepted(Timing)
        /// They could not come.
        case declined(DeclineReason, Duration)
        /// Nothing, until the time for it had passed.
        case silent
    }

    /// Somebody asked to come to an incident as a role.
    public struct Request: Hashable, Sendable {
        let incident: Incident.ID
        let role: Role.ID
        let responder: Responder.ID
        /// How often they had been asked for it before.
        let former: Int

        init(_ assignment: Assignment, in incident: Incident) {
            self.incident = incident.id
            role = assignment.role
            responder = assignment.responder
            former = incident.assignments.prefix(assignment.number - 1).count {
                $0.role == assignment.role && $0.responder == assignment.responder
            }
        }
    }

    /// What they did about it; nil where the record does not say.
    public struct Deed: Hashable, Sendable {
        var notification: Timing?
        var answer: Answer?
        var turnout: Timing?
        var travel: Timing?
        var onScene: Timing?
    }

    /// What the command room did about an incident.
    public struct Room: Hashable, Sendable {
        /// Somebody whom it called by name for a role that nobody filled.
        struct Call: Hashable {
            let role: Role.ID
            let responder: Responder.ID
            /// How long after the filing.
            let after: Duration
        }

        var verification: Duration?
        var check: Duration?
        var closing: Duration?
        /// How long after a role was missing it was waived.
        var waived: [Role.ID: Duration] = [:]
        var calls: [Call] = []
    }

    /// A part of what people did that can be left to the models.
    public enum Aspect: CaseIterable, Hashable, Sendable {
        /// What a responder does.
        case notification, answer, turnout, travel, onScene
        /// What the command room does.
        case verification, check, closing, unfilled
    }

    private var deeds: [Request: Deed] = [:]
    private var rooms: [Incident.ID: Room] = [:]

    /// Nothing is recorded.
    public init() {}

    /// How many tasks are recorded.
    public var taskCount: Int { deeds.count }

    func deed(_ assignment: Assignment, _ incident: Incident) -> Deed? {
        deeds.isEmpty ? nil : deeds[Request(assignment, in: incident)]
    }

    func room(_ incident: Incident) -> Room? {
        rooms.isEmpty ? nil : rooms[incident.id]
    }

    mutating func keep(_ deed: Deed, of assignment: Assignment, in incident: Incident) {
        deeds[Request(assignment, in: incident)] = deed
    }

    mutating func keep(_ room: Room, of incident: Incident.ID) {
        rooms[incident] = room
    }

    /// The same record without parts of it, which are then left to the models.
    public func without(_ aspects: Set<Aspect>) -> RecordedConduct {
        guard !aspects.isEmpty else { return self }
        var rest = self
        rest.deeds = deeds.mapValues { deed in
            var deed = deed
            if aspects.contains(.notification) { deed.notification = nil }
            if aspects.contains(.answer) { deed.answer = nil }
            if aspects.contains(.turnout) { deed.turnout = nil }
            if aspects.contains(.travel) { deed.travel = nil }
            if aspects.contains(.onScene) { deed.onScene = nil }
            return deed
        }
        rest.rooms = rooms.mapValues { room in
            var room = room
            if aspects.contains(.verification) { room.verification = nil }
            if aspects.contains(.check) { room.check = nil }
            if aspects.contains(.closing) { room.closing = nil }
            if aspects.contains(.unfilled) { (room.waived, room.calls) = ([:], []) }
            return room
        }
        return rest
    }
}

extension RecordedConduct.Timing {
    /// The time, with what a model adds to one of which only the least is known.
    func time(_ model: () -> Duration) -> Duration {
        switch self {
        case .known(let time): time
        case .longer(let least): least + model()
        }
    }

    /// The time where it is known.
    var known: Duration? {
        if case .known(let time) = self { time } else { nil }
    }
}
