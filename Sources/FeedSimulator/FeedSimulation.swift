public import FeedCore
public import Governance

/// All simulated sources of a catalogue: what each answers to a path, at a moment.
public struct FeedSimulation: Sendable {
    /// What a simulated source answers.
    public enum Answer: Sendable, Hashable {
        /// A document.
        case document(mediaType: String, bytes: [UInt8])
        /// A status without a document, and for how many seconds not to ask again.
        case status(Int, retryAfterSeconds: Int? = nil)
        /// Nothing, for so long.
        case silence(Duration)
    }

    private let items: [String: (item: SimulatedItem, source: Int)]
    private let sourceCount: Int

    /// The sources of `catalogue`; paths are those of its addresses.
    public init(_ catalogue: FeedCatalogue) {
        var items: [String: (item: SimulatedItem, source: Int)] = [:]
        for item in catalogue.items {
            guard let address = catalogue.address(of: item), let path = Self.path(of: address),
                let index = catalogue.sources.firstIndex(where: { $0.id == item.source })
            else { continue }
            items[path] = (SimulatedItem(item), index)
        }
        self.items = items
        sourceCount = catalogue.sources.count
    }

    /// What is answered to `path`, query included, at `now`.
    public func answer(to path: String, at now: Instant) -> Answer {
        guard let found = items[path] else { return .status(404) }
        switch Outage.of(source: found.source, among: sourceCount, at: now) {
        case .unavailable?: return .status(503)
        case .tooManyRequests?: return .status(429, retryAfterSeconds: 60)
        case .garbled?:
            return .document(mediaType: "text/html", bytes: Array("<html>维护中 Down".utf8))
        case .silent?: return .silence(.seconds(30))
        case nil: break
        }
        let records = found.item.records(at: now)
        guard let document = SimulatedDocument(records, of: found.item.item) else {
            return .status(501)
        }
        return .document(mediaType: document.mediaType, bytes: document.bytes)
    }

    /// The path of an address, from the first slash after the host on.
    private static func path(of address: String) -> String? {
        guard let scheme = address.firstRange(of: "://") else { return nil }
        let rest = address[scheme.upperBound...]
        return rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
    }
}
