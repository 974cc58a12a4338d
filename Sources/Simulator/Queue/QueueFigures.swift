public import DispatchCore

/// What the waits of some jobs came to.
public struct QueueFigures: Hashable, Sendable {
    /// How many jobs there were.
    public let count: Int
    /// How many of them had to wait at all.
    public let waited: Int
    /// The sum of all waits.
    public let total: Duration
    /// The waits, sorted; nil without jobs.
    public let waits: SortedSamples?

    /// The figures of `waits`, in any order.
    public init(_ waits: some Sequence<Duration>) {
        var samples = SampleSet()
        var waited = 0
        for wait in waits {
            samples.add(.value(wait))
            if wait > .zero { waited += 1 }
        }
        count = samples.count
        self.waited = waited
        total = samples.total
        self.waits = samples.sorted()
    }
}
