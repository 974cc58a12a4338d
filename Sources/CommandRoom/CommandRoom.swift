public import Engine
public import EventBus
public import FeedCore
public import Feeds
import Governance
public import Hummingbird
import HummingbirdCore
public import Logging
public import ServiceLifecycle

/// The HTTP API, the live stream and the pages of a county.
public struct CommandRoom: Sendable {
    private let engine: Engine
    private let versions: RuleVersions
    private let log: any EventLog
    private let readModels: any ReadModels
    private let search: SearchIndex?
    private let attachments: AttachmentStore?
    private let catalogue: FeedCatalogue
    private let feeds: FeedService?
    private let notifications: NotificationDesk?
    private let auditor: Auditor?
    private let logger: Logger
    private let requests = RequestMetrics()
    /// Whether everything here is an exercise: all pages say so, and every report is marked.
    public var isExercise = false
    /// Where drills are held; without one, none can be.
    public var drills: (any DrillHall)?
    /// How long the live stream is silent at most.
    var heartbeat = Duration.seconds(5)

    /// The command room over an engine and the log that it writes.
    ///
    /// Without `search`, words in a query find nothing in particular. Without `feeds` the data items of `catalogue` are listed
    /// and none is polled. Without an auditor nobody looks whether reports were let go of.
    public init(
        engine: Engine, versions: RuleVersions, log: any EventLog, readModels: any ReadModels,
        search: SearchIndex? = nil, attachments: AttachmentStore? = nil,
        catalogue: FeedCatalogue = FeedCatalogue(),
        feeds: FeedService? = nil, notifications: NotificationDesk? = nil,
        auditor: Auditor? = nil, logger: Logger,
    ) {
        self.catalogue = catalogue
        self.feeds = feeds
        self.notifications = notifications
        self.auditor = auditor
        self.engine = engine
        self.versions = versions
        self.log = log
        self.readModels = readModels
        self.search = search
        self.attachments = attachments
        self.logger = logger
    }

    /// The server, ready to be run; it stops taking requests on graceful shutdown and finishes those
    /// that it has.
    ///
    /// - Parameters:
    ///   - address: Where to listen; only this machine can reach it.
    ///   - onReady: Called with the port once the server listens.
    /// - Returns: A service that also runs the engine's.
    /// - Throws: An error of the file system if the pages cannot be read.
    public func application(
        at address: LoopbackAddress,
        onReady: @escaping @Sendable (Int) async -> Void = { _ in },
    ) throws -> some ApplicationProtocol {
        let router = try router()
        router.refuseOtherMethods()
        return Application(
            router: router,
            server: HTTPServerBuilder { EventLoopChannel(HTTP1Channel(responder: $0)) },
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port), serverName: "GridDispatch"),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? 0) },
            logger: logger)
    }

    /// All that the server answers.
    func router() throws -> Router<CommandRoomContext> {
        let router = Router(
            context: CommandRoomContext.self, options: .autoGenerateHeadEndpoints)
        let pages = try Pages()
        let javaScript = Pages.systemJavaScript
        router.addMiddleware {
            BesideEventLoops()
            SecurityHeaders()
            RequestMetricsMiddleware(metrics: requests)
            ProblemMiddleware()
            LoopbackHosts()
            PagesMiddleware(pages: pages)
            FileMiddleware(
                "\(javaScript)/leaflet", urlBasePath: "/javascript/leaflet", logger: logger)
            FileMiddleware(
                "\(javaScript)/vega", urlBasePath: "/javascript/vega", logger: logger)
        }
        let documents = IncidentDocuments(
            log: log, readModels: readModels, engine: engine)
        let api = router.group("api/v1")
        let photos = StepPhotos(store: attachments)
        ReportRoutes(engine: engine, photos: photos, isExercise: isExercise).add(to: api)
        AttachmentRoutes(engine: engine, store: attachments, documents: documents).add(to: api)
        IncidentRoutes(documents: documents, search: search, notifications: notifications)
            .add(to: api)
        ClockRoutes(log: log, engine: engine).add(to: api)
        ExplanationRoutes(versions: versions, log: log).add(to: api)
        RuleRoutes(engine: engine, versions: versions).add(to: api)
        CommandRoutes(engine: engine, incidents: documents, photos: photos).add(to: api)
        FollowUpRoutes(engine: engine).add(to: api)
        DuplicateRoutes(engine: engine, readModels: readModels, search: search).add(to: api)
        CountyRoutes(engine: engine, readModels: readModels, isExercise: isExercise).add(to: api)
        RosterRoutes(engine: engine).add(to: api)
        StatsRoutes(readModels, county: engine.county).add(to: api)
        FeedRoutes(catalogue: catalogue, feeds: feeds).add(to: api)
        DrillRoutes(hall: drills).add(to: api)
        DeliveryRoutes(desk: notifications, engine: engine).add(to: api)
        FeedPushRoutes(catalogue: catalogue, feeds: feeds).add(to: api)
        LiveRoutes(
            log: log, county: engine.county.grids.county.code, now: { [engine] in engine.now },
            heartbeat: heartbeat, metrics: requests
        ).add(to: api)
        api.get("openapi.json") { request, _ in
            guard let description = pages.response(to: request, with: "/openapi.json") else {
                throw Problem.notFound(request.uri.path)
            }
            return description
        }
        AuditRoutes(auditor: auditor).add(to: api)
        GeoReportRoutes(engine: engine, documents: documents, isExercise: isExercise)
            .add(to: router.group("open311/v2"))
        HealthRoutes(engine: engine, auditor: auditor).add(to: router)
        MetricsRoutes(
            engine: engine, log: log, feeds: feeds, notifications: notifications,
            requests: requests
        ).add(to: router)
        return router
    }
}

/// The engine as a service: it stops after the server has answered its last request.
public struct EngineService: Service {
    private let engine: Engine

    /// The service that runs `engine`.
    public init(_ engine: Engine) {
        self.engine = engine
    }

    /// Runs until graceful shutdown, and finishes what was accepted.
    public func run() async throws {
        try await withGracefulShutdownHandler {
            try await engine.run()
        } onGracefulShutdown: {
            engine.stop()
        }
    }
}
