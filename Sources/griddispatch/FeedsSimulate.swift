import ArgumentParser
import CountyFiles
import Engine
import FeedSimulator
import Foundation
import Governance
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// `griddispatch feeds simulate`.
struct FeedsSimulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Serve invented data of all of a county's sources, with outages. 模拟数据源。")

    @Argument(help: "The county's folder.")
    var county = "Rules/kaihua"

    @Option(
        help: "The port on loopback to listen on; the catalogue names this one, 0 takes a free one."
    )
    var port = 8_311

    @Option(help: "The moment at which the sources' time begins; by default the present.")
    var start: String?

    @Option(help: "How many times faster than life the sources' time runs.")
    var speed = 1.0

    @Flag(help: .hidden)
    var endWithInput = false

    func validate() throws {
        guard speed > 0, speed <= 3_600 else {
            throw ValidationError("--speed must be above 0 and at most 3600.")
        }
        guard start.map({ Instant($0) != nil }) ?? true else {
            throw ValidationError("--start must be a moment such as 2026-11-21T08:00:00+08:00.")
        }
    }

    func run() async throws {
        if endWithInput { Self.endWithInput() }
        let simulation = FeedSimulation(try loadCounty(county).feeds)
        let clock = WallClock(
            speed: speed, origin: start.flatMap { Instant($0) } ?? .system,
            tick: .milliseconds(50))
        let router = Router()
        router.get("**") { request, _ in
            try await Self.answer(simulation, to: request, at: clock.now)
        }
        var logger = Logger(label: "griddispatch.feeds")
        logger.logLevel = .warning
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(
                address: .hostname("127.0.0.1", port: port), serverName: "Feed simulator"),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? 0
                announce("the feed simulator serves \(county) at http://127.0.0.1:\(port)/")
            }, logger: logger)
        try await application.runService()
    }

    private static func answer(
        _ simulation: FeedSimulation, to request: Request, at now: Instant,
    ) async throws -> Response {
        let query = request.uri.query.map { "?\($0)" } ?? ""
        switch simulation.answer(to: request.uri.path + query, at: now) {
        case .document(let mediaType, let bytes):
            return Response(
                status: .ok, headers: [.contentType: mediaType],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        case .status(let code, let retryAfterSeconds):
            var headers = HTTPFields()
            headers[.retryAfter] = retryAfterSeconds.map { "\($0)" }
            return Response(status: .init(code: code), headers: headers)
        case .silence(let duration):
            try await Task.sleep(for: duration)
            return Response(status: .gatewayTimeout)
        }
    }

    /// Ends the process when its standard input ends, as it does when whoever started it is gone.
    private static func endWithInput() {
        Thread.detachNewThread {
            while FileHandle.standardInput.availableData.isEmpty == false {}
            Foundation.exit(0)
        }
    }
}
