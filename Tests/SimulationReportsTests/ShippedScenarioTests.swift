import CountyFiles
import DispatchCore
import Foundation
import Governance
import Simulator
import Testing
import TextFormats

@testable import SimulationReports

/// The scenarios that ship with the product, held against what stands beside them.
struct ShippedScenarioTests {
    static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Simulations").path
    static let names = ["eight-minutes", "few-mediators", "kaihua-day", "rule-change", "typhoon"]

    @Test(arguments: names)
    func `the first replication is as expected, measure by measure`(name: String) async throws {
        let result = try await Self.result(name, replications: 1)
        let text = try Data(contentsOf: URL(filePath: "\(Self.folder)/\(name)/expected.json"))
        let expected = try JSON.parse(Array(text), limits: .file)
        let members = try #require(expected["measures"]?.objectValue)
        for figure in result.figures {
            let values = try #require(members[figure.measure.id]?["values"]?.arrayValue)
            #expect(
                JSON.rounded(figure.values[0]) == values[0], "\(name): \(figure.measure.id)")
        }
        #expect(members.count == result.figures.count)
    }

    @Test func `in the story of eight minutes everybody is there in time`() async throws {
        let result = try await Self.result("eight-minutes", replications: 1)
        let figure = try #require(
            result.figures.first { $0.measure.id == "full_assignment_p50" })
        #expect((figure.overall ?? .infinity) <= 480)
        #expect(result.pooled.inTime.value == 1)
        #expect(result.pooled.samples[1].count == 1)
    }

    @Test func `however many workers run it, the bytes are the same`() async throws {
        let loaded = try ScenarioFolder.load(
            "\(Self.folder)/kaihua-day", changes: ["replications=3", "horizon=4h"])
        var outputs: Set<String> = []
        for workers in 1...3 {
            let measures = await ReplicationRunner(
                loaded.scenario, dispatcher: loaded.dispatcher, workers: workers
            ).run()
            let result = SimulationResult(
                title: loaded.title, scenario: loaded.scenario,
                county: loaded.dispatcher.county, replications: measures)
            outputs.insert(result.json.text() + String(decoding: result.csv, as: UTF8.self))
        }
        #expect(outputs.count == 1)
    }

    @Test func `a comparison says what was found, in both languages`() async throws {
        let changes = ["horizon=6h", "start=2026-03-04 08:00", "warmUp=0s"]
        let before = try await Self.result("kaihua-day", replications: 4, changes)
        let after = try await Self.result(
            "kaihua-day", replications: 4, changes + ["people.turnout=9min"])
        let comparison = Comparison(before: before, after: after)
        let reports = try #require(comparison.rows.first { $0.measure.id == "reports" })
        #expect(reports.difference?.verdict == .unchanged)
        let turnout = try #require(comparison.rows.first { $0.measure.id == "turnout_p50" })
        #expect(turnout.difference?.verdict == .more)
        #expect(
            comparison.sentences(in: .english).contains {
                $0.contains("full assignment time, p50: B is")
            })
        #expect(
            comparison.sentences(in: .chinese).contains {
                $0.contains("到齐用时第 50 百分位：B 比 A 多")
            })
    }

    @Test func `the report stands by itself and draws nothing from elsewhere`() async throws {
        let result = try await Self.result("eight-minutes", replications: 1)
        let page = result.page(vega: nil)
        #expect(page.contains("<h1>八分钟"))
        #expect(!page.contains(" src=") && !page.contains("<script"))
        for chart in result.charts {
            #expect(page.contains("<h2>\(chart.title.chinese)"))
            #expect(chart.spec["$schema"] != nil && chart.rows.count > 1, "\(chart.id)")
        }
    }

    private static func result(
        _ name: String, replications: Int, _ changes: [String] = [],
    ) async throws -> SimulationResult {
        let loaded = try ScenarioFolder.load(
            "\(folder)/\(name)", changes: ["replications=\(replications)"] + changes)
        let measures = await ReplicationRunner(
            loaded.scenario, dispatcher: loaded.dispatcher, workers: 2
        ).run()
        return SimulationResult(
            title: loaded.title, scenario: loaded.scenario, county: loaded.dispatcher.county,
            replications: measures)
    }
}
