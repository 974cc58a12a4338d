public import Governance

/// Spans of time during which something was open, and how many were open at once.
public struct OpenSpans: Hashable, Sendable {
    private var starts: [Instant] = []
    private var ends: [Instant] = []

    /// No spans.
    public init() {}

    /// Adds a span from `start` up to but without `end`; one that never lasted is left out.
    public mutating func add(from start: Instant, to end: Instant) {
        guard start < end else { return }
        starts.append(start)
        ends.append(end)
    }

    /// The most spans that were open at one instant; O(n log n).
    ///
    /// A sweep over starts and ends in order: an end at an instant frees before a start at it.
    public func peak() -> Int {
        let (starts, ends) = (starts.sorted(), ends.sorted())
        var (open, peak, ended) = (0, 0, 0)
        for start in starts {
            while ended < ends.count, ends[ended] <= start {
                ended += 1
                open -= 1
            }
            open += 1
            peak = max(peak, open)
        }
        return peak
    }
}
