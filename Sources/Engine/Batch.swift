import EventBus
import Governance
import RulesEngine

/// What is decided together and kept in one transaction.
struct Batch {
    /// One decision that waits to be kept.
    struct Entry {
        let request: AppendRequest
        let before: CountyState.Before
        let answer: Engine.Answer
        /// What beside the report its decision could read.
        let context: RoutingContext
        /// Who waits for the answer; nobody where time alone decided.
        let pending: PendingCommand?
    }

    /// A repeat of a command that is not kept yet; answered with it.
    struct Follower {
        let entry: Int
        let fingerprint: [UInt8]
        let pending: PendingCommand
    }

    /// The moment of all its decisions.
    let now: Instant
    /// What its decisions can read of feeds.
    let feeds: [String: RoutingContext.FeedReading]
    /// What its decisions can read beside reports.
    var context: RoutingContext { RoutingContext(feeds: feeds) }
    private(set) var entries: [Entry] = []
    private(set) var followers: [Follower] = []
    /// Commands that change nothing or are refused.
    ///
    /// They were judged by what was decided before them, so they are answered when that is kept.
    private(set) var onlookers:
        [(pending: PendingCommand, result: Result<Engine.Answer, EngineError>)] = []
    /// Facts of the county that are kept along with the entries, in one request.
    private(set) var notes: [CountyNote] = []
    private(set) var notesRequest: AppendRequest?
    /// Those who want to see the state as this batch leaves it.
    var inspections: [@Sendable (borrowing CountyState) -> Void] = []
    /// Changes of versions, carried out once this batch is kept.
    var changes: [PendingChange] = []
    /// Changes of duty, carried out once this batch is kept.
    var duties: [PendingDuty] = []
    /// All who wait for this batch, in the order in which they came.
    private var commands: [PendingCommand] = []
    /// Which entry an idempotency key belongs to.
    private var keys: [String: Int] = [:]

    init(now: Instant, feeds: [String: RoutingContext.FeedReading]) {
        self.now = now
        self.feeds = feeds
    }

    var isEmpty: Bool {
        entries.isEmpty && followers.isEmpty && onlookers.isEmpty && inspections.isEmpty
            && notes.isEmpty && changes.isEmpty && duties.isEmpty
    }

    mutating func add(_ entry: Entry) {
        if let key = entry.request.idempotency?.key { keys[key] = entries.count }
        entries.append(entry)
        if let pending = entry.pending { commands.append(pending) }
    }

    mutating func add(
        onlooker pending: PendingCommand, _ result: Result<Engine.Answer, EngineError>,
    ) {
        onlookers.append((pending, result))
        commands.append(pending)
    }

    mutating func add(_ notes: [CountyNote], as request: AppendRequest) {
        self.notes = notes
        notesRequest = request
    }

    /// Takes a command whose key belongs to a command of the batch; false if it belongs to none.
    mutating func takeRepeat(_ pending: PendingCommand, _ key: IdempotencyKey) -> Bool {
        guard let entry = keys[key.key] else { return false }
        followers.append(Follower(entry: entry, fingerprint: key.fingerprint, pending: pending))
        commands.append(pending)
        return true
    }

    /// All who wait for this batch, to be decided anew.
    var messages: [Engine.Message] {
        commands.map { .command($0) } + notes.map { .note($0) }
            + inspections.map { .inspection($0) } + changes.map { .change($0) }
            + duties.map { .duty($0) }
    }

    /// Puts the state back as it was before the batch.
    func undo(_ state: inout CountyState) {
        for entry in entries.reversed() { state.restore(entry.before) }
        if let notesRequest { state.count(-notes.count, in: notesRequest.partition) }
    }

    /// Answers everybody who gave a command, now that the entries are kept.
    func answerKept() {
        for entry in entries { entry.pending?.answer(.success(entry.answer)) }
        for follower in followers {
            let first = entries[follower.entry]
            if first.request.idempotency?.fingerprint == follower.fingerprint {
                follower.pending.answer(.success(first.answer.repeated))
            } else {
                follower.pending.answer(.failure(.keyReused))
            }
        }
        for (pending, result) in onlookers { pending.answer(result) }
        for note in notes { note.answer(true) }
    }

    /// Tells everybody that nothing came of it.
    func answerFailure(_ error: EventLogError) {
        let failure = Result<Engine.Answer, EngineError>.failure(.logUnavailable(error))
        for pending in commands { pending.answer(failure) }
        for note in notes { note.answer(false) }
    }
}
