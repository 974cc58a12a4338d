import CommandRoom
import CurlHTTP
import Deliveries
import Engine
import EventBus
import Governance
import Logging
import Notifications
import ServiceLifecycle

/// The outbox of a running system with the channels that it sends over.
struct OutboxRunner: Service {
    let desk: NotificationDesk
    private let outbox: OutboxService
    private let http: HTTPClient
    private let logger: Logger

    /// The outbox of `engine`; channels whose secrets are missing are off, and are told to be.
    init(
        _ plan: NotificationPlan, log: SQLiteEventLog, secrets: SecretStore, engine: Engine,
        logger: Logger,
    ) throws {
        http = try HTTPClient()
        self.logger = logger
        let channels = ChannelSet(
            plan, over: http, secrets: secrets, browsers: LogBrowsers(log: log),
            now: { .system })
        for fault in channels.faults.values.map(\.description).sorted() {
            logger.notice("\(fault)")
        }
        let live = plan.without(Set(channels.faults.keys))
        let outbox = OutboxService(
            live, in: { [engine] in engine.county }, log: log, store: log, clock: WallClock(),
            carrier: ChannelCarrier(channels: channels, engine: engine, site: plan.site), logger: logger,
            record: { [engine] in await engine.record($0) })
        self.outbox = outbox
        desk = NotificationDesk(
            plan: plan, store: log, browsers: log,
            faults: channels.faults.mapValues(\.description), pushKey: channels.pushKey,
            health: { await outbox.health })
    }

    /// Delivers until the process is asked to end; what fails is told and tried again.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await outbox.run()
                } catch {
                    if Task.isCancelled { break }
                    logger.error("the outbox fails", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: .seconds(5))
            }
        }
        await http.shutdown(grace: .zero)
    }
}

/// Writes the message of a delivery and sends it.
struct ChannelCarrier: DeliveryCarrier {
    let channels: ChannelSet
    let engine: Engine
    let site: String?

    func carry(
        _ delivery: Delivery, about record: Record, of incident: Incident?,
    ) async -> DeliveryOutcome {
        // The county as it is now: another version may be in force than at the start.
        let writer = NotificationWriter(county: engine.county, site: site)
        return await channels.send(
            writer.message(for: delivery, about: record, of: incident), over: delivery.channel)
    }
}

/// The browsers that stand in the log's file.
struct LogBrowsers: PushDirectory {
    let log: SQLiteEventLog

    func browsers(of responder: Responder.ID) async throws -> [PushSubscription] {
        try await log.browsers(of: responder)
    }

    func forget(_ endpoint: String) async {
        try? await log.dropBrowser(endpoint)
    }
}
