import CurlHTTP
public import FeedCore
import Governance

// What sources send by themselves.
extension FeedService {
    /// What became of a document that a source sent.
    public enum PushAnswer: Sendable {
        /// It was taken.
        case taken(PollReport)
        /// It cannot be read at all.
        case refused(PollReport)
        /// It looks unlike what came before and is kept out.
        case quarantined(PollReport)
        /// It was taken before under the same key.
        case repeated(PollReport)
        /// The same key came with another document before.
        case keyReused
        /// Too many documents of the data item wait.
        case busy
        /// The log does not keep it.
        case notKept
    }

    /// Whether a token is that of the data item; nil if the item takes nothing from its source.
    public func isToken(_ token: String, of id: DataItem.ID) -> Bool? {
        guard let name = catalogue.item(id)?.pushToken, let secret = secrets.secret(name.name)
        else { return nil }
        return secret.matches(token)
    }

    /// Takes a document that a source sent: a part of what it has, so nothing is withdrawn.
    ///
    /// - Returns: What became of it; nil if there is no such data item.
    public func push(
        _ document: ParsedFeed, to id: DataItem.ID, key: PushKey?,
    ) async -> PushAnswer? {
        guard let item = catalogue.item(id) else { return nil }
        guard await beginTurn(id) else { return .busy }
        defer { turns.end(id) }
        if let key, let known = pushes.answer(to: key, of: id) { return known }
        var part = document
        part.isWhole = false
        let (result, report) = await take(part, way: .push, of: item)
        switch result {
        case .quarantined: return .quarantined(report)
        case .failed: return report.isDocumentRefused ? .refused(report) : .notKept
        case .taken:
            if let key { pushes.note(key, of: id, report) }
            await noteSuccess(item)
            return .taken(report)
        }
    }
}
