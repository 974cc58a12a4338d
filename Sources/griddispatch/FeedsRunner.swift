import CurlHTTP
import Engine
import EventBus
import FeedCore
import FeedDispatch
import Feeds
import Governance
import Logging
import ServiceLifecycle

/// The feeds of a running system: polled until it ends, their items handed to the engine.
struct FeedsRunner: Service {
    let feeds: FeedService
    private let http: HTTPClient

    init(
        _ catalogue: FeedCatalogue, knowing folder: String, secrets: SecretStore, engine: Engine,
        log: any EventLog, logger: Logger,
    ) throws {
        http = try HTTPClient()
        let incidents = FeedIncidents(engine, logger: logger)
        feeds = FeedService(
            catalogue, keepingIn: LogFeedJournal(engine, log: log),
            knowing: FeedStateFolder(folder), over: http, secrets: secrets,
            // The clock of the log, so that what was taken before a restart has an age.
            clock: { engine.now },
            handler: { item, report, memory in
                await incidents.take(report, of: item, knowing: memory)
            })
    }

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await feeds.run() }
        await http.shutdown(grace: .zero)
    }
}
