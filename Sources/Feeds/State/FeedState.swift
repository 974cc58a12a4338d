import FeedCore
import Governance

/// What the service knows of one data item.
struct FeedState {
    /// How many reasons of a quarantine are put on record.
    static let maximumReasons = 20

    var items: FeedMemory
    var validators = FeedClient.Validators()
    var linked: FeedFetch.Linked = [:]
    var lastReport: PollReport?
    /// Whether new data is kept out.
    private(set) var isQuarantined = false
    /// When something was last put on record.
    private(set) var lastRecorded: Instant?
    /// The digest of what was last taken.
    private(set) var lastDigest = ""

    init(items: FeedMemory) {
        self.items = items
    }

    /// Takes an event that was kept in an earlier run.
    mutating func evolve(_ event: FeedEvent, at moment: Instant) {
        note(event, at: moment)
        switch event {
        case .taken(let taking): items.evolve(taking, at: moment)
        case .quarantined: break
        // The next document is taken whatever it looks like.
        case .released: items.shape = nil
        }
    }

    /// Notes an event that was just kept, and whose items are known already.
    mutating func note(_ event: FeedEvent, at moment: Instant) {
        switch event {
        case .taken(let taking): (lastRecorded, lastDigest) = (moment, taking.digest)
        case .quarantined: isQuarantined = true
        case .released: isQuarantined = false
        }
    }
}
