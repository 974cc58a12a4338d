public import Governance
public import RulesEngine

/// What was reported lately in a township, by place: what rules may read as `history`.
///
/// Exercises do not count. Of each place the latest ``maximumPerPlace`` reports of the last
/// ``window`` are remembered, so that the memory is bounded by the reports of a month.
public struct ReportHistory: Hashable, Sendable, Codable {
    /// How long a report is remembered.
    public static let window = Duration.hours(30 * 24)
    /// How many reports of one place are remembered; where there were more, the counts say so many.
    public static let maximumPerPlace = 1_000
    /// After how many reports places are looked through for what is too old.
    private static let sweepAfter = 4_096

    fileprivate struct Entry: Hashable, Sendable, Codable {
        let incident: Incident.ID
        let category: ReportCategory.ID
        let acceptedAt: Instant
    }

    /// By place, in the order of acceptance.
    private var entries: [AreaCode: [Entry]] = [:]
    private var addedSinceSweep = 0

    /// A history without reports.
    public init() {}

    /// How many reports are remembered.
    public var count: Int { entries.values.reduce(0) { $0 + $1.count } }

    /// Two histories are the same if they remember the same, whenever they were swept.
    public static func == (left: Self, right: Self) -> Bool { left.entries == right.entries }

    /// Hashes what is remembered.
    public func hash(into hasher: inout Hasher) { hasher.combine(entries) }

    /// Remembers the report that made an incident.
    public mutating func add(_ incident: Incident) {
        guard !incident.report.isExercise else { return }
        let entry = Entry(
            incident: incident.id, category: incident.report.category,
            acceptedAt: incident.acceptedAt)
        let since = incident.acceptedAt - Self.window
        addedSinceSweep += 1
        if addedSinceSweep >= Self.sweepAfter { sweep(since) }
        entries[incident.report.area, default: []].append(entry, since: since)
    }

    /// Forgets the report that made an incident, because it could not be kept.
    mutating func remove(_ incident: Incident) {
        let area = incident.report.area
        entries[area]?.removeAll { $0.incident == incident.id }
        if entries[area]?.isEmpty == true { entries[area] = nil }
    }

    /// What was reported from the place of a report before, as rules read it.
    ///
    /// - Complexity: O(*n*) in what is remembered of the place.
    public func known(
        about report: Report, of incident: Incident.ID, at now: Instant,
    ) -> RoutingContext.History {
        let week = now - .hours(7 * 24)
        let month = now - Self.window
        let kind = report.category.mainCategory
        var history = RoutingContext.History(
            here7Days: 0, here30Days: 0, sameHere30Days: 0, alikeHere30Days: 0,
            hoursSinceLastHere: nil)
        var last: Instant?
        for entry in entries[report.area] ?? []
        where entry.incident != incident && entry.acceptedAt > month {
            history.here30Days += 1
            if entry.acceptedAt > week { history.here7Days += 1 }
            if entry.category == report.category { history.sameHere30Days += 1 }
            if entry.category.mainCategory == kind { history.alikeHere30Days += 1 }
            last = max(last ?? entry.acceptedAt, entry.acceptedAt)
        }
        history.hoursSinceLastHere = last.map { Int(max(.zero, now - $0) / .hours(1)) }
        return history
    }

    private mutating func sweep(_ since: Instant) {
        addedSinceSweep = 0
        for (area, kept) in entries {
            let young = kept.filter { $0.acceptedAt > since }
            if young.count < kept.count { entries[area] = young.isEmpty ? nil : young }
        }
    }
}

extension [ReportHistory.Entry] {
    /// Appends the latest entry and drops what is too old or too much.
    fileprivate mutating func append(_ entry: Element, since: Instant) {
        append(entry)
        let old = prefix { $0.acceptedAt <= since }.count
        let surplus = Swift.max(old, count - ReportHistory.maximumPerPlace)
        if surplus > 0 { removeFirst(surplus) }
    }
}

extension ReportCategory.ID {
    /// The part before the first slash, such as `dispute` of `dispute/land`.
    fileprivate var mainCategory: Substring { name.prefix { $0 != "/" } }
}
