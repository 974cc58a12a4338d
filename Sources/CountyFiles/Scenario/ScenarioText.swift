public import Governance
public import Simulator
import TextFormats

/// A scenario made of a recorded time: the models of its people are those times that were seen.
public struct ScenarioText: Sendable {
    /// The most quantiles that stand for the times of one kind.
    private static let mostQuantiles = 200

    /// What a `scenario.yaml` would say.
    public let yaml: String
    /// The file `reports.csv` beside it, which has the reports as they came, without words.
    public let reports: [UInt8]

    /// The scenario of `past` in a county.
    ///
    /// - Parameters:
    ///   - past: What was recorded.
    ///   - county: The county; roles that it does not have are left out.
    ///   - folder: The county's folder.
    ///   - roster: A file in place of the folder's `roster.yaml`.
    ///   - listsReports: Whether the scenario names `reports.csv`; otherwise it has no reports.
    public init(
        _ past: RecordedPast, in county: County, folder: String, roster: String? = nil,
        listsReports: Bool = true,
    ) {
        let local = county.timeZone.localTime(at: past.start)
        // A scenario begins with a full minute; the reports keep their moments.
        let early = Double(local.secondOfDay % 60) + past.start.fractionOfSecond
        let minute = local.secondOfDay / 60
        var lines = [
            "# Made by griddispatch replay --fit: the reports and the times of a recorded log.",
            "title: {zh: 已录时段, en: A recorded time}",
            "county: \(Self.quoted(folder))",
        ]
        if let roster { lines.append("countyFiles: {roster.yaml: \(Self.quoted(roster))}") }
        lines += [
            "start: \(local.date) \(Self.twoDigits(minute / 60)):\(Self.twoDigits(minute % 60))",
            "horizon: \(Self.time(past.horizon.inSeconds + early))", "seed: 1",
            "replications: 20",
            "demand: \(listsReports ? "{recorded: reports.csv}" : "{streams: [{perHour: 0}]}")",
        ]
        yaml =
            (lines + Self.people(past.samples, county) + Self.travel(past.samples, county))
            .joined(separator: "\n") + "\n"
        reports = Self.csv(past, early: early)
    }

    private static func people(_ samples: ConductSamples, _ county: County) -> [String] {
        let all = samples.byRole.values
        var lines = ["people:"]
        lines += habits(ConductSamples.OfRole(all), indent: "  ")
        lines.append("  onScene: \(distribution(all.flatMap(\.onScene)) ?? "25min")")
        let roles = samples.byRole.filter { county[$0.key] != nil }
            .sorted { $0.key.name < $1.key.name }
        if !roles.isEmpty { lines.append("  roles:") }
        for (role, ofRole) in roles {
            let own = habits(ofRole, indent: "      ")
            if !own.isEmpty { lines += ["    \(role):"] + own }
        }
        if roles.contains(where: { !$0.value.onScene.isEmpty }) { lines.append("  onSceneBy:") }
        for (role, ofRole) in roles {
            guard let time = distribution(ofRole.onScene) else { continue }
            lines.append("    - {role: \(role), time: \(time)}")
        }
        for (name, times) in [
            ("verification", samples.verification), ("check", samples.check),
            ("closing", samples.closing),
        ] {
            if let time = distribution(times) { lines.append("  \(name): \(time)") }
        }
        let waiving = distribution(samples.waiving) ?? "3min"
        return lines + ["  whenUnfilled: {waive: \(waiving)}"]
    }

    private static func habits(_ role: ConductSamples.OfRole, indent: String) -> [String] {
        var lines: [String] = []
        for (name, times) in [
            ("notification", role.notification), ("answer", role.answer),
            ("turnout", role.turnout),
        ] {
            if let time = distribution(times) { lines.append("\(indent)\(name): \(time)") }
        }
        guard role.asked > 0 else { return lines }
        let told = Double(role.asked)
        return lines + [
            "\(indent)declines: \(rounded(min(1, Double(role.declined) / told)))",
            "\(indent)silences: \(rounded(min(1, Double(role.silent) / told)))",
        ]
    }

    private static func travel(_ samples: ConductSamples, _ county: County) -> [String] {
        let all = samples.byRole.values.flatMap(\.speed)
        guard let middle = all.median else { return [] }
        let speeds = samples.byRole.filter { county[$0.key] != nil }
            .sorted { $0.key.name < $1.key.name }
            .compactMap { role, ofRole in
                ofRole.speed.median.map { "\(role): \(kilometresAnHour($0))" }
            }
        return [
            "travel:", "  detour: 1", "  least: 0s", "  speed: \(kilometresAnHour(middle))",
            "  speeds: {\(speeds.joined(separator: ", "))}",
            "  spread: \(rounded(min(10, all.logarithmicSpread)))",
        ]
    }

    private static func csv(_ past: RecordedPast, early: Double) -> [UInt8] {
        var writer = CSVWriter(lineEnding: .lineFeed)
        writer.record(
            ["after_s", "category", "area", "source", "answers", "latitude", "longitude"])
        for report in past.reports {
            let place = report.coordinate?.converted(to: .wgs84)
            writer.record([
                "\(rounded(report.after.inSeconds + early))", report.category.name,
                "\(report.area)", report.source.rawValue,
                report.answers.filter(\.value).keys.sorted().joined(separator: " "),
                place.map { "\($0.latitude)" } ?? "", place.map { "\($0.longitude)" } ?? "",
            ])
        }
        return writer.bytes
    }

    private static func distribution(_ samples: [Double]) -> String? {
        let times = samples.quantiles(mostQuantiles)
        guard let first = times.first, let last = times.last else { return nil }
        if first == last { return time(first) }
        return "{empirical: [\(times.map(time).joined(separator: ", "))]}"
    }

    private static func time(_ seconds: Double) -> String { "\(rounded(seconds))s" }

    private static func kilometresAnHour(_ metresPerSecond: Double) -> Double {
        min(1_000, max(0.1, rounded(metresPerSecond * 3.6)))
    }

    private static func rounded(_ value: Double) -> Double {
        (value * 1_000).rounded() / 1_000
    }

    private static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    private static func quoted(_ text: String) -> String { JSON.string(text).text() }
}

extension Instant {
    /// What is left over of the last full second.
    fileprivate var fractionOfSecond: Double {
        let rest = microsecondsSinceEpoch % 1_000_000
        return Double(rest < 0 ? rest + 1_000_000 : rest) / 1_000_000
    }
}
