import ArgumentParser
import EventBus
import Foundation
import TextFormats

/// `griddispatch bench`.
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure parts of the product on this machine. 性能测量。",
        subcommands: [Append.self, BenchRestart.self, BenchRules.self, BenchCore.self, BenchSimulate.self])

    /// `griddispatch bench append`.
    struct Append: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Durable appends a second into the log.")

        @Option(help: "The folder, on the disk to be measured; its log is deleted afterwards.")
        var folder = FileManager.default.temporaryDirectory.path

        @Option(help: "How many append at the same time.")
        var producers = 512

        @Option(help: "How many seconds to measure.")
        var seconds = 5.0

        @Flag(help: "Leave out the hash chain.")
        var noChain = false

        @Flag(help: "Leave out the sealing of personal data.")
        var noSealing = false

        @Flag(help: "Bring the read models up to date.")
        var readModels = false

        @Flag(help: "Begin a new incident with each event.")
        var newIncidents = false

        @Flag(help: "Print one JSON object.")
        var json = false

        func validate() throws {
            guard (1...8_192).contains(producers) else {
                throw ValidationError("--producers must be from 1 to 8192.")
            }
            guard seconds > 0, seconds <= 600 else {
                throw ValidationError("--seconds must be above 0 and at most 600.")
            }
        }

        func run() async throws {
            var benchmark = AppendBenchmark(folder: folder)
            benchmark.producers = producers
            benchmark.duration = .seconds(seconds)
            benchmark.variant.chains = !noChain
            benchmark.variant.seals = !noSealing
            benchmark.variant.readModels = readModels
            benchmark.variant.newIncidents = newIncidents
            let measured = try await benchmark.run()
            var object = JSONObject()
            object["appendsPerSecond"] = .number(measured.rate.rounded())
            object["commits"] = .integer(Int64(measured.commits))
            object["flushes"] = measured.flushes.map { .integer(Int64($0)) } ?? .null
            object["p50Milliseconds"] = .number(measured.latency(0.5) / .milliseconds(1))
            object["p99Milliseconds"] = .number(measured.latency(0.99) / .milliseconds(1))
            guard !json else { return print(JSON.object(object).text()) }
            for member in object { print("\(member.key): \(member.value)") }
        }
    }
}
