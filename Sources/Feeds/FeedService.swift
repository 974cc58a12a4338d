public import CurlHTTP
public import FeedCore
public import Governance

/// Polls all data items of a catalogue on their schedule, any number of them at once.
///
/// The requests share the one thread of the HTTP client. A data item is asked again when its last
/// answer was dealt with, so one that is slow or dead delays no other.
public actor FeedService {
    /// Reads the time.
    public typealias Clock = @Sendable () -> Instant
    /// Is told what each document changed, in order for one data item.
    public typealias Listener = @Sendable (DataItem, PollReport) async -> Void

    // A poll that ends may be due again before all others, so no pause is longer than this.
    private static let longestPause = Duration.milliseconds(100)

    /// What is remembered of one data item between polls.
    private struct Memory {
        var items: FeedMemory
        var validators = FeedClient.Validators()
        var linked: FeedFetch.Linked = [:]
        var lastReport: PollReport?
    }

    private let catalogue: FeedCatalogue
    private let folder: FeedStateFolder
    private let client: FeedClient
    private let now: Clock
    private let listener: Listener
    private var schedule = FeedSchedule()
    private var memories: [DataItem.ID: Memory] = [:]
    private var generator = SystemRandomNumberGenerator()

    /// A service that keeps what it knows in `folder`.
    public init(
        _ catalogue: FeedCatalogue, keepingIn folder: FeedStateFolder, over http: HTTPClient,
        secrets: SecretStore = SecretStore(), clock: @escaping Clock,
        listener: @escaping Listener = { _, _ in },
    ) {
        self.catalogue = catalogue
        self.folder = folder
        self.client = FeedClient(http, secrets: secrets)
        self.now = clock
        self.listener = listener
    }

    /// Polls until the task is cancelled.
    ///
    /// - Throws: The reason why what was known could not be read at the start.
    public func run() async throws(FeedStateFolder.Failure) {
        for item in catalogue.items {
            memories[item.id] = Memory(items: try folder.memory(of: item.id.name))
            schedule.add(item.id, every: item.interval, at: now(), using: &generator)
        }
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                for id in schedule.startDue(at: now()) {
                    guard let item = catalogue.item(id) else { continue }
                    group.addTask { await self.poll(item) }
                }
                let pause = schedule.nextDeadline.map { $0 - now() } ?? Self.longestPause
                try? await Task.sleep(for: max(.zero, min(pause, Self.longestPause)))
            }
            group.cancelAll()
        }
    }

    /// How every data item is doing, in the order of the catalogue.
    public func statuses() -> [FeedStatus] {
        let now = now()
        return catalogue.items.compactMap { item in
            guard let health = schedule.health[item.id], let memory = memories[item.id] else {
                return nil
            }
            return FeedStatus(
                id: item.id, health: health,
                freshness: health.freshness(promise: item.freshness, at: now),
                items: memory.items.liveCount, lastReport: memory.lastReport)
        }
    }

    private func poll(_ item: DataItem) async {
        guard let result = await result(of: item) else { return }
        schedule.finish(item.id, result, at: now(), using: &generator)
    }

    /// How one poll ended; nil if it was cancelled.
    private func result(of item: DataItem) async -> PollResult? {
        guard let platform = catalogue.source(of: item) else {
            return .failed(error: "there is no source '\(item.source)'")
        }
        let known = memories[item.id]?.validators ?? FeedClient.Validators()
        var linked = memories[item.id]?.linked ?? [:]
        do {
            let fetch = FeedFetch(client, item, of: platform)
            let haul = try await fetch.haul(knowing: known, &linked, at: now())
            memories[item.id]?.linked = linked
            switch haul {
            case .unchanged: return .taken
            case .failed(let error, let retryAfter):
                return .failed(error: error, retryAfter: retryAfter)
            case .feed(let feed, let validators):
                return try await take(feed, validators, of: item)
            }
        } catch is CancellationError {
            return nil
        } catch {
            return .failed(error: "\(error)")
        }
    }

    private func take(
        _ feed: ParsedFeed, _ validators: FeedClient.Validators, of item: DataItem,
    ) async throws(FeedStateFolder.Failure) -> PollResult {
        let poll = FeedPoll(item.document, mapping: item.mapping, refusesDrift: true)
        var memory = memories[item.id]?.items ?? FeedMemory()
        let report = poll.take(feed, into: &memory, at: now())
        memories[item.id]?.lastReport = report
        if report.isDocumentRefused {
            return .failed(error: report.refusals.first?.description ?? "refused")
        }
        guard !report.isQuarantined else { return .quarantined }
        // Only what has changed is worth a write that waits for the disk.
        if !report.outcome.changes.isEmpty || !report.refusals.isEmpty {
            try folder.keep(memory, of: item.id.name)
        }
        memories[item.id]?.items = memory
        // A document of which something was refused is asked for again in full.
        memories[item.id]?.validators =
            report.refusals.isEmpty ? validators : FeedClient.Validators()
        await listener(item, report)
        return .taken
    }
}
