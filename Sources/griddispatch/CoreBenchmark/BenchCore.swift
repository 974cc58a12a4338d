import ArgumentParser
import CountyFiles
import Foundation
import TextFormats

/// `griddispatch bench core`.
struct BenchCore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "core",
        abstract: "Reports a second of the dispatch core, in memory.",
        discussion: """
            Each report is decided and taken into the state: accepted, filed by the county's rules, \
            its roles called. Every number of open incidents is measured with the first number of \
            grids, and every other number of grids with the first number of open incidents.
            """)

    @Option(help: "The county's folder.")
    var county = "Rules/kaihua"

    @Option(help: "How many incidents are open, separated by commas.")
    var open = "1000,10000,100000,1000000"

    @Option(help: "How many grids the county has, separated by commas.")
    var grids = "1000,100,10000,100000"

    @Option(help: "How many reports are measured each time.")
    var reports = 100_000

    @Flag(help: "Print one JSON object.")
    var json = false

    private static func numbers(_ text: String, upTo limit: Int, _ option: String) throws -> [Int] {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, numbers.allSatisfy((1...limit).contains) else {
            throw ValidationError("\(option) must be numbers from 1 to \(limit), such as 100,1000.")
        }
        return numbers
    }

    /// The pairs of open incidents and grids that are measured.
    private func settings() throws -> [(open: Int, grids: Int)] {
        let open = try Self.numbers(open, upTo: 5_000_000, "--open")
        let grids = try Self.numbers(grids, upTo: 200_000, "--grids")
        return open.map { ($0, grids[0]) } + grids.dropFirst().map { (open[0], $0) }
    }

    func validate() throws {
        _ = try settings()
        guard (100...100_000_000).contains(reports) else {
            throw ValidationError("--reports must be from 100 to 100000000.")
        }
    }

    func run() throws {
        let loaded = try loadCounty(county)
        var lines: [JSON] = []
        for (open, grids) in try settings() {
            var benchmark = try CoreBenchmark(
                loaded.county, rules: loaded.rules, grids: grids, openIncidents: open)
            let result = try benchmark.run(reports: reports)
            var object = JSONObject()
            object["openIncidents"] = .integer(Int64(open))
            object["grids"] = .integer(Int64(grids))
            object["reportsPerSecond"] = .number(result.rate.rounded())
            object["eventsPerReport"] = .number(result.eventsPerReport)
            lines.append(.object(object))
            if !json { print(JSON.object(object).text()) }
        }
        if json { print(JSON.object(["runs": .array(lines)]).text()) }
    }
}
