import ArgumentParser
import CurlHTTP
import Engine
import FeedCore
import Feeds
import Foundation
import Governance
import Synchronization
import TextFormats

/// `griddispatch bench feeds`.
struct BenchFeeds: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feeds",
        abstract: "Megabytes a second of feeds read and mapped, and polls on schedule.",
        discussion: """
            Without --from, reads and maps invented documents of GeoJSON, CSV and CAP in memory, or \
            those of a folder with --documents; then takes them as a poll does, with digests. With --from, polls so many data items at that \
            address once a second and tells how late they were.
            """)

    @Option(help: "The megabytes of each document.")
    var megabytes = 8

    @Option(help: "The folder of documents feed.geojson, feed.csv and feed.cap.")
    var documents: String?

    @Option(help: "Write the invented documents into this folder and measure nothing.")
    var write: String?

    @Option(help: "An address on this machine that answers every path below it.")
    var from: String?

    @Option(help: "How many data items are polled.")
    var feeds = 1_000

    @Option(help: "How many seconds to measure.")
    var seconds = 15

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard (1...64).contains(megabytes), (1...100_000).contains(feeds),
            (1...600).contains(seconds)
        else {
            throw ValidationError(
                "--megabytes must be from 1 to 64, --feeds to 100000, --seconds to 600.")
        }
    }

    func run() async throws {
        if let write {
            for workload in FeedWorkload.all {
                let file = URL(filePath: write).appending(path: "feed.\(workload.name)")
                try Data(workload.document(megabytes << 20)).write(to: file)
            }
            return
        }
        let object = if let from { try await poll(from) } else { try read() }
        guard !json else { return print(JSON.object(object).text(pretty: true)) }
        for member in object { print("\(member.key): \(member.value.text())") }
    }

    private func read() throws -> JSONObject {
        var object = JSONObject()
        for workload in FeedWorkload.all {
            let bytes: [UInt8]
            if let documents {
                let file = URL(filePath: documents).appending(path: "feed.\(workload.name)")
                bytes = [UInt8](try Data(contentsOf: file))
            } else {
                bytes = workload.document(megabytes << 20)
            }
            let document = FeedDocument(format: workload.format)
            let mapping = try ItemMapping()
            let poll = FeedPoll(document, mapping: mapping, refusesDrift: true)
            var mapped = Double.infinity
            var taken = Double.infinity
            var memory = FeedMemory()
            for _ in 0..<3 {
                let start = ProcessUsage().cpuSeconds
                let items = FeedReader(document).records(bytes).records.compactMap {
                    try? mapping.item(for: $0)
                }
                let middle = ProcessUsage().cpuSeconds
                memory = FeedMemory()
                _ = poll.take(bytes, into: &memory, at: .system)
                guard items.count == memory.liveCount else {
                    throw CleanExit.message("\(items.count) items, \(memory.liveCount) known")
                }
                mapped = min(mapped, middle - start)
                taken = min(taken, ProcessUsage().cpuSeconds - middle)
            }
            func rate(_ seconds: Double) -> JSON {
                .number((Double(bytes.count) / 1e6 / seconds * 10).rounded() / 10)
            }
            object["\(workload.name)MegabytesPerSecond"] = rate(mapped)
            object["\(workload.name)TakenMegabytesPerSecond"] = rate(taken)
            object["\(workload.name)Items"] = .integer(Int64(memory.liveCount))
        }
        return object
    }

    private func poll(_ address: String) async throws -> JSONObject {
        let http = try HTTPClient(
            configuration: HTTPClient.Configuration(
                maximumPerOrigin: 64, maximumWaiting: 2 * feeds))
        let polls = PollCount()
        let service = FeedService(
            try FeedWorkload.catalogue(at: address, feeds: feeds), keepingIn: ForgetfulJournal(),
            over: http, clock: { .system }, observer: { _, _, _ in polls.add() })
        var before = ProcessUsage()
        var after = before
        var (first, last) = (0, 0)
        let samples = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service.run() }
            // The first tries are spread over one interval.
            try await Task.sleep(for: .seconds(2))
            (before, first) = (ProcessUsage(), polls.count)
            var samples: [Double] = []
            for _ in 0..<seconds {
                try await Task.sleep(for: .seconds(1))
                samples += await service.statuses().map { $0.health.lateness.inSeconds }
            }
            (after, last) = (ProcessUsage(), polls.count)
            group.cancelAll()
            return samples.sorted()
        }
        let failing = await service.statuses().count { $0.health.failures > 0 }
        await http.shutdown(grace: .zero)
        var object = JSONObject()
        func milliseconds(_ share: Double) -> JSON {
            let index = min(samples.count - 1, Int(Double(samples.count) * share))
            return .number((samples[index] * 10_000).rounded() / 10)
        }
        object["feeds"] = .integer(Int64(feeds))
        object["polls"] = .integer(Int64(last - first))
        object["failing"] = .integer(Int64(failing))
        object["latenessP50Milliseconds"] = milliseconds(0.5)
        object["latenessP99Milliseconds"] = milliseconds(0.99)
        object["latenessMaximumMilliseconds"] = milliseconds(1)
        let cpu = after.cpuSeconds - before.cpuSeconds
        object["cpuSeconds"] = .number((cpu * 100).rounded() / 100)
        object["pollsPerCPUSecond"] = .number((Double(last - first) / cpu).rounded())
        object["residentMegabytes"] = .integer(Int64(after.residentMegabytes))
        return object
    }
}

/// A journal that keeps nothing, for polls that are only measured.
private struct ForgetfulJournal: FeedJournal {
    func recorded() async throws -> [(event: FeedEvent, at: Instant)] { [] }
    func keep(_ event: FeedEvent) async -> Bool { true }
}

/// How many documents were taken.
private final class PollCount: Sendable {
    private let number = Mutex(0)

    var count: Int { number.withLock { $0 } }

    func add() { number.withLock { $0 += 1 } }
}

/// What this process has used of the machine.
private struct ProcessUsage {
    let cpuSeconds: Double
    let residentMegabytes: Int

    init() {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        cpuSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime)
        residentMegabytes = Int(usage.ru_maxrss) / 1_024
    }
}
