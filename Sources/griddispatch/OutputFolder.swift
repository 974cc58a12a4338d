import CountyFiles
import DispatchCore
import EventBus
import Foundation
import Governance
import SimulationReports
import Simulator
import TextFormats

/// The folder into which a simulation writes what came of it.
struct OutputFolder {
    let path: String

    /// Writes the result as JSON, CSV and a page that needs nothing else.
    func write(_ result: SimulationResult) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        try write(Array((result.json.text(pretty: true) + "\n").utf8), "result.json")
        try write(result.csv, "replications.csv")
        try write(result.charts)
        try write(Array(result.page(vega: library).utf8), "report.html")
    }

    /// Writes a plan as JSON and a page that needs nothing else.
    func write(_ plan: StaffingPlan) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        try write(Array((plan.json.text(pretty: true) + "\n").utf8), "plan.json")
        try write(plan.charts)
        try write(Array(plan.page(vega: library).utf8), "plan.html")
    }

    private func write(_ charts: [Chart]) throws {
        for chart in charts {
            try write(Array((chart.spec.text(pretty: true) + "\n").utf8), "\(chart.id).vega.json")
        }
    }

    /// What draws the charts, if it is installed.
    private var library: VegaLibrary? {
        let vega = VegaLibrary()
        if vega == nil {
            printToStandardError(
                "libjs-vega is not installed: the page has tables only. 未安装 libjs-vega，报告只有表格。")
        }
        return vega
    }

    /// Writes the event log of one replication, as a live server would have kept it.
    func writeLog(of replication: Int, _ loaded: LoadedScenario) async throws {
        let database = "\(path)/replication-\(replication).db"
        guard !FileManager.default.fileExists(atPath: database) else {
            throw CocoaError(.fileWriteFileExists, userInfo: [NSFilePathErrorKey: database])
        }
        let key = try CountyKey.load(
            keyFile: nil, besideDatabase: database, announce: printToStandardError)
        let log = try SQLiteEventLog(.init(path: database, countyKey: key))
        var simulation = Simulation(
            loaded.scenario, dispatcher: loaded.dispatcher, replication: replication)
        let county = loaded.dispatcher.county
        let start = loaded.scenario.start
        var requests = [
            AppendRequest(
                partition: county.grids.county.code,
                events: [
                    Event(
                        subject: .county, occurredAt: start, recordedAt: start, actor: .system,
                        kind: .countyActivated(county.version))
                ], cause: "simulation")
        ]
        while let decision = simulation.next() {
            requests.append(
                AppendRequest(
                    partition: decision.partition, events: decision.outcome.events,
                    cause: "simulation", incident: decision.outcome.incident))
            if requests.count == 512 {
                _ = try await log.append(requests)
                requests = []
            }
        }
        if !requests.isEmpty { _ = try await log.append(requests) }
        try await log.close()
    }

    private func write(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: URL(filePath: path).appending(path: name))
    }
}
