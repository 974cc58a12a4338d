public import DispatchCore
public import EventBus
public import Governance

/// The figures of a log: the one way in which the command line, the API and the pages get them.
///
/// Histories are read page by page and forgotten once they are counted. A log may go on while it is
/// read; figures are of the log as it was at the first read.
public struct Figures: Sendable {
    /// Of which incidents and moment.
    public struct Request: Hashable, Sendable {
        /// By what incidents are put together.
        public var grouping = StatisticsQuery.Grouping.category
        /// Only those accepted from then on.
        public var from: Instant?
        /// Only those accepted before then.
        public var to: Instant?
        /// Only what was recorded up to then; nil for the moment of the log's last record.
        public var asOf: Instant?

        /// Everything.
        public init() {}
    }

    private let source: any HistorySource
    private let county: County

    /// The figures of the log that `source` reads, in the words of `county`.
    public init(of source: any HistorySource, in county: County) {
        self.source = source
        self.county = county
    }

    /// The response times, by group.
    public func statistics(_ request: Request) async throws(EventLogError) -> Statistics {
        let end = try await end(request)
        var query = StatisticsQuery(by: request.grouping, asOf: end.asOf)
        (query.from, query.to) = (request.from, request.to)
        var statistics = Statistics(query, in: county.timeZone)
        try await read(from: request.from, to: request.to, end) { statistics.add($0) }
        return statistics
    }

    /// The table of digital city management for a period; without a beginning that of the month of
    /// its last moment.
    public func caseTable(_ request: Request) async throws(EventLogError) -> CaseTable {
        let end = try await end(request)
        let to = request.to ?? end.asOf + .microseconds(1)
        let from = request.from ?? county.timeZone.monthStart(before: to)
        var table = CaseTable(
            CasePeriod(from: min(from, to), to: to), by: request.grouping, asOf: end.asOf,
            in: county.timeZone)
        try await read(from: table.reachesBack, to: to, end) { table.add($0) }
        return table
    }

    /// The signs of formalism, as questions.
    public func signs(_ request: Request) async throws(EventLogError) -> SignSearch {
        let end = try await end(request)
        var query = StatisticsQuery(asOf: end.asOf)
        (query.from, query.to) = (request.from, request.to)
        var search = SignSearch(query, in: county)
        try await read(from: search.reachesBack, to: request.to, end) { search.add($0) }
        search.finish()
        return search
    }

    private func end(
        _ request: Request,
    ) async throws(EventLogError) -> (through: Offset, asOf: Instant) {
        let end = try await source.end()
        let asOf = request.asOf ?? end?.recordedAt ?? Instant(secondsSinceEpoch: 0)
        return (end?.offset ?? .start, asOf)
    }

    private func read(
        from: Instant?, to: Instant?, _ end: (through: Offset, asOf: Instant),
        _ take: (CaseHistory) -> Void,
    ) async throws(EventLogError) {
        var query = HistoryQuery(through: end.through)
        (query.from, query.to) = (from, to)
        while true {
            let page = try await source.histories(query)
            for history in page.histories {
                if let one = CaseHistory(history.events, asOf: end.asOf) { take(one) }
            }
            guard let next = page.next else { return }
            query.after = next
        }
    }
}

extension CountyTimeZone {
    /// The beginning of the month in which the moment directly before `end` lies.
    fileprivate func monthStart(before end: Instant) -> Instant {
        let moment = end - .microseconds(1)
        let local = localTime(at: moment)
        let start = Instant(
            microsecondsSinceEpoch: moment.microsecondsSinceEpoch
                - Int64(local.date.day - 1) * 86_400_000_000
                - Int64(local.secondOfDay) * 1_000_000)
        let fraction = start.microsecondsSinceEpoch % 1_000_000
        return start - .microseconds(fraction)
    }
}
