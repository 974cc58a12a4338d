import ArgumentParser
import CountyFiles
import DispatchCore
import Engine
import Foundation
import Governance
import TextFormats

extension Bench {
    /// `griddispatch bench restart`.
    struct BenchRestart: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "restart",
            abstract: "How long a server takes to serve again, from nothing and from a snapshot.")

        @Option(help: "The county's folder.")
        var county = "Rules/kaihua"

        @Option(help: "The folder, on the disk to be measured; its log is deleted afterwards.")
        var folder = FileManager.default.temporaryDirectory.path

        @Option(help: "About how many records the log has.")
        var records = 1_000_000

        @Option(help: "How many incidents are open at its end.")
        var open = 10_000

        @Flag(help: "Print one JSON object.")
        var json = false

        func validate() throws {
            guard (1_000...100_000_000).contains(records) else {
                throw ValidationError("--records must be from 1000 to 100000000.")
            }
            guard (0...records / 10).contains(open) else {
                throw ValidationError("--open must be at most a tenth of --records.")
            }
        }

        func run() async throws {
            let loaded = try loadCounty(county)
            let measured = try await RestartBenchmark(
                Dispatcher(county: loaded.county, rules: loaded.rules), in: folder,
                records: records, open: open
            ).run()
            var object = JSONObject()
            object["records"] = .integer(Int64(measured.records))
            object["open"] = .integer(Int64(measured.open))
            object["closed"] = .integer(Int64(measured.closed))
            object["sqliteReadSeconds"] = .number(measured.reading.inSeconds)
            object["rebuildSeconds"] = .number(measured.folding.inSeconds)
            object["rebuildToRead"] = .number(measured.folding / measured.reading)
            object["snapshotWriteSeconds"] = .number(measured.keeping.inSeconds)
            object["snapshotBytes"] = .integer(Int64(measured.snapshotBytes))
            object["restartSeconds"] = .number(measured.restoring.inSeconds)
            object["bytesPerOpenIncident"] = .integer(Int64(measured.bytesPerOpenIncident))
            object["equal"] = .bool(measured.isEqual)
            guard !json else { return print(JSON.object(object).text()) }
            for member in object { print("\(member.key): \(member.value)") }
        }
    }
}
