/// A person who can be called to an incident.
public struct Responder: Hashable, Sendable {
    /// The county's short name of a responder, for example `huabu-mediator-1`.
    public struct ID: NamedID {
        /// The short name.
        public let name: String

        /// The responder of that name; whether the roster has it is checked by the county.
        public init(trusted name: String) { self.name = name }
    }

    /// The short name.
    public let id: ID
    /// The name that people see.
    public let name: LocalizedText
    /// The roles that the responder can fill.
    public let roles: [Role.ID]
    /// The areas whose incidents the responder takes, with all that they contain.
    public let coverage: [AreaCode]
    /// Where the responder usually starts from.
    public let station: Coordinate?
    /// The weekly patterns of duty.
    public let shifts: [Shift]
    /// The weekly patterns of standby (备勤); duty goes before standby.
    public let standby: [Shift]
    /// Dated exceptions from the weekly patterns; a later one goes before an earlier one.
    public let exceptions: [DutySpan]
    /// What the responder can do and speak, beside the roles.
    public let skills: Set<Skill>
    /// How the responder travels; nil for the county's ordinary way.
    public let mode: TravelMode?

    /// A responder as the county's roster states it.
    public init(
        id: ID, name: LocalizedText, roles: [Role.ID], coverage: [AreaCode],
        station: Coordinate? = nil, shifts: [Shift] = [.always], standby: [Shift] = [],
        exceptions: [DutySpan] = [], skills: Set<Skill> = [], mode: TravelMode? = nil,
    ) {
        self.id = id
        self.name = name
        self.roles = roles
        self.coverage = coverage
        self.station = station
        self.shifts = shifts
        self.standby = standby
        self.exceptions = exceptions
        self.skills = skills
        self.mode = mode
    }

    /// Whether the weekly patterns alone have the responder on duty at that wall-clock time.
    public func isOnDuty(at time: LocalTime) -> Bool {
        shifts.contains { $0.covers(time) }
    }

    /// The responder's duty as the roster states it.
    ///
    /// The county's clock shows `time` at `instant`.
    public func duty(at instant: Instant, reading time: LocalTime) -> DutyStatus {
        if let exception = exceptions.last(where: { $0.time.contains(instant) }) {
            return exception.status
        }
        if isOnDuty(at: time) { return .onDuty }
        return standby.contains { $0.covers(time) } ? .standby : .offDuty
    }
}
