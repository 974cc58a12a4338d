import Glibc

/// The ranks of the samples between which a percentile lies with a stated confidence, whatever the
/// distribution of the samples is.
///
/// How many of `count` samples lie below the percentile is binomial; H. A. David, H. N. Nagaraja,
/// "Order Statistics", 3rd edition, section 7.1. Samples are taken to be independent, so after an
/// event that delays many at once the true band is wider.
public struct RankBand: Hashable, Sendable {
    /// The share of cases in which the band holds the true percentile, at least.
    public static let confidence = 0.95

    /// The rank of the lower end, from 1; nil where so few samples give none.
    public let lower: Int?
    /// The rank of the upper end; nil where so few samples give none.
    public let upper: Int?

    /// The band of a percentile, 1 to 99, of `count` samples; O(√count).
    public init(count: Int, percent: Int, confidence: Double = Self.confidence) {
        precondition(count > 0, "there is no sample")
        precondition((1...99).contains(percent), "\(percent) is not a percentile")
        let tail = (1 - confidence) / 2
        let (share, samples) = (Double(percent) / 100, Double(count))
        let deviation = (samples * share * (1 - share)).squareRoot()
        // What lies further away than this is less than rounding would be.
        let start = max(0, Int(samples * share - 12 * deviation) - 12)
        var probability = Self.probability(start, of: count, share)
        var (below, rank) = (0.0, start)
        var (lower, upper): (Int?, Int?) = (nil, nil)
        // `below` is the probability of fewer than `rank` samples below the percentile.
        while rank <= count {
            if below <= tail, rank > 0 { lower = rank }
            if below >= 1 - tail {
                upper = rank
                break
            }
            below += probability
            probability *= Double(count - rank) / Double(rank + 1) * share / (1 - share)
            rank += 1
        }
        self.lower = lower
        self.upper = upper
    }

    /// The probability that exactly `successes` of `count` trials succeed.
    private static func probability(_ successes: Int, of count: Int, _ share: Double) -> Double {
        let (k, n) = (Double(successes), Double(count))
        let ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
        return exp(ways + k * log(share) + (n - k) * log(1 - share))
    }
}
