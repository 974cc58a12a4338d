import FeedCore
import Governance
import Testing

@testable import Feeds

/// Feeds that others have published, with the counts that are known of them.
@Suite(.enabled(if: SharedFeeds.arePresent))
struct SharedFeedsTests {
    private static let now = Instant(secondsSinceEpoch: 1_800_000_000)

    private func poll(
        _ path: String, _ format: FeedFormat, into memory: inout FeedMemory,
    ) throws -> PollReport {
        let poll = FeedPoll(
            FeedDocument(format: format), mapping: try ItemMapping(), refusesDrift: false)
        return poll.take(try SharedFeeds.bytes(of: path), into: &memory, at: Self.now)
    }

    @Test(arguments: SharedFeeds.expectations)
    func `alerts are taken or refused as the schema says`(
        _ expected: SharedFeeds.Expectation
    ) throws {
        guard expected.file.hasPrefix("feeds/cap/") else { return }
        var memory = FeedMemory()
        let report = try poll(expected.file, .cap, into: &memory)
        #expect(report.isDocumentRefused == !expected.isWellFormed)
        #expect(report.records == expected.alerts)
        #expect(report.outcome.count(of: .added) == expected.valid)
        #expect(report.refusals.count == expected.alerts - expected.valid)
    }

    @Test(arguments: SharedFeeds.expectations)
    func `each entry is an item`(_ expected: SharedFeeds.Expectation) throws {
        guard expected.entries > 0 else { return }
        var memory = FeedMemory()
        let report = try poll(expected.file, .georss, into: &memory)
        #expect(report.refusals == [])
        #expect(report.outcome.count(of: .added) == expected.entries)
    }

    @Test func `an alert that refers to files is refused by name and no file is read`() throws {
        var memory = FeedMemory()
        let report = try poll("feeds/cap/xee.cap", .cap, into: &memory)
        #expect(report.refusals.map(\.name) == ["KSTO1055887203"])
        #expect(report.refusals.map(\.code) == [.entity])
        #expect(memory.items.isEmpty)
    }

    @Test func `overlapping documents give each item once`() throws {
        var memory = FeedMemory()
        let small = try poll("feeds/georss/gdacs-1.xml", .georss, into: &memory)
        let large = try poll("feeds/georss/gdacs-rss.xml.gz", .georss, into: &memory)
        let again = try poll("feeds/georss/gdacs-rss.xml.gz", .georss, into: &memory)
        #expect(small.outcome.count(of: .added) == 4)
        #expect(large.outcome.count(of: .added) == 12)
        #expect(large.outcome.unchanged == 4)
        #expect(again.outcome.changes == [])
        #expect(again.outcome.unchanged == 16)
    }

    @Test func `every earthquake of a day is an item with a place`() throws {
        var memory = FeedMemory()
        let report = try poll("feeds/geojson/usgs_all_day_2016-11-03.json", .geojson, into: &memory)
        #expect(report.outcome.count(of: .added) == 151)
        #expect(memory.items.values.allSatisfy { $0.item.coordinate != nil })
        #expect(memory.items.values.allSatisfy { $0.item.time != nil })
        let empty = try poll("feeds/geojson/nsw_rfs_incidents-2.json", .geojson, into: &memory)
        #expect(empty.outcome.count(of: .withdrawn) == 151)
    }

    @Test(arguments: ["dtd", "simple", "xmlbomb2"])
    func `no entity of the torture files is read`(name: String) throws {
        let text = try SharedFeeds.bytes(of: "torture/xml/\(name).xml")
        let feed = FeedReader(FeedDocument(format: .xml)).records(text)
        #expect(feed.refusals.map(\.code) == (name == "xmlbomb2" ? [.entity] : []))
        #expect(!feed.records.isEmpty)
    }
}
