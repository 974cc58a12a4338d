public import Engine
public import EventBus
public import Feeds
public import Governance

/// The log as the place where what is taken of feeds is kept.
public struct LogFeedJournal: FeedJournal {
    private let engine: Engine
    private let log: any EventLog

    /// The history of the county that `engine` dispatches, in `log`.
    public init(_ engine: Engine, log: any EventLog) {
        self.engine = engine
        self.log = log
    }

    /// All that was put on record of feeds, in order.
    public func recorded() async throws -> [(event: FeedEvent, at: Instant)] {
        var events: [(event: FeedEvent, at: Instant)] = []
        let filter = RecordFilter(
            partition: engine.county.grids.county.code, typePrefix: "griddispatch.feed.",
            includesPersonalData: false)
        var offset = Offset.start
        while true {
            let page = try await log.read(after: offset, limit: 1_000, filter: filter)
            for record in page.records {
                guard case .feed(let event) = record.event.kind else { continue }
                events.append((event, record.event.recordedAt))
            }
            guard page.through > offset else { return events }
            offset = page.through
        }
    }

    /// Puts an event on record.
    public func keep(_ event: FeedEvent) async -> Bool {
        await engine.record(.feed(event))
    }
}
