import Governance

/// The samples of an interval from the shortest to the longest; there is at least one.
public struct SortedSamples: Hashable, Sendable {
    private let microseconds: [Int64]

    init?(microseconds: [Int64]) {
        guard !microseconds.isEmpty else { return nil }
        self.microseconds = microseconds.sorted()
    }

    /// How many samples there are.
    public var count: Int { microseconds.count }

    /// The shortest sample.
    public var minimum: Duration { .microseconds(microseconds[0]) }

    /// The longest sample.
    public var maximum: Duration { .microseconds(microseconds[count - 1]) }

    /// The arithmetic mean in seconds.
    public var meanSeconds: Double {
        // Whole seconds are divided in one step, so that their mean is rounded only once.
        let sum = microseconds.reduce(Int128(0)) { $0 + Int128($1) }
        let seconds = Double(sum / 1_000_000) + Double(sum % 1_000_000) / 1_000_000
        return seconds / Double(count)
    }

    /// The sample of nearest rank, `sorted[ceil(percent / 100 · n) - 1]`: always one that was seen.
    ///
    /// `percent` is 1 to 100.
    public func percentile(_ percent: Int) -> Duration {
        precondition((1...100).contains(percent), "\(percent) is not a percentile")
        // In whole numbers, because 0.9 · n in binary may lie just above a whole number.
        let rank = (percent * count + 99) / 100
        return .microseconds(microseconds[rank - 1])
    }

    /// Between which samples the percentile lies with the confidence of ``RankBand``; nil at an end
    /// where there are too few samples to tell.
    public func band(_ percent: Int) -> (lower: Duration?, upper: Duration?) {
        let band = RankBand(count: count, percent: percent)
        return (
            band.lower.map { .microseconds(microseconds[$0 - 1]) },
            band.upper.map { .microseconds(microseconds[$0 - 1]) }
        )
    }

    /// The share of samples that are at most `limit` long, 0 to 1; O(log n).
    public func share(within limit: Duration) -> Double {
        let limit = limit.wholeMicroseconds
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if microseconds[middle] <= limit { low = middle + 1 } else { high = middle }
        }
        return Double(low) / Double(count)
    }
}
