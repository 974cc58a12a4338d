/// How often a measured value fell into each of some ranges.
public struct Histogram: Hashable, Sendable {
    /// The upper bounds of the ranges, ascending; a last range has none.
    public let bounds: [Double]
    /// How many values fell into each range, the one without a bound last.
    public private(set) var counts: [Int]
    /// The sum of all values.
    public private(set) var sum = 0.0

    /// A histogram without values.
    public init(bounds: [Double]) {
        precondition(bounds == bounds.sorted(), "the bounds ascend")
        self.bounds = bounds
        counts = Array(repeating: 0, count: bounds.count + 1)
    }

    /// How many values there are.
    public var count: Int { counts.reduce(0, +) }

    /// Adds a value.
    public mutating func add(_ value: Double) {
        counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
        sum += value
    }

    /// Bounds for lengths of time in seconds, from a millisecond to ten seconds.
    public static let seconds = [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]
}
