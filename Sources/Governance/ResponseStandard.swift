/// The time limits that an incident is held to.
///
/// Limits run on the wall clock. Working time (工作时 and its kin) comes as further cases of a
/// limit, which is why a limit is a type and not a bare duration.
public struct ResponseStandard: Hashable, Sendable {
    /// The county's name of a standard, for example `within-8-minutes`.
    public struct ID: NamedID {
        /// The name.
        public let name: String

        /// The standard of that name; whether the county has it is checked by the county.
        public init(trusted name: String) { self.name = name }
    }

    /// A time limit.
    public enum Limit: Hashable, Sendable {
        /// So much time by the wall clock, day and night.
        case wallClock(Duration)

        /// The moment at which the limit ends for what began at `start`.
        public func deadline(from start: Instant) -> Instant {
            switch self {
            case .wallClock(let duration): start + duration
            }
        }
    }

    /// The name.
    public let id: ID
    /// From request to acknowledgement, per responder; after it the next one is asked.
    public let acknowledge: Limit
    /// From the accepted report to the last required role on scene.
    public let arrive: Limit
    /// From the accepted report to the last responder done.
    public let settle: Limit
    /// From all done to the check.
    public let check: Limit
    /// How long after a missed limit it is brought up again; doubles each time, up to a day.
    public let remind: Limit

    /// A standard as the county's folder states it.
    public init(
        id: ID, acknowledge: Limit, arrive: Limit, settle: Limit, check: Limit, remind: Limit,
    ) {
        self.id = id
        self.acknowledge = acknowledge
        self.arrive = arrive
        self.settle = settle
        self.check = check
        self.remind = remind
    }
}
