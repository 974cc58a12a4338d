public import Governance

/// The table of digital city management (GB/T 30428) for a period, beside the period before and
/// the same a year earlier.
///
/// What is counted by its acceptance belongs to the period of its report, what is counted by a limit
/// to that of the limit, up to the moment as of which it is asked. Exercises are left out; late
/// reports are in, since nothing here is a response time. A case is followed for ``reach`` after its
/// report. What is kept does not grow with the number of cases.
public struct CaseTable: Sendable {
    /// One of the periods side by side.
    public enum Column: String, CaseIterable, Sendable {
        /// 本期, 上期 and 去年同期.
        case present, previous, yearBefore
    }

    /// How long after its report a case can come into a table.
    public static let reach = Duration.hours(366 * 24)

    /// By what cases are put together.
    public let grouping: StatisticsQuery.Grouping
    /// Only what was recorded up to then.
    public let asOf: Instant
    /// The periods.
    public let periods: [Column: CasePeriod]
    /// The counts of each group, by key and period.
    public private(set) var rows: [String: [Column: CaseCounts]] = [:]
    private let zone: CountyTimeZone

    /// A table of nothing yet.
    public init(
        _ period: CasePeriod, by grouping: StatisticsQuery.Grouping, asOf: Instant,
        in zone: CountyTimeZone,
    ) {
        self.grouping = grouping
        self.asOf = asOf
        self.zone = zone
        periods = [
            .present: period, .previous: period.previous(in: zone),
            .yearBefore: period.yearBefore(in: zone),
        ]
    }

    /// From when on the reports must be known.
    public var reachesBack: Instant {
        (periods.values.map(\.from).min() ?? asOf) - Self.reach
    }

    /// Takes the history of one incident.
    public mutating func add(_ history: CaseHistory) {
        guard !history.incident.report.isExercise else { return }
        let key = grouping.key(of: history.incident, in: zone)
        for (column, period) in periods {
            let until = CasePeriod(
                from: period.from, to: min(period.to, asOf + .microseconds(1)))
            let counts = CaseCounts(history, in: until)
            guard counts != CaseCounts() else { continue }
            rows[key, default: [:]][column, default: CaseCounts()].add(counts)
        }
    }

    /// The sum of all groups.
    public func total(_ column: Column) -> CaseCounts {
        rows.values.reduce(into: CaseCounts()) { $0.add($1[column] ?? CaseCounts()) }
    }
}

extension CaseCounts {
    /// What one case counts for in a period.
    init(_ history: CaseHistory, in period: CasePeriod) {
        self.init()
        if period.contains(history.incident.acceptedAt) { countReport(history) }
        guard history.isGenuine else { return }
        if let limit = history.limits[.settle], period.contains(limit) {
            countDisposal(history, limit)
        }
        if let limit = history.lastLimit, period.contains(limit) { countClosing(history) }
    }

    private mutating func countReport(_ history: CaseHistory) {
        let incident = history.incident
        let isVoided = incident.ending == .voided
        count(.reported)
        count(.valid, if: !isVoided && incident.verification != .unfounded)
        guard !isVoided else { return }
        count(.accepted)
        count(.rejected, if: incident.ending == .rejected || incident.stage == .rejected)
        count(.selfHandled, if: history.selfHandler != nil)
        guard let filedAt = history.firstFiledAt else { return }
        count(.filed)
        count(.filedInTime, if: history.isInTime(filedAt, .file) ?? true)
        guard history.firstRequestedAt != nil else { return }
        count(.dispatched)
        count(.dispatchedRight, if: incident.tally.returns == 0)
    }

    private mutating func countDisposal(_ history: CaseHistory, _ limit: Instant) {
        let incident = history.incident
        count(.dueToDispose)
        count(.extended, if: incident.tally.extensions > 0)
        guard let disposedAt = incident.disposedAt else { return count(.overdue) }
        count(.disposed)
        count(.disposedInTime, if: Timeliness.isInTime(end: disposedAt, due: limit))
        count(.reworked, if: incident.tally.reworks > 0)
    }

    private mutating func countClosing(_ history: CaseHistory) {
        let incident = history.incident
        count(.dueToClose)
        switch incident.callBack {
        case .satisfied?:
            count(.calledBack)
            count(.satisfied)
        case .dissatisfied?: count(.calledBack)
        case .unreachable?, nil: break
        }
        guard let closedAt = incident.closedAt else { return }
        count(.closed)
        let isInTime =
            [
                incident.disposedAt.flatMap { history.isInTime($0, .settle) },
                incident.checkedAt.flatMap { history.isInTime($0, .check) },
                history.isInTime(closedAt, .close),
            ].allSatisfy { $0 != false }
        count(.closedInTime, if: isInTime)
    }
}

extension CaseHistory {
    /// The limit of the last step that was reached: closing, checking or settling.
    fileprivate var lastLimit: Instant? {
        limits[.close] ?? limits[.check] ?? limits[.settle]
    }
}
