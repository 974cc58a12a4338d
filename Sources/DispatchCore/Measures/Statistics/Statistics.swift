public import Governance

/// The figures of a period, taken from the histories of its incidents one after the other.
///
/// What is kept is eight bytes for each sample, some two hundred for an ordinary incident, and nothing of
/// the incident itself. Beyond ``maximumIncidents`` no more are taken, and the report says so.
public struct Statistics: Sendable {
    /// What is kept apart.
    public enum Population: String, CaseIterable, Sendable {
        /// What counts.
        case ordinary
        /// Reports that came long after what they tell: their times say little about responders.
        case late
        /// 演练.
        case exercise
    }

    /// How many incidents are measured at most.
    public static let maximumIncidents = 2_000_000

    /// What was asked for.
    public let query: StatisticsQuery
    /// The groups by key, of each population.
    public private(set) var groups: [Population: [String: StatisticsGroup]] = [:]
    /// Whether there were more incidents than may be measured; the latest are then left out.
    public private(set) var isCut = false
    private var incidents = 0
    private let zone: CountyTimeZone

    /// Figures of nothing yet.
    public init(_ query: StatisticsQuery, in zone: CountyTimeZone) {
        self.query = query
        self.zone = zone
    }

    /// Takes the history of one incident, as it was recorded up to ``StatisticsQuery/asOf``.
    public mutating func add(_ history: CaseHistory) {
        let incident = history.incident
        guard query.includes(incident.acceptedAt) else { return }
        guard incidents < Self.maximumIncidents else {
            isCut = true
            return
        }
        incidents += 1
        let (population, moment) = (Population(of: incident), query.asOf)
        let key = query.grouping.key(of: incident, in: zone)
        change(population, key) { $0.add(history, asOf: moment) }
        for assignment in incident.assignments {
            let key = query.grouping == .role ? assignment.role.name : key
            change(population, key) { $0.add(assignment, incident, asOf: moment) }
        }
    }

    private mutating func change(
        _ population: Population, _ key: String, _ change: (inout StatisticsGroup) -> Void,
    ) {
        change(&groups[population, default: [:]][key, default: StatisticsGroup()])
    }
}

extension Statistics.Population {
    /// Where an incident is counted.
    public init(of incident: Incident) {
        self = incident.report.isExercise ? .exercise : incident.isLateReport ? .late : .ordinary
    }

    /// What people call it.
    public var title: LocalizedText {
        switch self {
        case .ordinary: LocalizedText(chinese: "正常上报", english: "ordinary reports")
        case .late: LocalizedText(chinese: "延迟同步的上报", english: "late-synced reports")
        case .exercise: LocalizedText(chinese: "演练", english: "exercises")
        }
    }
}
