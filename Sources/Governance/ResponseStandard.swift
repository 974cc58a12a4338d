/// The time limits that an incident is held to.
///
/// Each limit runs on a clock of its own: the wall's, or that of the county's working time.
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
        /// So much in one of the units of city management, such as 工作时.
        case working(WorkingDuration)

        /// The moment at which the limit ends for what began at `start`.
        public func deadline(
            from start: Instant, in calendar: WorkingCalendar,
        ) -> WorkingDeadline {
            switch self {
            case .wallClock(let duration): WorkingDeadline(at: start + duration, isCovered: true)
            case .working(let limit): calendar.deadline(from: start, limit: limit)
            }
        }

        /// Whether the limit stands still outside office hours.
        public var needsCalendar: Bool {
            if case .working(let limit) = self { !limit.unit.isContinuous } else { false }
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
    /// How long before a limit of the incident it is brought to mind, once; nil for never.
    public let warn: Duration?

    /// A standard as the county's folder states it.
    public init(
        id: ID, acknowledge: Limit, arrive: Limit, settle: Limit, check: Limit, remind: Limit,
        warn: Duration? = nil,
    ) {
        self.id = id
        self.acknowledge = acknowledge
        self.arrive = arrive
        self.settle = settle
        self.check = check
        self.remind = remind
        self.warn = warn
    }
}

extension ResponseStandard {
    /// Whether any of its limits stands still outside office hours.
    public var needsCalendar: Bool {
        [acknowledge, arrive, settle, check, remind].contains(where: \.needsCalendar)
    }
}
