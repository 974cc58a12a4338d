public import Deliveries
public import Governance

/// Where the browsers are kept that responders have allowed to be told something.
public protocol BrowserStore: Sendable {
    /// Keeps a browser; beyond the most that one responder may have, the oldest is dropped.
    func keep(_ browser: PushSubscription) async throws(EventLogError)

    /// Drops a browser; dropping one that is not there is harmless.
    func dropBrowser(_ endpoint: String) async throws(EventLogError)

    /// The browsers of a responder, the newest first.
    func browsers(of responder: Responder.ID) async throws(EventLogError) -> [PushSubscription]
}
