public import DispatchCore
public import Governance

/// A township whose history a test makes, step by step, on a clock of its own.
public struct TownshipStory: Sendable {
    /// The dispatcher that decides.
    public let dispatcher: Dispatcher
    /// The township as the decisions left it.
    public var state = TownshipState()
    /// The township as its events alone make it, one by one; it must equal ``state``.
    public private(set) var replayed = TownshipState()
    /// All that happened, in order.
    public private(set) var log: [Event] = []
    /// The story's time.
    public var now: Instant

    /// A story that begins in the morning, in the small county unless told otherwise.
    public init(_ dispatcher: Dispatcher = SmallCounty.dispatcher, at now: Instant? = nil) {
        self.dispatcher = dispatcher
        self.now = now ?? SmallCounty.morning
    }

    /// The incident with this serial number, if it is open.
    public subscript(serial: UInt64) -> Incident? {
        state.incidents[SmallCounty.incident(serial)]
    }

    /// Carries out a command now; returns its events.
    @discardableResult
    public mutating func perform(_ command: Command) throws(Rejection) -> [Event] {
        take(try dispatcher.decide(command, in: state, at: now))
    }

    /// Submits a report as the incident with that serial number.
    @discardableResult
    public mutating func submit(
        _ report: Report = .example(), serial: UInt64 = 1,
    ) throws(Rejection) -> [Event] {
        try perform(
            .example(.submit(report), on: SmallCounty.incident(serial), by: .worker("li")))
    }

    /// Lets an assignment's own responder act on it.
    @discardableResult
    public mutating func respond(
        _ number: Int, _ action: (Int) -> Command.Action, serial: UInt64 = 1,
        occurredAt: Instant? = nil,
    ) throws(Rejection) -> [Event] {
        guard let assignment = self[serial]?.assignments.dropFirst(number - 1).first else {
            throw .unknownAssignment(number)
        }
        return try perform(
            .example(
                action(number), on: SmallCounty.incident(serial),
                by: .responder(assignment.responder), occurredAt: occurredAt))
    }

    /// Lets time pass, meeting every deadline on the way at its own moment, and returns the events.
    @discardableResult
    public mutating func wait(_ duration: Duration) -> [Event] {
        let end = now + duration
        var events: [Event] = []
        while let due = state.nextDeadline(), due <= end {
            now = max(now, due)
            events += expireAll()
        }
        now = end
        return events
    }

    /// Meets every deadline that has come by now; returns the events.
    ///
    /// A deadline has passed only after its moment. A live engine meets none before; a story that
    /// stops its clock at the moment itself meets what is due then too, unless told otherwise.
    @discardableResult
    public mutating func expireAll(untilNow isPresentMet: Bool = true) -> [Event] {
        var events: [Event] = []
        let end = isPresentMet ? now + .microseconds(1) : now
        while let id = state.nextDue(at: end) {
            guard let outcome = dispatcher.expire(id, in: state, at: now, endedBefore: end) else {
                preconditionFailure("the queue named \(id), which is not open")
            }
            precondition(!outcome.events.isEmpty, "\(id) was due and nothing happened")
            events += take(outcome)
        }
        return events
    }

    /// What is not as it must be, as sentences; see ``TownshipAudit``.
    public var findings: [String] { TownshipAudit(state, replayed: replayed).findings }

    /// Carries out a change of duty now; returns its events.
    @discardableResult
    public mutating func perform(_ command: RosterCommand) throws(Rejection) -> [Event] {
        let events = try dispatcher.decide(command, in: state.duty, at: now)
        for event in events {
            state.evolve(event)
            replayed.evolve(event)
        }
        log += events
        return events
    }

    private mutating func take(_ outcome: Outcome) -> [Event] {
        for part in outcome.all {
            state.apply(part)
            for event in part.events { replayed.evolve(event) }
            log += part.events
        }
        return outcome.all.flatMap(\.events)
    }
}
