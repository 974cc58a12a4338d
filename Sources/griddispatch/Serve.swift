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

    @Option(help: "The folder whose scenarios can be drilled.")
    var scenarios = "Simulations"

    func run() async throws {
        let address = try LoopbackAddress(host: server.host, port: server.port)
        try address.requireFree()
        let path = server.county
        let folder = Result { () throws(CountyFileErrors) in try CountyFolder.load(path) }
        var system = try await LiveSystem(
            folder, options: server, database: database, feedsFolder: feeds
        ) { _ in WallClock() }
        let drills = DrillHouse(scenariosIn: scenarios, logger: system.logger)
        system.room.drills = drills
        try await system.run(at: address, with: [drills]) { port in
            announce("griddispatch serves \(server.county) at http://\(address.shown):\(port)/")
        }
    }
}
