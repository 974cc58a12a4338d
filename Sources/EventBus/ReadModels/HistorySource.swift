public import Governance

/// Where the histories of incidents can be read, whole and in the order of their reports.
public protocol HistorySource: Sendable {
    /// Where the log ends; nil while it is empty.
    func end() async throws(EventLogError) -> LogEnd?

    /// A page of the histories that `query` wants, in the order of the reports.
    func histories(_ query: HistoryQuery) async throws(EventLogError) -> HistoryPage
}

/// The last record of a log.
public struct LogEnd: Hashable, Sendable {
    /// Its offset.
    public let offset: Offset
    /// When it was taken.
    public let recordedAt: Instant
}

/// Which histories are wanted.
public struct HistoryQuery: Hashable, Sendable {
    /// How many histories a page has at most.
    public static let maximumLimit = 512

    /// Only of incidents accepted from then on.
    public var from: Instant?
    /// Only of incidents accepted before then.
    public var to: Instant?
    /// Only of incidents that are open now.
    public var onlyOpen = false
    /// Only of incidents whose report stands after this offset; see ``HistoryPage/next``.
    public var after = Offset.start
    /// Only records up to here, so that all pages are of one log.
    public var through: Offset
    /// How many are wanted at most.
    public var limit = HistoryQuery.maximumLimit

    /// All histories as they are with the record at `through`.
    public init(through: Offset) {
        self.through = through
    }

    var pageLimit: Int { min(max(1, limit), Self.maximumLimit) }

    func includes(_ moment: Instant) -> Bool {
        (from.map { $0 <= moment } ?? true) && (to.map { moment < $0 } ?? true)
    }
}

/// What happened to one incident, without personal data.
public struct IncidentHistory: Hashable, Sendable {
    /// Where its report stands.
    public let accepted: Offset
    /// Its events, in order.
    public let events: [Event]
}

/// Some histories.
public struct HistoryPage: Hashable, Sendable {
    /// The histories, in the order of their reports.
    public let histories: [IncidentHistory]
    /// After which report the next page begins; nil if this is the last.
    public let next: Offset?
}
