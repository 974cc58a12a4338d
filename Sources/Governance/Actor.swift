/// Who did something.
public enum Actor: Hashable, Sendable {
    /// A grid worker, by the county's name of the worker.
    case worker(String)
    /// A responder of the roster.
    case responder(Responder.ID)
    /// An operator of the command room.
    case `operator`(String)
    /// The system itself, at a deadline or by a rule.
    case system
}

extension Actor: Codable {
    /// Reads the text that an actor is written as.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let actor = Actor(text) else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: [], debugDescription: "no actor: \(text)"))
        }
        self = actor
    }

    /// Writes the actor as its text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Actor: LosslessStringConvertible {
    /// `system`, or the kind and the name with a colon between them.
    public var description: String {
        switch self {
        case .worker(let name): "worker:\(name)"
        case .responder(let id): "responder:\(id)"
        case .operator(let name): "operator:\(name)"
        case .system: "system"
        }
    }

    /// The actor written in `text`, or nil if it is not one.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            .map(String.init)
        guard parts.last?.isEmpty == false else { return nil }
        switch (parts.first, parts.count) {
        case ("system", 1): self = .system
        case ("worker", 2): self = .worker(parts[1])
        case ("operator", 2): self = .`operator`(parts[1])
        case ("responder", 2):
            guard let id = Responder.ID(parts[1]) else { return nil }
            self = .responder(id)
        default: return nil
        }
    }
}
