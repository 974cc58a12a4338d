/// What independent replications say about a figure: their mean and how sure it is.
public struct Estimate: Hashable, Sendable {
    /// How likely the interval holds the true mean, between 0 and 1.
    public static let confidence = 0.95

    /// How many replications had the figure.
    public let count: Int
    /// The mean over replications.
    public let mean: Double
    /// The standard deviation between replications; nil of fewer than two.
    public let deviation: Double?

    /// The estimate from one value per replication; nil without any.
    public init?(_ values: [Double]) {
        guard !values.isEmpty else { return nil }
        count = values.count
        // The mean of deviations from the first value loses nothing where values are alike.
        let first = values[0]
        let mean = first + values.reduce(0) { $0 + ($1 - first) } / Double(values.count)
        self.mean = mean
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        deviation = values.count < 2 ? nil : (squares / Double(values.count - 1)).squareRoot()
    }

    /// Half the width of the confidence interval, by Student's t; nil of fewer than two values.
    public var halfWidth: Double? { halfWidth(confidence: Self.confidence) }

    /// Half the width of the interval that holds the true mean with this probability.
    public func halfWidth(confidence: Double) -> Double? {
        deviation.map {
            StudentT.quantile(confidence: confidence, degrees: count - 1) * $0
                / Double(count).squareRoot()
        }
    }

    /// The confidence interval; nil of fewer than two values.
    public var interval: ClosedRange<Double>? {
        halfWidth.map { (mean - $0)...(mean + $0) }
    }
}
