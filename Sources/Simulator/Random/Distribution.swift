import Glibc
import Governance

/// How long something takes that does not always take equally long.
public enum Distribution: Hashable, Sendable {
    /// Always the same time.
    case constant(Duration)
    /// Without memory: a job that has lasted long is no nearer to its end.
    case exponential(mean: Duration)
    /// The logarithm is normal; `spread` is its standard deviation, from 0 on.
    case lognormal(median: Duration, spread: Double)
    /// The sum of `shape` exponential phases, where `shape` may be any number above 0.
    case gamma(mean: Duration, shape: Double)
    /// One of the times that were seen, all equally likely; there is at least one.
    case empirical([Duration])

    /// The longest time that is drawn: a year; longer draws are cut to it.
    public static let longest = Duration.hours(24 * 366)

    /// A time, never negative and never above ``longest``.
    public func draw(using generator: inout SeededGenerator) -> Duration {
        switch self {
        case .constant(let duration): duration
        case .exponential(let mean): Self.bounded(mean, -log(1 - generator.uniform()))
        case .lognormal(let median, let spread):
            Self.bounded(median, exp(spread * generator.normal()))
        case .gamma(let mean, let shape):
            Self.bounded(mean, generator.gamma(shape: shape) / shape)
        case .empirical(let seen):
            seen[Int(generator.uniform() * Double(seen.count))]
        }
    }

    /// The expected time.
    public var mean: Duration {
        switch self {
        case .constant(let duration), .exponential(let duration), .gamma(let duration, _): duration
        case .lognormal(let median, let spread): median * exp(spread * spread / 2)
        case .empirical(let seen): seen.reduce(.zero, +) / seen.count
        }
    }

    private static func bounded(_ unit: Duration, _ factor: Double) -> Duration {
        let microseconds = Double(unit.wholeMicroseconds) * factor
        guard microseconds < 366 * 86_400e6 else { return longest }
        return .microseconds(Int64(max(0, microseconds)))
    }
}

extension SeededGenerator {
    /// A normal deviate.
    ///
    /// G. Box and M. Muller, "A Note on the Generation of Random Normal Deviates",
    /// Annals of Mathematical Statistics 29 (2), 1958, doi:10.1214/aoms/1177706645.
    mutating func normal() -> Double {
        let radius = (-2 * log(1 - uniform())).squareRoot()
        return radius * cos(2 * .pi * uniform())
    }

    /// A gamma deviate of scale 1.
    ///
    /// G. Marsaglia and W. Tsang, "A Simple Method for Generating Gamma Variables", ACM TOMS 26 (3), 2000, doi:10.1145/358407.358414.
    mutating func gamma(shape: Double) -> Double {
        guard shape >= 1 else {
            return gamma(shape: shape + 1) * pow(1 - uniform(), 1 / shape)
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let normal = normal()
            let root = 1 + c * normal
            guard root > 0 else { continue }
            let cube = root * root * root
            let logarithm = log(1 - uniform())
            if logarithm < normal * normal / 2 + d * (1 - cube + log(cube)) { return d * cube }
        }
    }

    /// A Poisson deviate, by counting exponential gaps; O(mean).
    mutating func poisson(mean: Double) -> Int {
        var count = 0
        var left = mean + log(1 - uniform())
        while left > 0 {
            count += 1
            left += log(1 - uniform())
        }
        return count
    }
}
