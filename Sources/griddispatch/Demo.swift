import ArgumentParser
import CommandRoom
import CountyFiles
import Engine
import Foundation
import Governance

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

    @Flag(help: "Start no feed simulator and poll no feeds.")
    var noFeeds = false

    func validate() throws {
        guard speed > 0, speed <= 3_600 else {
            throw ValidationError("--speed must be above 0 and at most 3600.")
        }
    }

    func run() async throws {
        let address = try LoopbackAddress(host: server.host, port: server.port)
        let database = try self.database ?? temporaryDatabase()
        let county = try loadCounty(server.county)
        let morning = Self.morning(in: county.county.timeZone)
        let simulator =
            noFeeds
            ? nil
            : try SimulatorProcess(
                county: server.county, start: "\(morning)", speed: speed)
        defer { simulator?.end() }
        let system = try await LiveSystem(
            county, options: server, database: database,
            feedsFolder: noFeeds ? nil : database + ".feeds", simulatorPort: simulator?.port
        ) { last in
            // On a log that has been used before, the demonstration goes on where it ended.
            WallClock(
                speed: speed, origin: max(morning, last ?? morning), tick: .milliseconds(50))
        }
        let crowd = DemoCrowd(
            engine: system.engine, log: system.log, seed: seed, logger: system.logger)
        try await system.run(at: address, with: [crowd]) { port in
            announce(announcement("http://\(address.shown):\(port)", database))
        }
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
