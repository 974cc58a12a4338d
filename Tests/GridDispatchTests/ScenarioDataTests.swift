import Foundation
import HTTPTesting
import Testing
import TextFormats

/// Scenarios that point at data elsewhere: a server that knows the roads, and a recorded log.
@Suite(.timeLimit(.minutes(10)))
struct ScenarioDataTests {
    private static let day = Program.repository.appending(path: "Simulations/kaihua-day").path

    private func simulate(_ changes: String...) async throws -> Program.Result {
        try await Program.run(
            ["simulate", Self.day, "--replications", "1", "--json"]
                + changes.flatMap { ["--set", $0] })
    }

    private func measure(_ name: String, in result: Program.Result) throws -> Double {
        let json = try JSON.parse(result.output)
        return try #require(json["measures"]?[name]?["value"]?.numberValue, "\(result.errors)")
    }

    /// A server that answers as OSRM's table service does: each way takes so long, or there is none.
    private func roads(seconds: Int?) -> FaultServer {
        FaultServer { connection in
            connection.serve { request in
                let query = request.path.split(separator: "?").last ?? ""
                func count(_ name: String) -> Int {
                    let field = query.split(separator: "&").first { $0.hasPrefix(name + "=") }
                    return field.map { $0.split(separator: ";").count } ?? 0
                }
                let row = Array(
                    repeating: seconds.map(String.init) ?? "null", count: count("destinations"))
                let rows = Array(
                    repeating: "[\(row.joined(separator: ","))]", count: count("sources"))
                return Self.ok(#"{"code":"Ok","durations":[\#(rows.joined(separator: ","))]}"#)
            }
        }
    }

    private static func ok(_ json: String) -> [UInt8] {
        Array(
            """
            HTTP/1.1 200 OK\r
            Content-Type: application/json\r
            Content-Length: \(json.utf8.count)\r
            \r
            \(json)
            """.utf8)
    }

    @Test func `travel times come from the server that knows the roads`() async throws {
        let server = roads(seconds: 2_400)
        defer { server.stop() }
        let changes = ["horizon=6h", "travel.spread=0", "travel.least=1s"]
        let straight = try await simulate(changes[0], changes[1], changes[2])
        let byRoad = try await simulate(
            changes[0], changes[1], changes[2], "travel.osrm={url: '\(server.origin)/'}")
        #expect(byRoad.exitCode == 0, "\(byRoad.errors)")
        let (before, after) = (
            try measure("travel_p50", in: straight), try measure("travel_p50", in: byRoad)
        )
        // The hours of the night are faster, those when all are on the road slower.
        #expect(before < 200 && (1_200...4_800).contains(after), "\(before), \(after)")
        // Where no road leads, the distance tells.
        let island = roads(seconds: nil)
        defer { island.stop() }
        let over = try await simulate(
            changes[0], changes[1], changes[2], "travel.osrm={url: '\(island.origin)'}")
        #expect(over.output == straight.output)
    }

    @Test(arguments: [
        (#"{"code":"InvalidProfile","message":"no such profile"}"#, "no such profile"),
        (#"{"code":"Ok","durations":[[1]]}"#, "rows of"),
        ("<html>", "no JSON"),
    ])
    func `a server that gives no times is told, and nothing is simulated`(
        answer: String, told: String,
    ) async throws {
        let server = FaultServer { $0.serve { _ in Self.ok(answer) } }
        defer { server.stop() }
        let result = try await simulate("travel.osrm={url: '\(server.origin)', profile: foot}")
        #expect(result.exitCode == 1 && result.output == "")
        #expect(result.errors.contains("travel.osrm: error[scenario.incomplete]"))
        #expect(result.errors.contains(told), "\(result.errors)")
    }

    @Test func `a server that is not there is told`() async throws {
        let server = FaultServer()
        server.stop()
        let result = try await simulate("travel.osrm={url: '\(server.origin)'}")
        #expect(result.exitCode == 1)
        #expect(result.errors.contains("http.connect_refused"), "\(result.errors)")
    }

    @Test func `the reports of a log come once more, at their time of the day`() async throws {
        let folder = try TemporaryFolder()
        let database = folder.file("log.db")
        let server = try await Server.start(database, in: folder.path)
        for number in 1...3 { #expect(await server.report(number)?.status == 201) }
        #expect(await server.stop() == 0)
        // Over midnight the last of them belong to a second day.
        let result = try await simulate(
            "horizon=48h", "warmUp=0s", "demand={log: '\(database)'}")
        #expect(try measure("reports", in: result) == 3, "\(result.errors)")
        let none = try await simulate("demand={log: '\(folder.file("nothing.db"))'}")
        #expect(none.exitCode == 1 && none.errors.contains("there is no file"), "\(none.errors)")
    }
}
