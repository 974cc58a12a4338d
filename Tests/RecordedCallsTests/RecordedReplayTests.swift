import DispatchCore
import Governance
import GridTesting
import RecordedCalls
import Simulator
import Testing
import TextFormats

struct RecordedReplayTests {
    @Test func `every oddity of a record is in the figures as worked out by hand`() throws {
        let report = try RecordedFiles.replay(OddCalls.text)
        #expect(report.json() == OddCalls.json)
        #expect(report.isComplete)
        #expect(report.refusals == [])
    }

    @Test func `gzip equals plain, and is known by its bytes, not by its name`() throws {
        let compressed = GzipInflaterTests.gzip(Array(OddCalls.text.utf8))
        for name in ["calls.csv.gz", "calls.csv"] {
            let json = try RecordedFiles.with(compressed, named: name) {
                try RecordedReplay.run(input: $0, mapping: RecordedFiles.mapping("sf-fire")).json()
            }
            #expect(json == OddCalls.json)
        }
    }

    @Test(arguments: GridTesting.SeededGenerator.seeds(50))
    func `rows in any order and sent many times give the same ungrouped figures`(
        seed: UInt64,
    ) throws {
        var generator = GridTesting.SeededGenerator(seed: seed)
        var rows = OddCalls.rows
        for row in rows where Bool.random(using: &generator) { rows.append(row) }
        rows.shuffle(using: &generator)
        let text = ([OddCalls.header] + rows).joined(separator: "\n")
        #expect(try ungrouped(RecordedFiles.replay(text).json()) == ungrouped(OddCalls.json))
    }

    @Test func `calls can be grouped by any column, runs too`() throws {
        let report = try RecordedFiles.replay(
            OddCalls.text, by: ["Unit ID", "Battalion", "Unit ID"])
        let json = try JSON.parse(report.json())
        let groups = try #require(json["call_response_by Unit ID"]?.objectValue)
        #expect(Array(groups.keys) == ["E01", "E04"])
        #expect(groups["E01"]?["n"] == 2)
        #expect(report.callGroupings.last == "Unit ID")
        #expect(report.runGroupings == ["Unit ID", "Battalion"])
        // A run is grouped by its own row: E02 has one, though its call is counted for E01.
        let runs = report.figures.intervalsByGroup[0]
        #expect(
            runs.mapValues { $0[0].count + $0[0].missing + $0[0].negative }
                == ["E01": 3, "E02": 1, "E03": 1, "E04": 2, "": 1])
    }

    @Test func `a file of a header alone has no calls`() throws {
        let json = try JSON.parse(RecordedFiles.replay(OddCalls.header).json())
        #expect(json["rows"] == 0)
        #expect(json["first_received"] == .null)
        #expect(json["call_response"] == ["n": 0])
        #expect(json["call_response_by Battalion"] == [:])
        #expect(json["peak_open_calls"] == 0)
    }

    @Test func `the table tells the figures in both languages`() throws {
        let report = try RecordedFiles.replay(OddCalls.text, by: ["Final Priority"])
        let english = report.table(in: .english)
        #expect(
            cells("  source", in: english) == ["source", "San Francisco Fire dispatched units"])
        #expect(cells("  missing entry", in: english) == ["missing entry", "1"])
        #expect(
            cells("  enroute_to_on_scene", in: english) == [
                "enroute_to_on_scene (from responder en route to responder on scene)", "3", "150",
                "300", "690", "690", "380.0", "66.7%", "66.7%", "66.7%", "100.0%", "4", "1",
            ])
        #expect(
            cells("    Alarm", in: english)
                == ["Alarm", "0"] + Array(repeating: "–", count: 9) + ["2", "0"])
        #expect(cells("    (empty)", in: english).prefix(3) == ["(empty)", "1", "240"])
        #expect(english.contains("\nUnit by unit, by Final Priority (seconds)\n"))
        let chinese = report.table(in: .chinese)
        #expect(chinese.contains("\n逐个事件：从受理到到达，取各单位中最早者（秒）\n"))
        #expect(cells("  来源", in: chinese) == ["来源", "旧金山消防局出动记录"])
        #expect(cells("  全部", in: chinese).prefix(3) == ["全部", "3", "240"])
    }

    /// The cells of the first line of `table` that starts with `start`.
    private func cells(_ start: String, in table: String) -> [String] {
        let line = table.split(separator: "\n").first { $0.hasPrefix(start) } ?? ""
        return line.split(separator: /\s{2,}/).map(String.init)
    }

    /// The figures without those by group, which may depend on which row of a call comes first.
    private func ungrouped(_ text: String) throws -> JSON {
        guard case .object(var figures) = try JSON.parse(text) else { return .null }
        for key in Array(figures.keys) where key.hasPrefix("call_response_by ") {
            figures[key] = nil
        }
        return .object(figures)
    }
}
