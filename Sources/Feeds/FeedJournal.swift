public import Governance

/// Where what is taken of feeds is kept: the log, or what stands for it in a test.
public protocol FeedJournal: Sendable {
    /// All that was kept, in order, with the moment at which each was.
    func recorded() async throws -> [(event: FeedEvent, at: Instant)]
    /// Keeps an event; returns once it is durable, with whether it was kept.
    func keep(_ event: FeedEvent) async -> Bool
}
