public import Governance

/// Recomputes from the events of a whole log, in their order, that no report was ever let go of.
///
/// After each decision the incident that it was about must have an owner and a next deadline, and each
/// limit must be met once it has passed: while the log goes on for ``patience`` past a limit, something
/// must have been made of it. A server that was down has until then after its first record. It keeps
/// the open incidents and nothing of the closed ones.
public struct LogAudit: Sendable {
    /// How long the log may go on past a limit of which nothing was made.
    public static let patience = Duration.minutes(10)
    /// How many findings are kept; more are only counted.
    public static let maximumFindings = 100

    /// The findings in the order in which they came up.
    public private(set) var orphans: [Orphan] = []
    /// How many more there were.
    public private(set) var omitted = 0
    /// How many incidents are open.
    public var openCount: Int { open.values.count { $0.stage != .closed } }
    private let audit: IncidentAudit
    private var open: [Incident.ID: Incident] = [:]
    private var deadlines = DeadlineQueue()
    /// Incidents past a limit, with the limit and until when something must be made of it.
    private var overdue: [Incident.ID: (limit: Instant, until: Instant)] = [:]
    private var expiries = DeadlineQueue()
    /// The latest moment at which anything was recorded.
    private var latest: Instant?
    /// The incident whose decision may still go on, and when that was made.
    private var deciding: (incident: Incident.ID, at: Instant)?

    /// An audit of a log that has not begun.
    public init(_ county: County? = nil) {
        audit = IncidentAudit(county)
    }

    /// Takes the next event of the log.
    public mutating func take(_ event: Event) {
        if let deciding, deciding.incident != event.incident || deciding.at != event.recordedAt {
            judge(deciding.incident, at: deciding.at)
            self.deciding = nil
        }
        passTime(to: event.recordedAt)
        guard let id = event.incident else { return }
        deciding = (id, event.recordedAt)
        if open[id] == nil {
            open[id] = Incident.made(by: event)
        } else {
            open[id]?.evolve(event)
        }
    }

    /// Judges the last decision, at the end of the log.
    public mutating func finish() {
        if let deciding { judge(deciding.incident, at: deciding.at) }
        deciding = nil
        if let latest { judgeLimits(at: latest) }
    }

    private mutating func judge(_ id: Incident.ID, at moment: Instant) {
        guard let incident = open[id] else { return }
        guard incident.stage != .closed || incident.followUp != nil else {
            open[id] = nil
            overdue[id] = nil
            return
        }
        for orphan in audit.findings(incident, at: moment) { note(orphan) }
        let due = incident.nextDeadline
        // Another event of it is no excuse for a limit that has passed.
        if let former = overdue[id], former.limit == due { return }
        overdue[id] = nil
        guard let due else { return }
        deadlines.insert(DeadlineQueue.Entry(due: due, incident: id))
        deadlines.compact(whenOver: open.count) { [open] in open[$0]?.nextDeadline }
    }

    private mutating func passTime(to moment: Instant) {
        while let entry = deadlines.earliest(where: { open[$0]?.nextDeadline }),
            entry.due < moment
        {
            deadlines.removeFirst()
            let until = moment + Self.patience
            overdue[entry.incident] = (entry.due, until)
            expiries.insert(DeadlineQueue.Entry(due: until, incident: entry.incident))
        }
        // What was decided at the moment before is known by now.
        if let latest, latest < moment { judgeLimits(at: latest) }
        latest = max(latest ?? moment, moment)
    }

    /// Tells the limits of which nothing was made up to `moment`, though the log went on.
    private mutating func judgeLimits(at moment: Instant) {
        while let entry = expiries.earliest(where: { overdue[$0]?.until }), entry.due < moment {
            expiries.removeFirst()
            // It stays overdue, so that it is told once.
            guard let incident = open[entry.incident], let limit = overdue[entry.incident]?.limit
            else { continue }
            note(
                Orphan(
                    .timer, incident, since: limit,
                    "its limit passed, and at \(moment) nothing has been made of it"))
        }
    }

    private mutating func note(_ orphan: Orphan) {
        if orphans.count < Self.maximumFindings {
            orphans.append(orphan)
        } else {
            omitted += 1
        }
    }
}
