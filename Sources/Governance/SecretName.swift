/// The name of a secret; the secret itself is kept outside the county's folder.
public struct SecretName: Hashable, Sendable, CustomStringConvertible {
    /// The name, as the environment or a file of secrets has it.
    public let name: String

    /// The name, which is not checked.
    public init(_ name: String) {
        self.name = name
    }

    /// The name.
    public var description: String { name }
}
