import Glibc

extension SeededGenerator {
    /// A number in 0 ..< 1.
    mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// Whether something of this probability happens.
    mutating func happens(_ probability: Double) -> Bool {
        uniform() < probability
    }

    /// An exponentially distributed duration of this mean.
    mutating func exponential(mean: Duration) -> Duration {
        mean * -log(1 - uniform())
    }

    /// A lognormally distributed duration of this median.
    ///
    /// `spread` is the standard deviation of the logarithm; the normal deviate is that of G. Box and
    /// M. Muller, "A Note on the Generation of Random Normal Deviates", 1958.
    mutating func lognormal(median: Duration, spread: Double) -> Duration {
        let radius = (-2 * log(1 - uniform())).squareRoot()
        let normal = radius * cos(2 * .pi * uniform())
        return median * exp(spread * normal)
    }
}
