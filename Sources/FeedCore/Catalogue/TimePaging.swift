public import Governance

/// How a source is asked for what happened in a window of time, page by page, newest first.
///
/// For sources that answer with a limited number of records, as Open311 GeoReport v2 does: a page
/// that is full is followed by one that ends where its oldest record was.
public struct TimePaging: Hashable, Sendable {
    /// How far back the source is asked.
    public let window: Duration
    /// How many records a full page has.
    public let size: Int
    /// The parameter for the beginning.
    public let start: String
    /// The parameter for the end.
    public let end: String

    /// The most pages of one poll.
    public static let maximumPages = 100

    /// Asks by the parameters of Open311 unless told otherwise.
    public init(
        window: Duration, size: Int, start: String = "start_date", end: String = "end_date",
    ) {
        self.window = window
        self.size = size
        self.start = start
        self.end = end
    }

    /// The address of the page between two moments, both inclusive, in whole seconds.
    public func address(_ base: String, from first: Instant, to last: Instant) -> String {
        let sign = base.contains("?") ? "&" : "?"
        let end = last.flooredToSecond + .seconds(last.flooredToSecond == last ? 0 : 1)
        return "\(base)\(sign)\(start)=\(first.flooredToSecond)&\(self.end)=\(end)"
    }
}

extension Instant {
    fileprivate var flooredToSecond: Instant {
        let rest = microsecondsSinceEpoch % 1_000_000
        let floor = microsecondsSinceEpoch - (rest < 0 ? rest + 1_000_000 : rest)
        return Instant(microsecondsSinceEpoch: floor)
    }
}
