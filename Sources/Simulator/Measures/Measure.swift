import DispatchCore
public import Governance

/// A figure of a run, under a name that programs may rely on.
public struct Measure: Hashable, Sendable {
    /// What the figure counts in.
    public enum Unit: String, Sendable {
        /// Seconds.
        case seconds
        /// A share from 0 to 1.
        case share
        /// A number of things.
        case count
    }

    private enum Source: Hashable, Sendable {
        case percentile(Int, interval: Int)
        case mean(interval: Int)
        case inTime
        case reports, open, declined, timedOut, unfilled, waived
        case missed(Incident.Deadline.Kind)
        case rung(SelectionReason.Rung)
        case utilisation(Role.ID)
    }

    /// The name, for example `full_assignment_p90`.
    public let id: String
    /// What people read.
    public let title: LocalizedText
    /// What it counts in.
    public let unit: Unit
    /// Whether less of it is better, where that can be said.
    public let isBetterWhenLess: Bool?
    private let source: Source

    private init(
        _ id: String, _ chinese: String, _ english: String, _ unit: Unit, _ source: Source,
        less isBetterWhenLess: Bool? = true,
    ) {
        self.id = id
        title = LocalizedText(chinese: chinese, english: english)
        self.unit = unit
        self.source = source
        self.isBetterWhenLess = isBetterWhenLess
    }

    /// The figure of one replication, or of several added up; nil where nothing was measured.
    public func value(of measures: RunMeasures) -> Double? {
        switch source {
        case .percentile(let percent, let interval):
            measures.samples[interval].sorted()?.percentile(percent).inSeconds
        case .mean(let interval): measures.samples[interval].sorted()?.meanSeconds
        case .inTime: measures.inTime.value
        case .reports: Double(measures.reports)
        case .open: Double(measures.open)
        case .declined: Double(measures.declined)
        case .timedOut: Double(measures.timedOut)
        case .unfilled: Double(measures.unfilled)
        case .waived: Double(measures.waived)
        case .missed(let kind): Double(measures.missed[kind] ?? 0)
        case .rung(let rung): Double(measures.rungs[rung] ?? 0)
        case .utilisation(let role): measures.utilisation(of: role)
        }
    }

    /// Whether the figure of several replications is that of all their samples, as with percentiles
    /// and shares; a count is told per replication.
    public var isPooled: Bool { unit != .count }
}

extension Measure {
    /// All figures of a county's runs, the one that matters most first.
    public static func all(for county: County) -> [Measure] {
        [
            Measure(
                "in_time", "到齐及时率", "last required role in time", .share, .inTime, less: false)
        ] + intervals + counts
            + county.roles.map { role in
                Measure(
                    "utilisation.\(role.id)", "\(role.title.chinese)忙碌率",
                    "utilisation of \(role.title.english)", .share, .utilisation(role.id), less: nil
                )
            }
    }

    private static let intervals: [Measure] = {
        let names = [
            "first_arrival", "full_assignment", "alarm_processing", "notification",
            "acknowledgement", "turnout", "travel", "on_scene", "total_response",
        ]
        var measures: [Measure] = []
        for (index, name) in names.enumerated() {
            let title = RunMeasures.intervals[index].title
            for percent in [50, 90] {
                measures.append(
                    Measure(
                        "\(name)_p\(percent)", "\(title.chinese)第 \(percent) 百分位",
                        "\(title.english), p\(percent)", .seconds,
                        .percentile(percent, interval: index)))
            }
            measures.append(
                Measure(
                    "\(name)_mean", "\(title.chinese)均值", "\(title.english), mean", .seconds,
                    .mean(interval: index)))
        }
        // The last required role is the clock that matters: it stands first.
        return Array(measures[3..<6] + measures[0..<3] + measures[6...])
    }()

    private static let counts: [Measure] = [
        Measure("reports", "上报数", "reports", .count, .reports, less: nil),
        Measure("open", "结束时未结案数", "still open at the end", .count, .open),
        Measure("declined", "谢绝数", "declined", .count, .declined),
        Measure("timed_out", "未响应数", "not answered in time", .count, .timedOut),
        Measure("unfilled", "无人可派数", "roles that nobody could fill", .count, .unfilled),
        Measure("waived", "免派数", "roles waived", .count, .waived),
        Measure("missed.arrive", "到场超时数", "arrival limits missed", .count, .missed(.arrive)),
        Measure("missed.settle", "处置超时数", "settling limits missed", .count, .missed(.settle)),
        Measure("called.substitute", "替补派员数", "substitutes called", .count, .rung(.substitute)),
        Measure("called.neighbour", "邻近派员数", "neighbours called", .count, .rung(.neighbour)),
        Measure("called.supervisor", "值班长派员数", "supervisors called", .count, .rung(.supervisor)),
    ]
}
