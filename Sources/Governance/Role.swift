/// A role that can be called to an incident, for example community director, police or mediator.
public struct Role: Hashable, Sendable {
    /// The county's short name of a role, for example `mediator`.
    public struct ID: NamedID {
        /// The short name.
        public let name: String

        /// The role of that name; whether the county has it is checked by the county.
        public init(trusted name: String) { self.name = name }
    }

    /// The short name.
    public let id: ID
    /// The title that people see.
    public let title: LocalizedText
    /// Roles that may come instead when nobody of this role can, first choice first.
    public let substitutes: [ID]
    /// The rungs of the role's ladder, from the first to its declared end.
    public let rungs: [SelectionReason.Rung]
    /// How many are asked at once, the first to accept comes; by severity, one where none is stated.
    public let together: [Severity: Int]

    /// The most that may be asked at once.
    public static let maximumTogether = 8

    /// A role as the county's folder states it.
    public init(
        id: ID, title: LocalizedText, substitutes: [ID] = [],
        rungs: [SelectionReason.Rung] = SelectionReason.Rung.ladder,
        together: [Severity: Int] = [:],
    ) {
        self.id = id
        self.title = title
        self.substitutes = substitutes
        self.rungs = rungs
        self.together = together
    }
}
