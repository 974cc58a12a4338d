import DispatchCore
import Governance
import GridTesting
import Testing
import TextFormats

struct CaseTableTests {
    private func instant(_ text: String) throws -> Instant { try #require(Instant(text)) }

    private func month(_ text: String, _ end: String) throws -> CasePeriod {
        CasePeriod(
            from: try instant("\(text)T00:00:00+08:00"), to: try instant("\(end)T00:00:00+08:00"))
    }

    private func rate(_ id: String) throws -> CaseRate {
        try #require(CaseRate.all.first { $0.id == id })
    }

    private func table(_ story: TownshipStory, asOf moment: Instant? = nil) throws -> CaseTable {
        var table = CaseTable(
            try month("2026-11-01", "2026-12-01"), by: .category, asOf: moment ?? story.now,
            in: SmallCounty.timeZone)
        for history in story.histories(asOf: moment) { table.add(history) }
        return table
    }

    @Test(arguments: [
        // Tianmen, December 2016: all cases, events, and components.
        (972, 911, 737, "93.72", "75.82"), (956, 902, 0, "94.35", "0.00"),
        (16, 9, 0, "56.25", "0.00"),
    ])
    func `both rates of closing divide by the cases that were due`(
        due: Int, closed: Int, inTime: Int, closing: String, closingInTime: String,
    ) throws {
        var counts = CaseCounts()
        counts[.dueToClose] = due
        counts[.closed] = closed
        counts[.closedInTime] = inTime
        #expect(counts.percent(try rate("closing")) == closing)
        #expect(counts.percent(try rate("closingInTime")) == closingInTime)
        #expect(counts.percent(try rate("disposal")) == nil)
    }

    @Test func `a case counts step by step`() throws {
        var story = TownshipStory()
        try story.submit(.example(.rubbish))
        try story.submit(.example(.rubbish, serial: 2), serial: 2)
        try story.submit(.example(.rubbish, from: .resident, serial: 3), serial: 3)
        try story.settle()
        try story.close()
        // The second one is never looked at; its settling limit is a day.
        story.wait(.hours(30))
        let total = try table(story).total(.present)
        let counted = CaseColumn.allCases.filter { total[$0] > 0 }
        #expect(
            counted.map { "\($0.rawValue) \(total[$0])" } == [
                "reported 3", "valid 3", "accepted 3", "filed 2", "filedInTime 2", "dispatched 2",
                "dispatchedRight 2", "dueToDispose 2", "disposed 1", "disposedInTime 1",
                "overdue 1", "dueToClose 1",
            ])
        // The closing limit of the first one lies a few days ahead.
        story.wait(.hours(24 * 5))
        let later = try table(story).total(.present)
        #expect([later[.dueToClose], later[.closed], later[.closedInTime]] == [2, 1, 1])
    }

    @Test func `voided, untrue, rejected and returned reports have counts of their own`() throws {
        var story = TownshipStory()
        let why = PersonalData(text: "why")
        for serial in 1...3 as ClosedRange<UInt64> {
            try story.submit(.example(.rubbish, from: .resident, serial: serial), serial: serial)
        }
        let ids = (1...3).map { SmallCounty.incident($0) }
        try story.perform(.example(.void, on: ids[0], personal: why))
        try story.perform(.example(.verify(.unfounded), on: ids[1]))
        try story.perform(.example(.reject, on: ids[1], personal: why))
        try story.perform(.example(.file, on: ids[2]))
        try story.perform(.example(.sendBack, on: ids[2], personal: why))
        let total = try table(story).total(.present)
        #expect([total[.reported], total[.valid], total[.accepted]] == [3, 1, 2])
        #expect([total[.rejected], total[.filed], total[.filedInTime]] == [1, 1, 1])
        #expect([total[.dispatched], total[.dispatchedRight]] == [1, 0])
        #expect(total.percent(try rate("rightDispatch")) == "0.00")
    }

    @Test func `rework and extension are rates of what was disposed and due`() throws {
        var story = TownshipStory()
        let why = PersonalData(text: "why")
        try story.submit(.example(.rubbish))
        try story.perform(
            .example(.extend(.settle, to: story.now + .hours(48)), personal: why))
        try story.settle()
        try story.perform(.example(.rework([]), personal: why))
        try story.settle()
        story.wait(.hours(72))
        let total = try table(story).total(.present)
        #expect(total.percent(try rate("rework")) == "100.00")
        // The rework has a limit of its own, but the case was extended before.
        #expect([total[.dueToDispose], total[.extended], total[.disposedInTime]] == [1, 1, 1])
    }

    @Test func `the periods beside it are whole months`() throws {
        let march = try month("2024-03-01", "2024-04-01")
        #expect(march.previous(in: SmallCounty.timeZone) == (try month("2024-02-01", "2024-03-01")))
        #expect(
            march.yearBefore(in: SmallCounty.timeZone) == (try month("2023-03-01", "2023-04-01")))
        let quarter = try month("2026-01-01", "2026-04-01")
        #expect(
            quarter.previous(in: SmallCounty.timeZone) == (try month("2025-10-01", "2026-01-01")))
        let week = try month("2026-11-09", "2026-11-16")
        #expect(week.previous(in: SmallCounty.timeZone) == (try month("2026-11-02", "2026-11-09")))
        let leap = try month("2024-02-29", "2024-03-01")
        #expect(
            leap.yearBefore(in: SmallCounty.timeZone) == (try month("2023-02-28", "2023-03-01")))
    }

    @Test func `the spreadsheet has a line for each group and period`() throws {
        var story = TownshipStory()
        try story.submit(.example(.rubbish))
        let text = String(
            decoding: try table(story).csv(.chinese, county: SmallCounty.county), as: UTF8.self)
        let lines = text.split(separator: "\r\n")
        #expect(lines.count == 7)
        #expect(lines[0].hasPrefix("\u{FEFF}分组,时段,上报数,有效上报数,受理数"))
        #expect(lines[1].hasPrefix("垃圾,本期,1,1,1,0,0,1,1"))
        #expect(lines[4].hasPrefix("合计,本期,1"))
    }
}
