/// Something that a category of reports may ask of those who come, for example `elder-care`, or
/// `language/quzhou` for a language.
public struct Skill: NamedID {
    /// The short name.
    public let name: String

    /// The skill of that name.
    public init(trusted name: String) { self.name = name }
}
