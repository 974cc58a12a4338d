import CEL
import FeedCore
import Feeds
import Governance
import Testing

@testable import FeedSimulator

struct FeedSimulationTests {
    private static let minute: Int64 = 60
    private let start = Instant(secondsSinceEpoch: 1_800_000_000)

    private static func catalogue(_ formats: [FeedFormat]) throws -> FeedCatalogue {
        let text = LocalizedText(chinese: "雨量", english: "Rain")
        let mapping = try ItemMapping()
        let sources = formats.map { format in
            SourcePlatform(
                id: SourcePlatform.ID(trusted: format.rawValue), title: text,
                address: "http://127.0.0.1:8311/\(format.rawValue)")
        }
        let items = formats.flatMap { format in
            ["open", "fact"].map { kind in
                DataItem(
                    id: DataItem.ID(trusted: "\(format.rawValue)-\(kind)"), meaning: text,
                    owner: text, source: SourcePlatform.ID(trusted: format.rawValue),
                    path: "/\(kind)?a=b", document: FeedDocument(format: format),
                    interval: .seconds(60), freshness: .seconds(120), sensitivity: .public,
                    readers: DataItem.Readers(),
                    expressions: kind == "open" ? [.opens: Source("true")] : [:], mapping: mapping)
            }
        }
        return FeedCatalogue(sources: sources, items: items)
    }

    private static let formats: [FeedFormat] = [.json, .csv, .geojson, .cap, .open311]

    @Test(arguments: formats)
    func `what a source gives is read without refusal and changes with time`(
        format: FeedFormat
    ) throws {
        let simulation = FeedSimulation(try Self.catalogue([format]))
        let poll = FeedPoll(
            FeedDocument(format: format), mapping: try ItemMapping(), refusesDrift: true)
        for kind in ["open", "fact"] {
            var memory = FeedMemory()
            var changes = 0
            // The only source is out for the first three minutes of a cycle of 24.
            for minute in 0..<240 where minute % 24 > 3 {
                let now = Instant(secondsSinceEpoch: 24 * 60 * 1_000_000) + .minutes(minute)
                let answer = simulation.answer(to: "/\(format.rawValue)/\(kind)?a=b", at: now)
                guard case .document(_, let bytes) = answer else {
                    Issue.record("minute \(minute): \(answer)")
                    continue
                }
                let report = poll.take(bytes, into: &memory, at: now)
                #expect(report.refusals == [])
                #expect(report.drift == [])
                changes += report.outcome.changes.count
            }
            #expect(changes > memory.liveCount)
            #expect(memory.items.values.allSatisfy { $0.item.title?.isEmpty == false })
        }
    }

    @Test func `each source is out once a cycle, one at a time, in every way`() {
        var ways: Set<Outage> = []
        for second in stride(from: 0, to: 8 * 24 * 60, by: 30) {
            let now = start + .seconds(second)
            let out = (0..<8).compactMap { Outage.of(source: $0, among: 8, at: now) }
            #expect(out.count == 1)
            ways.formUnion(out)
        }
        #expect(ways == Set(Outage.allCases))
    }

    @Test func `what nobody takes is not there`() throws {
        let simulation = FeedSimulation(try Self.catalogue([.json]))
        #expect(simulation.answer(to: "/json/other", at: start) == .status(404))
    }
}
