public import Governance

/// To whom a message goes.
public enum Recipient: Hashable, Sendable {
    /// 全体: whoever reads the channel, such as the members of a robot's group.
    case everybody
    /// A person of the roster.
    case responder(Responder.ID)
    /// A contact that the county's channels name, such as the duty room.
    case contact(String)
    /// The system that an item of a feed came from, by the item's key there.
    case source(feed: String, key: String)
}

extension Recipient: LosslessStringConvertible {
    /// `everybody`, or the kind and the name with a colon between them.
    public var description: String {
        switch self {
        case .everybody: "everybody"
        case .responder(let id): "responder:\(id)"
        case .contact(let name): "contact:\(name)"
        case .source(let feed, let key): "source:\(feed):\(key)"
        }
    }

    /// The recipient written in `text`, or nil if it is none.
    public init?(_ text: String) {
        if text == "everybody" {
            self = .everybody
            return
        }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            .map(String.init)
        guard parts.count == 2, !parts[1].isEmpty else { return nil }
        switch parts[0] {
        case "responder":
            guard let id = Responder.ID(parts[1]) else { return nil }
            self = .responder(id)
        case "contact": self = .contact(parts[1])
        case "source":
            let names = parts[1].split(
                separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard names.count == 2, !names[0].isEmpty, !names[1].isEmpty else { return nil }
            self = .source(feed: String(names[0]), key: String(names[1]))
        default: return nil
        }
    }
}
