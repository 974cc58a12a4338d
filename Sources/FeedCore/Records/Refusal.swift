public import Governance

/// A record, or a whole document, that is not taken, and why.
public struct Refusal: Error, Hashable, Sendable {
    /// The stable code of the reason.
    public let code: Code
    /// What is refused: the record's own name where it has one, else its place.
    public let name: String
    /// The key that the record would have had, where it can be told.
    public let key: String?
    /// Where it stands in the document.
    public let place: String
    /// The reason, and what to do.
    public let message: LocalizedText

    /// Refuses something.
    public init(
        _ code: Code, name: String? = nil, key: String? = nil, place: String,
        _ message: LocalizedText,
    ) {
        self.code = code
        self.name = name ?? key ?? place
        self.key = key
        self.place = place
        self.message = message
    }

    /// Whether nothing at all of the document is taken.
    public var isOfDocument: Bool { code.isOfDocument }
}

extension Refusal {
    /// Why something is refused; a code is never given a new meaning.
    public enum Code: String, Sendable, CaseIterable {
        case tooLarge = "feed.too_large"
        case tooDeep = "feed.too_deep"
        case tooMany = "feed.too_many"
        case encoding = "feed.encoding"
        case compression = "feed.compression"
        case malformed = "feed.malformed"
        case wrongFormat = "feed.wrong_format"
        case recordMalformed = "item.malformed"
        case recordInvalid = "item.invalid"
        case entity = "item.entity"
        case noKey = "item.no_key"
        case link = "item.link"
        case mapping = "item.mapping"

        /// Whether the code is about a whole document.
        public var isOfDocument: Bool { rawValue.hasPrefix("feed.") }
    }
}

extension Refusal: CustomStringConvertible {
    /// The refusal on one line, in English.
    public var description: String { "\(name): \(message.english) [\(code.rawValue)]" }
}
