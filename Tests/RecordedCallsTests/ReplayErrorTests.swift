import Foundation
import Governance
import RecordedCalls
import Simulator
import Testing

struct ReplayErrorTests {
    private static let header = OddCalls.header

    /// The error of `body`, with the folder of temporary files left out.
    private func text(_ body: () throws -> some Any) -> String {
        do {
            _ = try body()
            return "no error"
        } catch {
            return Self.short("\(error)")
        }
    }

    private static func short(_ text: String) -> String {
        text.replacing(/\/[^ :\n]*recorded-calls-[^ :\n\/]*\//, with: "")
    }

    private func row(available: String = "", call: String = "1") -> String {
        "B01,\(available),,,,,04/07/2020 10:00:00 AM,E01,\(call),3,Fire,,\(call)-E01"
    }

    @Test func `bad rows are refused by line, and the others count`() throws {
        let report = try RecordedFiles.replay(
            [
                Self.header, row(), row(available: "yesterday"), row(call: ""), "B01,",
                row(call: "2"),
            ]
            .joined(separator: "\n"))
        let forms =
            "'MM/dd/yyyy hh:mm:ss a', 'yyyy/MM/dd hh:mm:ss a', 'yyyy-MM-dd'T'HH:mm:ss.S', "
            + "'yyyy-MM-dd'T'HH:mm:ss', 'yyyy-MM-dd HH:mm:ss'"
        #expect(
            report.refusals.map(Self.short) == [
                "calls.csv:3:5: 'yesterday' is not a date of the forms \(forms) [input.date]",
                "calls.csv:4:37: the row does not name its call [input.call_missing]",
                "calls.csv:5:1: the row has 2 fields, the header has 13 [input.row_width]",
            ])
        #expect(report.refusedRows == 3)
        #expect(!report.isComplete)
        #expect(report.json().hasPrefix(#"{"rows":2,"calls":2,"#))
        #expect(report.table(in: .english).contains("refused rows"))
    }

    @Test func `refused rows beyond the bound are only counted`() throws {
        let rows = Array(repeating: row(call: ""), count: 10)
        let report = try RecordedFiles.replay(
            ([Self.header] + rows).joined(separator: "\n"), limits: ReplayLimits(problems: 2))
        #expect(
            report.refusals.map(Self.short) == [
                "calls.csv:2:37: the row does not name its call [input.call_missing]",
                "calls.csv:3:37: the row does not name its call [input.call_missing]",
                "calls.csv: 8 more rows were refused",
            ])
    }

    @Test func `a call with too many rows loses those beyond the bound`() throws {
        let rows = (1...5).map { "B01,,,,,,,E0\($0),1,3,Fire,,1-E0\($0)" }
        let report = try RecordedFiles.replay(
            ([Self.header] + rows).joined(separator: "\n"), limits: ReplayLimits(runsPerCall: 4))
        #expect(
            report.refusals.map(Self.short) == [
                "calls.csv:6:15: call '1' has more than 4 rows [input.too_many_runs]"
            ])
        #expect(report.figures.runs == 4)
    }

    @Test func `too many rows or groups end the replay`() {
        let text = [Self.header, row(), row(call: "2"), row(call: "3")].joined(separator: "\n")
        #expect(
            self.text { try RecordedFiles.replay(text, limits: ReplayLimits(rows: 2)) }
                == "calls.csv:4:1: a file may have 2 rows; split it [input.too_large]")
        #expect(
            self.text {
                try RecordedFiles.replay(
                    text, by: ["Call Number"], limits: ReplayLimits(groups: 2))
            }
                == "calls.csv:4:37: this column makes more than 2 groups; group by another "
                + "[input.too_many_groups]")
    }

    @Test func `missing columns are all named, with what may have been meant`() {
        let header = Self.header.replacing("Unit ID", with: "UnitID")
            .replacing("Battalion", with: "Brigade")
        #expect(
            text { try RecordedFiles.replay(header, by: ["Nothing"]) }
                == """
                calls.csv:1:1: there is no column 'Unit ID', 'unit_id'; is it 'UnitID'? \
                [input.column_missing]
                calls.csv:1:1: there is no column 'Battalion', 'battalion' [input.column_missing]
                calls.csv:1:1: there is no column 'Nothing' [input.column_missing]
                """)
    }

    @Test func `a column that stands twice is wrong only where it is asked for`() throws {
        let twice = Self.header.replacing("Address", with: "Battalion")
        #expect(
            text { try RecordedFiles.replay(twice) }
                == "calls.csv:1:144: there are two columns 'Battalion'; rename or remove one "
                + "[input.column_twice]")
        let unasked = Self.header.replacing("Address,RowID", with: "Note,Note,Address,RowID")
        #expect(try RecordedFiles.replay(unasked).isComplete)
    }

    @Test func `a file that is no CSV is refused at its place`() {
        #expect(
            text { try RecordedFiles.replay(Self.header + "\nB01,\"\"x") }
                == "calls.csv:2:7: Text follows a closing quote; write a quote within quotes twice. "
                + "[input.csv]")
        #expect(
            text { try RecordedFiles.replay("") }
                == "calls.csv:1:1: the file is empty; its first line must name the columns "
                + "[input.header_missing]")
    }

    @Test func `a compressed file that is damaged is refused as a whole`() throws {
        let whole = GzipInflaterTests.gzip(Array(OddCalls.text.utf8))
        let mapping = RecordedFiles.mapping("sf-fire")
        var changed = whole
        changed[whole.count - 6] ^= 1
        for (bytes, message) in [
            (Array(whole.dropLast(20)), "the gzip data ends too early; fetch the file again"),
            (changed, "the gzip data is damaged; fetch the file again"),
        ] {
            let text = try RecordedFiles.with(bytes, named: "calls.csv.gz") { path in
                self.text { try RecordedReplay.run(input: path, mapping: mapping) }
            }
            #expect(text == "calls.csv.gz: \(message) [input.damaged]")
        }
    }

    @Test func `a file that is not there is named with the system's words`() {
        let mapping = RecordedFiles.mapping("sf-fire")
        #expect(
            text { try RecordedReplay.run(input: "no-such.csv", mapping: mapping) }
                == "no-such.csv: cannot be read: No such file or directory [input.unreadable]")
        #expect(
            text { try RecordedReplay.run(input: "no-such.csv", mapping: "no-such.yaml") }
                == "no-such.yaml: cannot be read: No such file or directory [input.unreadable]")
        let folder = FileManager.default.temporaryDirectory.path
        #expect(
            text { try RecordedReplay.run(input: folder, mapping: mapping) }
                .hasSuffix("cannot be read: Is a directory [input.unreadable]"))
    }
}
