/// What an operator decides over the head of the ladder, with a reason.
public enum Override: Hashable, Sendable {
    /// This person is asked for the role, whoever else was, on duty or not.
    case assign(Role.ID, Responder.ID)
    /// Whoever was asked for the role and has not answered is let go, and the next is asked; from
    /// the stated rung on, if one is stated.
    case skip(Role.ID, to: SelectionReason.Rung?)
    /// The responder of this assignment is let go wherever they are, and not asked again.
    case standDown(Int)

    /// The stable name of the kind.
    public var name: String {
        switch self {
        case .assign: "assign"
        case .skip: "skip"
        case .standDown: "standDown"
        }
    }
}

/// Why a responder was let go; kept where it is more than that they are no longer needed.
public enum ReleaseReason: Hashable, Sendable {
    /// Somebody else of those asked together said yes first, or the one before answered after all.
    case filled
    /// They were called away to a more severe incident.
    case calledAway(to: Incident.ID)
    /// An operator went on to the next on the ladder.
    case skipped
    /// An operator let them go.
    case stoodDown

    /// The stable name of the kind.
    public var name: String {
        switch self {
        case .filled: "filled"
        case .calledAway: "calledAway"
        case .skipped: "skipped"
        case .stoodDown: "stoodDown"
        }
    }
}

extension ReleaseReason: Codable {
    private enum CodingKeys: CodingKey {
        case name, incident
    }

    /// Reads the name and, where somebody was called away, to which incident.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let name = try values.decode(String.self, forKey: .name)
        let incident = try values.decodeIfPresent(Incident.ID.self, forKey: .incident)
        let plain: [ReleaseReason] = [.filled, .skipped, .stoodDown]
        let stated = incident.map { ReleaseReason.calledAway(to: $0) }
        guard let reason = stated ?? plain.first(where: { $0.name == name }) else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: [], debugDescription: "no reason: \(name)"))
        }
        self = reason
    }

    /// Writes the name and, where somebody was called away, to which incident.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(name, forKey: .name)
        guard case .calledAway(let incident) = self else {
            return try values.encodeIfPresent(Incident.ID?.none, forKey: .incident)
        }
        try values.encodeIfPresent(incident, forKey: .incident)
    }
}
