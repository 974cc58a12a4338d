import FeedCore
import Governance
import GridTesting
import Testing

@testable import Feeds

/// Whatever a source sends, reading it ends, within the limits, with records or refusals.
struct FuzzTests {
    private static let samples: [(FeedFormat, String)] = [
        (.cap, CAPSample.alert(identifier: "1")),
        (
            .georss,
            "<rss xmlns:g='http://www.georss.org/georss'><channel><item><guid>1</guid>"
                + "<g:point>29 118</g:point></item></channel></rss>"
        ),
        (.atom, "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id></entry></feed>"),
        (
            .geojson,
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":1,"
                + "\"properties\":{\"time\":1},\"geometry\":{\"coordinates\":[118,29]}}]}"
        ),
        (.csv, "id,name,lat,lon\r\n1,\"a\"\"b\",29,118\r\n"),
        (.ndjson, "{\"id\":1}\n{\"id\":2}\n"),
        (.open311, "[{\"service_request_id\":1,\"lat\":29,\"long\":118}]"),
        (.cloudevents, "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"}"),
        (.xml, "<!DOCTYPE r [<!ENTITY a 'b'>]><r><i id='1'>&a;</i></r>"),
        (.json, "{\"items\":[{\"id\":\"1\"}]}"),
    ]

    @Test(arguments: [UInt64.random(in: .min ... .max), 1, 2])
    func `bytes changed at random are read or refused`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let mapping = try ItemMapping()
        for _ in 0..<150 {
            for (format, text) in Self.samples {
                var bytes = Array(text.utf8)
                for _ in 0..<Int.random(in: 1...6, using: &generator) {
                    let place = Int.random(in: 0..<bytes.count, using: &generator)
                    switch UInt8.random(in: 0..<3, using: &generator) {
                    case 0: bytes[place] = .random(in: 0...255, using: &generator)
                    case 1: bytes.insert(.random(in: 0...255, using: &generator), at: place)
                    default:
                        if bytes.count > 1 { bytes.remove(at: place) }
                    }
                }
                let poll = FeedPoll(
                    FeedDocument(format: format), mapping: mapping, refusesDrift: false)
                var memory = FeedMemory()
                let now = Instant(secondsSinceEpoch: 0)
                let report = poll.take(bytes, into: &memory, at: now)
                let taken = report.outcome.count(of: .added) + report.outcome.duplicates
                #expect(memory.items.count == report.outcome.count(of: .added), "seed \(seed)")
                #expect(
                    report.isDocumentRefused || taken + report.refusals.count == report.records,
                    "seed \(seed), \(format)")
                let again = poll.take(bytes, into: &memory, at: now)
                #expect(again.outcome.changes == [], "seed \(seed), \(format)")
            }
        }
    }
}
