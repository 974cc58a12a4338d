import Governance

/// Raw samples of one interval, with what could not be measured counted apart.
///
/// Percentiles are taken of the samples themselves; sets are added up sample by sample, never by
/// averaging figures.
public struct SampleSet: Hashable, Sendable {
    /// How often a stamp was missing.
    public private(set) var missing = 0
    /// How often the end was stamped before the start.
    public private(set) var negative = 0
    private var microseconds: [Int64] = []

    /// A set without samples.
    public init() {}

    /// How many samples there are; what is missing or negative is not one.
    public var count: Int { microseconds.count }

    /// The sum of the samples.
    public var total: Duration {
        microseconds.reduce(.zero) { $0 + .microseconds($1) }
    }

    /// Takes one measurement.
    public mutating func add(_ measurement: Measurement) {
        switch measurement {
        case .value(let duration): microseconds.append(duration.wholeMicroseconds)
        case .missing: missing += 1
        case .negative: negative += 1
        }
    }

    /// Adds the samples of another set.
    public mutating func add(_ other: SampleSet) {
        missing += other.missing
        negative += other.negative
        microseconds += other.microseconds
    }

    /// The samples in order, ready for figures, or nil if there are none; O(n log n).
    public func sorted() -> SortedSamples? {
        SortedSamples(microseconds: microseconds)
    }
}
