public import Deliveries
public import Governance

/// Where the browsers are found that responders have allowed.
public protocol PushDirectory: Sendable {
    /// The browsers of a responder.
    func browsers(of responder: Responder.ID) async throws -> [PushSubscription]

    /// Forgets a browser that the push service does not know any more.
    func forget(_ endpoint: String) async
}

/// A directory without browsers.
public struct NoBrowsers: PushDirectory {
    /// The empty directory.
    public init() {}

    /// None.
    public func browsers(of responder: Responder.ID) -> [PushSubscription] { [] }

    /// Does nothing.
    public func forget(_ endpoint: String) {}
}
