import ArgumentParser
import CountyFiles
import DispatchCore
import Foundation
import Governance
import TextFormats

extension Roster {
    /// `griddispatch roster coverage`.
    struct Coverage: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forecast where and when the severest matter could not be met in time. 值守覆盖。",
            discussion: """
                For each grid and hour: could those whom the severest categories call all be there \
                within the limit, by the roster's shifts and exceptions and the county's estimate \
                of travel? Being asked takes no time here and nobody is busy, so an hour that is \
                short here is short in any case. Changes of duty that were ordered live are known \
                to the server alone: GET /api/v1/roster/coverage.
                """)

        @Argument(help: "The county's folder.")
        var county: String

        @Option(help: "The first hour, with a zone, such as 2026-11-23T00:00:00+08:00.")
        var from: String

        @Option(help: "How many hours, 1 to 336.")
        var hours = 168

        @Flag(help: "Print one JSON object.")
        var json = false

        func validate() throws {
            guard (1...CoverageForecast.maximumHours).contains(hours) else {
                throw ValidationError("--hours must be 1 to \(CoverageForecast.maximumHours).")
            }
            guard Instant(from) != nil else {
                throw ValidationError(
                    "--from must be a time with a zone, such as 2026-11-23T00:00:00+08:00.")
            }
        }

        func run() throws {
            let loaded = try loadCounty(county)
            guard let start = Instant(from) else { throw ExitCode.failure }
            let forecast = CoverageForecast(
                of: loaded.county, loaded.rules, from: start, hours: hours)
            guard json else { return printTable(forecast, loaded.county) }
            var writer = JSONWriter()
            writer.object { forecast.write(to: &$0, of: loaded.county) }
            print(String(decoding: writer.bytes, as: UTF8.self))
        }

        private func printTable(_ forecast: CoverageForecast, _ county: County) {
            for need in forecast.needs {
                print(
                    "\(need.roles.map(\.name).joined(separator: " + ")) within "
                        + "\(Int(need.limit.inSeconds)) s: \(need.categories.count) categories")
            }
            let short = forecast.grids.filter { $0.coveredHours < $0.hours.count }
            print("\(short.count) of \(forecast.grids.count) grids are short at some time")
            for grid in short.sorted(by: { $0.coveredHours < $1.coveredHours }) {
                let name = county.grids.placeName(of: grid.area, in: .english)
                let missing = grid.missing.map(\.name).joined(separator: ", ")
                print(
                    "\(grid.area) \(grid.coveredHours)/\(grid.hours.count) \(name): \(missing)")
            }
        }
    }
}
