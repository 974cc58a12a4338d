import FeedCore
import Governance
import Testing
import TextFormats

@testable import Feeds

/// What is told of one poll.
struct PollReportTests {
    private func report(bad count: Int) throws -> PollReport {
        let lines = (0..<count).map { "{\"id\":\($0)\n" }.joined()
        var memory = FeedMemory()
        return FeedPoll(
            FeedDocument(format: .ndjson), mapping: try ItemMapping(), refusesDrift: false
        ).take(Array(lines.utf8), into: &memory, at: Instant(secondsSinceEpoch: 0))
    }

    @Test func `all refusals are counted, and listed as far as is asked for`() throws {
        let report = try report(bad: 150)
        #expect(report.json()["refused"] == 150)
        #expect(report.json()["refusals"]?.arrayValue?.count == 100)
        #expect(report.json(listing: .max)["refusals"]?.arrayValue?.count == 150)
        #expect(report.text.contains("… and 50 more"))
    }
}
