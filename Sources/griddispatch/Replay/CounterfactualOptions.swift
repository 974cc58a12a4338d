import ArgumentParser
import CountyFiles
import DispatchCore
import Foundation
import Governance
import SimulationReports
import Simulator
import TextFormats

/// What is asked about a recorded time with something changed.
struct CounterfactualOptions: ParsableArguments {
    @Option(help: "The county's folder as it would have been.")
    var county: String?

    @Option(help: "The roster.yaml as it would have been.")
    var roster: String?

    @Option(
        help: """
            A value of the models that goes before what was recorded, as path=value of a \
            scenario, such as people.silences=0; may be repeated.
            """)
    var set: [String] = []

    @Option(help: "Write a scenario of the recorded reports and times into this new folder.")
    var fit: String?

    /// Whether anything is asked.
    var isAsked: Bool { county != nil || roster != nil || !set.isEmpty || fit != nil }

    /// Tells what would have been, and writes the scenario if that is asked.
    func run(
        _ log: RecordedLog, _ options: ReplicationOptions, json: Bool, in language: Language,
    ) async throws {
        let past = try await log.past()
        if let fit { try write(past, log, into: fit) }
        guard county != nil || roster != nil || !set.isEmpty else { return }
        let before = try await world(past, log, options, isChanged: false)
        let after = try await world(past, log, options, isChanged: true)
        let bar = ProgressBar(total: 2 * before.replications)
        let found = await Counterfactual.run(
            past, before: before.world, after: after.world, workers: options.processors
        ) { bar.show($0) }
        bar.clear()
        print(
            json ? found.json.text() : found.text(in: language), terminator: json ? "\n" : "")
    }

    private func world(
        _ past: RecordedPast, _ log: RecordedLog, _ options: ReplicationOptions,
        isChanged: Bool,
    ) async throws -> (world: Counterfactual.World, replications: Int) {
        let usual = try log.countyFolder
        let folder = isChanged ? county ?? usual : usual
        let roster = isChanged ? roster : nil
        let loadedCounty = isChanged && county != nil ? try loadCounty(folder) : log.county
        let text = ScenarioText(
            past, in: loadedCounty.county, folder: folder, roster: roster, listsReports: false)
        var loaded = try await options.load(
            text: text.yaml, named: isChanged ? "what would have been" : "the recorded time",
            set: isChanged ? set : [])
        loaded.scenario.start = past.start
        loaded.scenario.horizon = past.horizon
        loaded.scenario.demand.listed += past.reports
        loaded.scenario.conduct = past.conduct.without(
            isChanged ? Set(set.flatMap(RecordedConduct.Aspect.touched)) : [])
        let title =
            isChanged
            ? LocalizedText(chinese: "改动后", english: "With the change")
            : LocalizedText(chinese: "不作改动", english: "Without the change")
        let world = Counterfactual.World(
            title: title, scenario: loaded.scenario, dispatcher: loaded.dispatcher)
        return (world, loaded.scenario.replications)
    }

    private func write(
        _ past: RecordedPast, _ log: RecordedLog, into folder: String,
    ) throws {
        let absolute = URL(filePath: try log.countyFolder).standardizedFileURL.path
        let text = ScenarioText(past, in: log.county.county, folder: absolute)
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false)
        for (name, bytes) in [
            ("scenario.yaml", Array(text.yaml.utf8)), ("reports.csv", text.reports),
        ] {
            try Data(bytes).write(to: URL(filePath: folder).appending(path: name))
        }
    }
}

extension RecordedConduct.Aspect {
    /// The parts of what people did that a value set at a path of the scenario goes before.
    static func touched(by change: String) -> Set<RecordedConduct.Aspect> {
        let path = change.prefix { $0 != "=" }.split(separator: ".").map(String.init)
        if path.first == "travel" { return [.travel] }
        guard path.first == "people" else { return [] }
        let parts = Set(path.dropFirst().compactMap { names[$0] })
        // A behaviour that is set as a whole has all of these in it.
        let isWhole = path.contains("roles") && parts.isEmpty
        return isWhole ? [.notification, .answer, .turnout] : parts
    }

    private static let names: [String: RecordedConduct.Aspect] = [
        "notification": .notification, "answer": .answer, "declines": .answer,
        "silences": .answer, "whenBusy": .answer, "turnout": .turnout, "onScene": .onScene,
        "onSceneBy": .onScene, "verification": .verification, "check": .check,
        "closing": .closing, "whenUnfilled": .unfilled,
    ]
}
