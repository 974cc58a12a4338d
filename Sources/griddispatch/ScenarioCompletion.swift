import CountyFiles
import CurlHTTP
import Governance
import Simulator

/// What a scenario points at could not be had.
struct ScenarioIncomplete: Error, CustomStringConvertible {
    /// Where the scenario says it, such as `travel.osrm`.
    let place: String
    let reason: String
    let chinese: String

    var description: String {
        "scenario.yaml \(place): error[scenario.incomplete]: \(reason)\n情景所引用的数据无法取得：\(chinese)"
    }
}

extension LoadedScenario {
    /// The scenario with what it points at: the reports of a log, and travel times by road.
    ///
    /// - Throws: ``ScenarioIncomplete``, or what keeps the log from being read.
    func completed() async throws -> LoadedScenario {
        var loaded = self
        if let path = elsewhere.log {
            let past = try await RecordedLog(reportsOf: path, in: county).past()
            loaded.scenario.demand.listed += try reports(of: past)
        }
        if let server = elsewhere.roads {
            loaded.scenario.travel.matrix = try await RoadTable(server).matrix(
                between: RoadTable.places(of: county.county.grids))
        }
        return loaded
    }

    private func reports(of past: RecordedPast) throws -> [ListedReport] {
        let county = county.county
        let reports = past.demand(from: scenario.start, in: county.timeZone)
        let strange = reports.filter {
            county[$0.category] == nil || county.grids[$0.area] == nil
        }
        guard let first = strange.first else { return reports }
        throw ScenarioIncomplete(
            place: "demand.log",
            reason: """
                \(strange.count) of its reports name a category or area that the county does not \
                have, such as '\(first.category.name)' in \(first.area)
                """,
            chinese: """
                其中 \(strange.count) 条上报的类别或区域在本县中不存在，例如 \(first.area) 的\
                “\(first.category.name)”
                """)
    }
}
