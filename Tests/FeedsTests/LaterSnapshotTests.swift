import FeedCore
import Governance
import GridTesting
import Testing
import TextFormats

@testable import Feeds

/// Later documents of a source, made by chance: what changes, goes, comes and breaks is counted.
struct LaterSnapshotTests {
    /// What a source would write, before it is written in a format.
    struct Entry: Hashable {
        let key: Int
        var version = 0
        var isBroken = false
    }

    /// One way to write entries down.
    struct Writing: Sendable, CustomTestStringConvertible {
        let format: FeedFormat
        /// Whether an entry that is broken still tells its key.
        let brokenHasKey: Bool
        let document: @Sendable ([Entry]) -> String

        var testDescription: String { format.rawValue }
    }

    static let writings = [
        Writing(format: .geojson, brokenHasKey: false) { entries in
            let features = entries.map {
                #"{"type":"\#($0.isBroken ? "Featur" : "Feature")","id":"\#($0.key)","#
                    + #""properties":{"title":"\#($0.version)"},"geometry":null}"#
            }
            return #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
        },
        Writing(format: .csv, brokenHasKey: false) { entries in
            "id,title\n"
                + entries.map { "\($0.key),\($0.version)\($0.isBroken ? ",more" : "")\n" }.joined()
        },
        Writing(format: .cap, brokenHasKey: true) { entries in
            let alerts = entries.map { entry in
                CAPSample.alert(
                    identifier: "\(entry.key)", status: entry.isBroken ? "Actuel" : "Actual",
                    headline: "\(entry.version)")
            }
            let texts = alerts.map { "<entry><content>\($0)</content></entry>" }
            return "<feed xmlns='http://www.w3.org/2005/Atom'>\(texts.joined())</feed>"
        },
        Writing(format: .open311, brokenHasKey: false) { entries in
            let requests = entries.map {
                "<request>"
                    + ($0.isBroken
                        ? "" : "<service_request_id>\($0.key)</service_request_id>")
                    + "<status>\($0.version)</status></request>"
            }
            return "<service_requests>\(requests.joined())</service_requests>"
        },
        Writing(format: .rss, brokenHasKey: true) { entries in
            let items = entries.map {
                "<item><guid>\($0.key)</guid><title>\($0.version)\($0.isBroken ? "&no;" : "")</title>"
                    + "</item>"
            }
            return
                "<!DOCTYPE rss [<!ENTITY no 'x'>]><rss><channel>\(items.joined())</channel></rss>"
        },
        Writing(format: .ndjson, brokenHasKey: false) { entries in
            entries.map {
                #"{"id":\#($0.key),"title":"\#($0.version)"\#($0.isBroken ? "" : "}")"# + "\n"
            }.joined()
        },
    ]

    @Test(arguments: writings, [1, 2, 3] as [UInt64])
    func `the counts are those of what was changed`(_ writing: Writing, seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let poll = FeedPoll(
            FeedDocument(format: writing.format), mapping: try ItemMapping(), refusesDrift: false)
        var memory = FeedMemory()
        var entries = (0..<30).map { Entry(key: $0) }
        // What the memory should hold: the version of each key that is live.
        var live: [Int: Int] = [:]
        for round in 0..<12 {
            if round > 0 { Self.change(&entries, &generator) }
            var expected = (added: 0, updated: 0, withdrawn: 0, unchanged: 0, refused: 0)
            var next: [Int: Int] = [:]
            for entry in entries {
                if entry.isBroken {
                    expected.refused += 1
                    // What was good before stays, where the broken one tells its key.
                    if writing.brokenHasKey, let version = live[entry.key] {
                        next[entry.key] = version
                    }
                    continue
                }
                switch live[entry.key] {
                case entry.version?: expected.unchanged += 1
                case nil: expected.added += 1
                default: expected.updated += 1
                }
                next[entry.key] = entry.version
            }
            expected.withdrawn = live.keys.count { next[$0] == nil }
            live = next
            let bytes = Array(writing.document(entries).utf8)
            let report = poll.take(
                bytes, into: &memory, at: Instant(secondsSinceEpoch: Int64(round)))
            let found = (
                added: report.outcome.count(of: .added),
                updated: report.outcome.count(of: .updated),
                withdrawn: report.outcome.count(of: .withdrawn),
                unchanged: report.outcome.unchanged, refused: report.refusals.count
            )
            #expect(found == expected, "seed \(seed), round \(round)")
            #expect(memory.liveCount == live.count, "seed \(seed), round \(round)")
            var again = memory
            let second = poll.take(
                bytes, into: &again, at: Instant(secondsSinceEpoch: Int64(round)))
            #expect(second.outcome.changes == [], "seed \(seed), round \(round)")
        }
    }

    private static func change(_ entries: inout [Entry], _ generator: inout SeededGenerator) {
        entries = entries.map { entry in
            var entry = entry
            entry.isBroken = Int.random(in: 0..<10, using: &generator) == 0
            if Int.random(in: 0..<4, using: &generator) == 0 { entry.version += 1 }
            return entry
        }
        entries.removeAll { _ in Int.random(in: 0..<6, using: &generator) == 0 }
        let known = Set(entries.map(\.key))
        for key in 0..<60 where !known.contains(key) {
            if Int.random(in: 0..<10, using: &generator) == 0 { entries.append(Entry(key: key)) }
        }
        entries.shuffle(using: &generator)
    }
}
