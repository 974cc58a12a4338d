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
        Distribution.exponential(mean: mean).draw(using: &self)
    }

    /// A lognormally distributed duration of this median.
    mutating func lognormal(median: Duration, spread: Double) -> Duration {
        Distribution.lognormal(median: median, spread: spread).draw(using: &self)
    }
}
