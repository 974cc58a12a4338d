/// A county as its folder states it: areas, roles, people, categories and limits.
///
/// The value is checked when it is made, so whoever holds one need not check again.
public struct County: Sendable {
    /// The version of the folder that it was read from.
    public let version: CountyVersion
    /// The county's time zone.
    public let timeZone: CountyTimeZone
    /// The county, its townships, communities and grids.
    public let grids: GridTree
    /// The roles, in the county's order.
    public let roles: [Role]
    /// The role whose holders are the last rung of every ladder.
    public let supervisor: Role.ID
    /// Everybody who can be called, by name.
    public let roster: [Responder]
    /// What can be reported, in the county's order.
    public let categories: [ReportCategory]
    /// The time limits, in the county's order.
    public let standards: [ResponseStandard]
    /// The office hours, holidays and make-up days.
    public let calendar: WorkingCalendar
    /// What it decides for itself beside rules and limits.
    public let settings: CountySettings
    /// How it chooses whom it asks.
    public let policy: DispatchPolicy

    private let rolePositions: [Role.ID: Int]
    private let responderPositions: [Responder.ID: Int]
    private let categoryPositions: [ReportCategory.ID: Int]
    private let standardPositions: [ResponseStandard.ID: Int]

    /// The county made of these parts.
    ///
    /// Without a calendar working time is reckoned by ``WorkingCalendar/unstated(in:)``.
    /// - Throws: ``CountyFaults`` naming every reference that leads nowhere and every name that
    ///   is used twice.
    public init(
        version: CountyVersion, timeZone: CountyTimeZone, grids: GridTree, roles: [Role],
        supervisor: Role.ID, roster: [Responder], categories: [ReportCategory],
        standards: [ResponseStandard], calendar: WorkingCalendar? = nil,
        settings: CountySettings = CountySettings(),
        policy: DispatchPolicy = DispatchPolicy(),
    ) throws(CountyFaults) {
        var faults: [CountyFault] = []
        let roster = roster.sorted { $0.id < $1.id }
        rolePositions = index(roles.map(\.id), .role, &faults)
        responderPositions = index(roster.map(\.id), .responder, &faults)
        categoryPositions = index(categories.map(\.id), .category, &faults)
        standardPositions = index(standards.map(\.id), .standard, &faults)
        self.version = version
        self.timeZone = timeZone
        self.grids = grids
        self.roles = roles
        self.supervisor = supervisor
        self.roster = roster
        self.categories = categories
        self.standards = standards
        self.settings = settings
        self.calendar = calendar ?? .unstated(in: timeZone)
        self.policy = policy
        faults += danglingReferences()
        if standards.isEmpty { faults.append(CountyFault(.standard, "standards", .missing)) }
        guard faults.isEmpty else { throw CountyFaults(faults: faults) }
    }
}

extension County {
    /// The role of this name.
    public subscript(id: Role.ID) -> Role? { rolePositions[id].map { roles[$0] } }

    /// The responder of this name.
    public subscript(id: Responder.ID) -> Responder? {
        responderPositions[id].map { roster[$0] }
    }

    /// The category of this name.
    public subscript(id: ReportCategory.ID) -> ReportCategory? {
        categoryPositions[id].map { categories[$0] }
    }

    /// The standard of this name.
    public subscript(id: ResponseStandard.ID) -> ResponseStandard? {
        standardPositions[id].map { standards[$0] }
    }

    /// The standard of a report that the rules have not decided about: the county's first.
    public var defaultStandard: ResponseStandard { standards[0] }

    /// Puts roles into the county's order and leaves out repeats.
    public func inOrder(_ roles: [Role.ID]) -> [Role.ID] {
        guard roles.count > 1 else { return roles }
        let placed = roles.map { (place: rolePositions[$0] ?? .max, role: $0) }
            .sorted { $0.place < $1.place }
        var ordered: [Role.ID] = []
        for (_, role) in placed where !ordered.contains(role) { ordered.append(role) }
        return ordered
    }

    private func danglingReferences() -> [CountyFault] {
        var faults: [CountyFault] = []
        if self[supervisor] == nil {
            faults.append(CountyFault(.role, supervisor.name, .unknown(in: "supervisor")))
        }
        for role in roles {
            for substitute in role.substitutes where self[substitute] == nil {
                faults.append(CountyFault(.role, substitute.name, .unknown(in: role.id.name)))
            }
        }
        for responder in roster {
            for role in responder.roles where self[role] == nil {
                faults.append(CountyFault(.role, role.name, .unknown(in: responder.id.name)))
            }
            for area in responder.coverage where grids[area] == nil {
                faults.append(
                    CountyFault(.area, area.description, .unknown(in: responder.id.name)))
            }
        }
        return faults
    }
}

/// Everything that is wrong between the parts of a county.
public struct CountyFaults: Error, Hashable, Sendable {
    /// The faults, in the order of the parts.
    public let faults: [CountyFault]
}

/// One thing that is wrong between the parts of a county.
public struct CountyFault: Error, Hashable, Sendable {
    /// The kind of thing that a name stands for.
    public enum Kind: String, Sendable {
        /// The kinds.
        case role, responder, category, standard, area
    }

    /// What is wrong with the name.
    public enum Problem: Hashable, Sendable {
        /// The name stands twice.
        case duplicate
        /// There is none, and one is needed.
        case missing
        /// The name stands for nothing; it is used by the named part.
        case unknown(in: String)
    }

    /// The kind of thing.
    public let kind: Kind
    /// Its name.
    public let name: String
    /// What is wrong.
    public let problem: Problem

    /// A fault.
    public init(_ kind: Kind, _ name: String, _ problem: Problem) {
        self.kind = kind
        self.name = name
        self.problem = problem
    }
}

private func index<ID: NamedID>(
    _ ids: [ID], _ kind: CountyFault.Kind, _ faults: inout [CountyFault],
) -> [ID: Int] {
    var positions: [ID: Int] = [:]
    for (position, id) in ids.enumerated()
    where positions.updateValue(position, forKey: id) != nil {
        faults.append(CountyFault(kind, id.name, .duplicate))
    }
    return positions
}
