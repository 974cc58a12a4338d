import Foundation
import Governance
import RecordedCalls
import Testing
import TextFormats

/// Limits that a source states, and its own word on whether they were met.
struct RecordedLimitsTests {
    private static let header =
        "case_enquiry_id,open_dt,target_dt,closed_dt,ontime,department,reason"

    private func report(_ rows: [String]) throws -> ReplayReport {
        let text = ([Self.header] + rows).joined(separator: "\n")
        return try RecordedFiles.with(Array(text.utf8)) {
            try RecordedReplay.run(input: $0, mapping: RecordedFiles.mapping("boston311"))
        }
    }

    @Test func `the last moment of a limit belongs to it`() throws {
        let report = try report([
            "1,2022-01-01 08:00:00,2022-01-02 08:00:00,2022-01-02 08:00:00,ONTIME,a,b",
            "2,2022-01-01 08:00:00,2022-01-02 08:00:00,2022-01-02 08:00:01,OVERDUE,a,b",
            // Without a limit, without an end, and sent twice.
            "3,2022-01-01 08:00:00,,2022-01-02 08:00:01,ONTIME,a,b",
            "4,2022-01-01 08:00:00,2022-01-02 08:00:00,,OVERDUE,a,b",
            "2,2022-01-01 08:00:00,2022-01-02 08:00:00,2022-01-02 08:00:01,OVERDUE,a,b",
            // The source contradicts itself.
            "5,2022-01-01 08:00:00,2022-01-02 08:00:00,2022-01-03 08:00:00,ONTIME,a,b",
        ])
        let json = try JSON.parse(report.json())
        #expect(json["flags"] == ["ONTIME": 3, "OVERDUE": 2])
        #expect(json["closed_with_target"] == 3)
        #expect(json["closed_in_time"] == 1)
        #expect(json["flag_equals_closed_not_after_target"] == 2)
        #expect(report.isComplete)
        let table = report.table(in: .english)
        #expect(table.contains("in time, of those closed with a limit"))
    }

    @Test func `a limit that is no date is a refused row`() throws {
        let report = try report([
            "1,2022-01-01 08:00:00,tomorrow,2022-01-02 08:00:00,ONTIME,a,b"
        ])
        #expect(report.refusedRows == 1)
        #expect(report.problems.first?.code == .date)
    }

    @Test(.enabled(if: RecordedFiles.hasShared))
    func `in time is what the city says, on every row with a target and a close`() throws {
        let name = "boston311_sla_2022-01_a.csv.gz"
        let all = try JSON.parse(
            Array(Data(contentsOf: RecordedFiles.shared.appending(path: "expected_stats.json"))),
            limits: .file)
        let expected = try #require(all[name])
        let report = try RecordedReplay.run(
            input: RecordedFiles.shared.appending(path: name).path,
            mapping: RecordedFiles.mapping("boston311"))
        let json = try JSON.parse(report.json())
        for member in [
            "rows", "flags", "closed_with_target", "flag_equals_closed_not_after_target",
        ] {
            #expect(json[member] == expected[member], "\(member)")
        }
        #expect(json["intervals"]?["resolution"] == expected["resolution_seconds"])
    }
}
