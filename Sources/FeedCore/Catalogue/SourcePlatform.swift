public import Governance

/// A system of others that data comes from.
public struct SourcePlatform: Hashable, Sendable {
    /// The name of a platform within a county.
    public struct ID: NamedID {
        /// The text.
        public let name: String

        /// The platform of that name; whether the county has it is checked by the county.
        public init(trusted name: String) { self.name = name }
    }

    /// The name.
    public let id: ID
    /// The title that people see.
    public let title: LocalizedText
    /// The http or https address that the paths of its items are appended to.
    public let address: String
    /// How it is reached, and how it is told who asks.
    public let access: SourceAccess

    /// Describes a platform.
    public init(
        id: ID, title: LocalizedText, address: String, access: SourceAccess = SourceAccess(),
    ) {
        self.id = id
        self.title = title
        self.address = address
        self.access = access
    }
}
