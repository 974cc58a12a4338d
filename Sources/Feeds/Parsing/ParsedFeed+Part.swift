import FeedCore
import Governance

extension ParsedFeed {
    /// What the document holds, seen as a part of another: its refusal is that of one record.
    func asPart(named name: String) -> ParsedFeed {
        var part = self
        part.refusals = refusals.map { $0.isOfDocument ? $0.ofPart(named: name) : $0 }
        return part
    }
}

extension Refusal {
    /// The refusal of a document that is a part of another.
    func ofPart(named name: String) -> Refusal {
        Refusal(.recordMalformed, name: name, place: name, message)
    }
}
