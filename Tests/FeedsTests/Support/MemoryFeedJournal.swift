import Feeds
import Governance
import Synchronization

/// What is taken of feeds, kept for a test; it can be told to keep nothing.
final class MemoryFeedJournal: FeedJournal {
    private let kept = Mutex<[(event: FeedEvent, at: Instant)]>([])
    private let works = Mutex(true)

    var events: [FeedEvent] { kept.withLock { $0.map(\.event) } }

    func fail() { works.withLock { $0 = false } }
    func repair() { works.withLock { $0 = true } }

    func recorded() async throws -> [(event: FeedEvent, at: Instant)] { kept.withLock { $0 } }

    func keep(_ event: FeedEvent) async -> Bool {
        guard works.withLock({ $0 }) else { return false }
        kept.withLock { $0.append((event, Instant(secondsSinceEpoch: 1_800_000_000))) }
        return true
    }
}
