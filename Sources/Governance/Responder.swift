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
    /// When the responder is on duty; nobody off duty is called.
    public let shifts: [Shift]

    /// A responder as the county's roster states it.
    public init(
        id: ID, name: LocalizedText, roles: [Role.ID], coverage: [AreaCode],
        station: Coordinate? = nil, shifts: [Shift] = [.always],
    ) {
        self.id = id
        self.name = name
        self.roles = roles
        self.coverage = coverage
        self.station = station
        self.shifts = shifts
    }

    /// Whether the responder is on duty at that wall-clock time.
    public func isOnDuty(at time: LocalTime) -> Bool {
        shifts.contains { $0.covers(time) }
    }
}
