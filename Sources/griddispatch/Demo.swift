import ArgumentParser
import CommandRoom
import CountyFiles
import Engine
import Foundation
import Governance
import Logging
import ServiceLifecycle
import TextFormats
import UnixSignals

/// `griddispatch demo`.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a county with invented reports and people, faster than life. 演示。")

    @OptionGroup var server: ServerOptions

    @Option(help: "The database file; by default a new one in the temporary folder.")
    var database: String?

    @Option(help: "How many times faster than life.")
    var speed = 20.0

    @Option(help: "The seed of the invented day.")
    var seed: UInt64 = 1

    @Option(help: "Hold a drill of this scenario's folder instead, as an exercise with a score.")
    var scenario: String?

    @Option(help: "A role of the drill that is played by hand; may be repeated.")
    var byHand: [String] = []

    @Flag(help: "The drill's command room is played by hand.")
    var roomByHand = false

    @Flag(help: "Start no feed simulator and poll no feeds.")
    var noFeeds = false

    func validate() throws {
        guard speed > 0, speed <= 3_600 else {
            throw ValidationError("--speed must be above 0 and at most 3600.")
        }
    }

    func run() async throws {
        let address = try LoopbackAddress(host: server.host, port: server.port)
        try address.requireFree()
        if let scenario { return try await drill(scenario, at: address) }
        let database = try self.database ?? temporaryDatabase()
        let county = try loadCounty(server.county)
        let morning = Self.morning(in: county.county.timeZone)
        let simulator =
            noFeeds
            ? nil
            : try SimulatorProcess(
                county: server.county, start: "\(morning)", speed: speed)
        defer { simulator?.end() }
        var system = try await LiveSystem(
            .success(county), options: server, database: database,
            feedsFolder: noFeeds ? nil : database + ".feeds", simulatorPort: simulator?.port
        ) { last in
            // On a log that has been used before, the demonstration goes on where it ended.
            WallClock(
                speed: speed, origin: max(morning, last ?? morning), tick: .milliseconds(50))
        }
        let crowd = DemoCrowd(
            engine: system.engine, log: system.log, seed: seed, logger: system.logger)
        let drills = DrillHouse(scenariosIn: "Simulations", logger: system.logger)
        system.room.drills = drills
        try await system.run(at: address, with: [crowd, drills]) { port in
            announce(announcement("http://\(address.shown):\(port)", database))
        }
    }

    /// Holds a drill at the address that was asked for, until its story or the person ends it.
    private func drill(_ folder: String, at address: LoopbackAddress) async throws {
        let path = URL(filePath: folder).standardizedFileURL
        var logger = Logger(label: "griddispatch")
        logger.logLevel = Logger.Level(rawValue: server.logLevel) ?? .notice
        let house = DrillHouse(
            scenariosIn: path.deletingLastPathComponent().path, logger: logger, at: address)
        let order = DrillOrder(
            scenario: path.lastPathComponent, speed: speed, byHand: byHand,
            roomIsByHand: roomByHand)
        let id: String
        do throws(DrillRefusal) {
            id = try await house.start(order).id
        } catch {
            throw ValidationError("The drill cannot be held: \(error)")
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(
                        service: OnlyDrill(house: house, id: id, announce: drillAnnouncement),
                        successTerminationBehavior: .gracefullyShutdownGroup),
                    .init(service: house),
                ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
        guard let status = await house.drills().first(where: { $0.id == id }) else { return }
        if let failure = status.failure { printToStandardError(failure.english) }
        print(status.score.text(pretty: true))
    }

    private func drillAnnouncement(_ address: String) {
        announce(
            """
            GridDispatch drill / 演练: \(scenario ?? ""), \(speed.formatted())× speed, \(address)
              Control / 控制            \(address)/drills
            Everything here is an exercise. Stop with Ctrl-C; then it is scored.
            这里的一切都是演练。按 Ctrl-C 结束并评分。
            """)
    }

    /// 8:00 of the county's present day, so that a demonstration begins with a busy day.
    private static func morning(in zone: CountyTimeZone) -> Instant {
        let now = Instant.system
        let sinceMidnight = zone.localTime(at: now).secondOfDay
        return now - .seconds(sinceMidnight) + .hours(8)
    }

    private func announcement(_ base: String, _ database: String) -> String {
        """
        GridDispatch demo / 演示: \(server.county), \(speed.formatted())× speed, database \(database)
          Grid worker / 网格员      \(base)/report
          Responder / 处置人员      \(base)/duty
          Command room / 指挥室     \(base)/desk
          Analyst / 分析员          \(base)/analysis
          Feeds / 数据接入          \(base)/feeds
        There are no accounts yet: nobody needs to log in. Stop with Ctrl-C.
        尚无账号,无需登录。按 Ctrl-C 停止。
        """
    }

    private func temporaryDatabase() throws -> String {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "griddispatch-demo-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.appending(path: "log.db").path
    }
}
