/// A document within another, as Base64.
public struct EmbeddedDocument: Hashable, Sendable {
    /// The Base64 text, with space in it perhaps.
    public let text: String
    /// Where it stands.
    public let place: String

    /// Notes a document.
    public init(text: String, place: String) {
        self.text = text
        self.place = place
    }
}
