import ArgumentParser
import CommandRoom
import CountyFiles
import Engine

/// `griddispatch serve`.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take reports and dispatch. 受理上报并派遣。")

    @OptionGroup var server: ServerOptions

    @Option(help: "The database file; made if there is none.")
    var database = "griddispatch.db"

    @Option(
        help: """
            Poll the county's feeds. What they give is kept in the log; items that 'feeds poll' has \
            kept in this folder are known from the start.
            """)
    var feeds: String?

    func run() async throws {
        let address = try LoopbackAddress(host: server.host, port: server.port)
        let county = try loadCounty(server.county)
        let system = try await LiveSystem(
            county, options: server, database: database, feedsFolder: feeds
        ) { _ in WallClock() }
        try await system.run(at: address) { port in
            announce("griddispatch serves \(server.county) at http://\(address.shown):\(port)/")
        }
    }
}
