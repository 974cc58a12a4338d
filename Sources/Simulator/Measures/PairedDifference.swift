/// The difference that a change makes to a figure, over pairs of replications.
///
/// The replications of a pair share all chance that the change does not touch: A. Law, "Simulation
/// Modeling and Analysis", 5th edition, §10.2.1 and §11.2.
public struct PairedDifference: Hashable, Sendable {
    /// The mean difference and how sure it is.
    public let estimate: Estimate

    /// The difference of `after` from `before`, pair by pair; nil without a pair.
    public init?(before: [Double?], after: [Double?]) {
        let differences = zip(before, after).compactMap { before, after -> Double? in
            guard let before, let after else { return nil }
            return after - before
        }
        guard let estimate = Estimate(differences) else { return nil }
        self.estimate = estimate
    }

    /// What can be said.
    public enum Verdict: Hashable, Sendable {
        /// The change makes no difference in any replication.
        case unchanged
        /// The whole confidence interval lies above 0.
        case more
        /// The whole confidence interval lies below 0.
        case less
        /// Nothing can be said yet; about so many replications might do, if the mean is right.
        case unclear(replications: Int?)
    }

    /// What can be said.
    public var verdict: Verdict {
        if estimate.mean == 0, estimate.deviation ?? 0 == 0 { return .unchanged }
        guard let interval = estimate.interval else { return .unclear(replications: nil) }
        if interval.lowerBound > 0 { return .more }
        if interval.upperBound < 0 { return .less }
        return .unclear(replications: replicationsNeeded)
    }

    /// The most replications that are suggested; beyond, the difference is too small to matter.
    private static let mostSuggested = 100_000

    /// How many replications would part an interval of the present deviation around the present
    /// mean from 0.
    private var replicationsNeeded: Int? {
        guard let deviation = estimate.deviation, estimate.mean != 0 else { return nil }
        let ratio = deviation / abs(estimate.mean)
        var count = estimate.count
        while count <= Self.mostSuggested {
            let quantile = StudentT.quantile(
                confidence: Estimate.confidence, degrees: min(count - 1, 200))
            let needed = Int((quantile * ratio * quantile * ratio).rounded(.up)) + 1
            if needed <= count { return count }
            count = max(needed, count + 1)
        }
        return nil
    }
}
