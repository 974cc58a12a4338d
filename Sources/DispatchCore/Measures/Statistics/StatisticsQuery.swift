public import Governance

/// Which figures are wanted.
///
/// An incident belongs to the period in which its report was accepted. Only what was recorded up
/// to ``asOf`` counts: a step that a phone brings later, with the time at which it was taken, changes
/// the figures of a past period from the moment on at which it was recorded, and asking as of a moment
/// before that gives the figures as they were then.
public struct StatisticsQuery: Hashable, Sendable {
    /// By what incidents and assignments are put together.
    public enum Grouping: String, CaseIterable, Sendable {
        /// All together.
        case all
        /// By category, place, hour of the day, source, severity, or version of the rules.
        case category, township, grid, hour, source, severity, rules
        /// Assignments by the role that was asked for; incidents by the role that was last on scene.
        case role
    }

    /// By what incidents are put together.
    public var grouping: Grouping
    /// Only those accepted from then on.
    public var from: Instant?
    /// Only those accepted before then.
    public var to: Instant?
    /// Only what was recorded up to then.
    public var asOf: Instant

    /// A query over all time, as of a moment.
    public init(by grouping: Grouping = .category, asOf: Instant) {
        self.grouping = grouping
        self.asOf = asOf
    }

    /// Whether an incident that was accepted at `moment` belongs to the period.
    public func includes(_ moment: Instant) -> Bool {
        (from.map { $0 <= moment } ?? true) && (to.map { moment < $0 } ?? true)
    }
}

extension StatisticsQuery.Grouping {
    /// The group of an incident as a whole; empty where it is not decided.
    func key(of incident: Incident, in zone: CountyTimeZone) -> String {
        switch self {
        case .all: ""
        case .category: incident.report.category.name
        case .township: incident.partition.description
        case .grid: incident.report.area.description
        case .hour: Self.hour(zone.localTime(at: incident.acceptedAt).hour)
        case .source: incident.report.source.rawValue
        case .severity: incident.decision.map { "\($0.severity.rawValue)" } ?? ""
        case .rules: incident.decision?.version.description ?? ""
        case .role: incident.fullAssignment?.last.name ?? ""
        }
    }

    private static func hour(_ hour: Int) -> String { hour < 10 ? "0\(hour)" : "\(hour)" }

    /// What people call a group of this kind; nil where its key says all.
    public func title(of key: String, in county: County) -> LocalizedText? {
        switch self {
        case .category: county[ReportCategory.ID(trusted: key)]?.title
        case .role: county[Role.ID(trusted: key)]?.title
        case .township, .grid: AreaCode(key).flatMap { county.grids[$0]?.name }
        case .all: LocalizedText(chinese: "全部", english: "all")
        case .source: Report.Source(rawValue: key)?.title
        case .hour, .severity, .rules: nil
        }
    }
}

extension Report.Source {
    /// What people call the source.
    fileprivate var title: LocalizedText {
        switch self {
        case .worker: LocalizedText(chinese: "网格员上报", english: "grid worker")
        case .resident: LocalizedText(chinese: "公众举报", english: "resident")
        case .video: LocalizedText(chinese: "视频监控", english: "camera")
        case .superior: LocalizedText(chinese: "上级交办", english: "handed down")
        case .feed: LocalizedText(chinese: "数据接入", english: "from a feed")
        case .recording: LocalizedText(chinese: "记录回放", english: "recorded call")
        }
    }
}
