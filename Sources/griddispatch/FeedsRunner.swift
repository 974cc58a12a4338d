import CurlHTTP
import Engine
import FeedCore
import Feeds
import Foundation
import Governance
import Logging
import ServiceLifecycle

/// The feeds of a running system: polled until it ends, their items handed to the engine.
struct FeedsRunner: Service {
    let feeds: FeedService
    private let http: HTTPClient
    private let logger: Logger

    init(
        _ catalogue: FeedCatalogue, keepingIn folder: String, secrets: SecretStore, engine: Engine,
        logger: Logger,
    ) throws {
        http = try HTTPClient()
        self.logger = logger
        let reports = FeedReports(engine: engine, logger: logger)
        feeds = FeedService(
            catalogue, keepingIn: FeedStateFolder(folder), over: http, clock: { .system },
            listener: { item, report in await reports.take(report, of: item) })
    }

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await feeds.run() }
        await http.shutdown(grace: .zero)
    }
}
