public import Governance
public import RulesEngine

/// One thing that is wrong in a county's folder: what, where, and what to do about it.
public struct CountyFileFault: Hashable, Sendable {
    /// The stable code, one of ``FaultCode`` or a code of the expression language.
    public let code: String
    /// The sentence for the person who wrote the file.
    public let message: LocalizedText
    /// Where in the folder it is.
    public let position: SourcePosition
    /// How many characters are meant, at least 1.
    public let width: Int
    /// The line of the file, or nil where the file has no such line or could not be read.
    public let excerpt: String?

    /// A fault with the line that it is about.
    public init(
        code: String, message: LocalizedText, position: SourcePosition, width: Int = 1,
        excerpt: String?,
    ) {
        self.code = code
        self.message = message
        self.position = position
        self.width = max(1, width)
        self.excerpt = excerpt
    }
}
